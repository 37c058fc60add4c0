"""The checks, one module each. Its name is its code and that of its page in docs/checks/; its first line its title."""
