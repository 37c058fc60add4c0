"""The pages of an interview in a browser: pure functions of a visit and a form, whoever serves them."""
