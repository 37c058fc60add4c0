"""A conclusion for people and programs: one document, several renderers."""
