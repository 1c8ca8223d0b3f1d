"""The index: what a ledger's files say on every day, kept in a file that can be deleted at any time.

The YAML files are the truth. The index is checked against them on every run by one pass
over the folders; only what changed is read again, and whatever is wrong with the index
itself, the answer comes from the files instead.
"""
