"""The knowledge itself, shown: its facts, meanings, rules and claims, as data and as text."""
