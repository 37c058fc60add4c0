"""A proof checker: whether a written conclusion follows. It shares no code with the engine that wrote it."""
