"""Forward chaining on experta: the knowledge as a network of rules, one run of it as a conclusion with its trace."""
