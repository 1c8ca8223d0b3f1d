"""Questions and their answers: rows in, rows out."""
