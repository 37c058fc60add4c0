"""Tools for those who keep a knowledge base: what is in it, what it does, and what is wrong with it."""
