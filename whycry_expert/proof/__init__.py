"""A proof checker: does a written conclusion follow from its facts and the knowledge? It shares no code with the engine."""
