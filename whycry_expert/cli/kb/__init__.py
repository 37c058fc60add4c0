"""The commands for those who keep a knowledge base, one module each."""
