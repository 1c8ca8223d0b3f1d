"""What is notified and not delivered, by a named rule: when a sale counts, on a day, and between two days."""
