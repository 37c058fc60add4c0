"""What can be wrong with a knowledge base without running a situation: one module a check."""
