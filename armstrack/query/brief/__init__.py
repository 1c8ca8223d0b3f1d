"""The memo of a period: its facts, each once, with its footnotes."""
