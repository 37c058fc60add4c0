"""The command line, with click: one module a command, and no thought of its own."""
