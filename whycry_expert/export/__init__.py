"""The knowledge in the languages of other programs."""
