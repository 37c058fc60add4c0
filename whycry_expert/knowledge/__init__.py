"""The knowledge of a knowledge base: read from YAML files into frozen objects, and checked."""
