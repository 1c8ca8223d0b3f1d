"""What may happen next: a table of states and moves per procedure, and the machine that replays and judges."""
