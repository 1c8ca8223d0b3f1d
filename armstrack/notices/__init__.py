"""The text of a public notice, read into a draft of a sale."""
