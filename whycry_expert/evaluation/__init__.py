"""What answers make of every condition, rule and reading, and what they still can: worked out in whole numbers."""
