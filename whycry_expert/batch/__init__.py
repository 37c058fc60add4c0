"""Many situations at once: the conclusions of `infer`, worked out with NumPy for a whole piece of input together."""
