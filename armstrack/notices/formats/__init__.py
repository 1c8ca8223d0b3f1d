"""What a file holds before it is a text: one module a format, and one table that knows them by their content.

A format answers with what a person would copy out of the document and nothing else: no head of a
mail, no furniture of a page, no hidden text. What cannot be read is named, with the way out.
"""
