"""Forward chaining on experta: the knowledge as its rules, one run of it as a conclusion with its trace."""
