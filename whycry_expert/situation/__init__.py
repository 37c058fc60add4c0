"""One situation: the answers that a person gave, read from a file, from flags or from a program."""
