"""An interview: one question at a time, as few as the bounds allow. There is no terminal in it."""
