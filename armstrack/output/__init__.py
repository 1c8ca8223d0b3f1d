"""Output: rows in, something to look at or to load out. Nothing here knows the law or reads a file."""
