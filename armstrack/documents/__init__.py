"""The documents that answer questions: what `--format json` prints, as types. They know nothing of the house.

Each key says in `Annotated` what it means; `registry.py` names the documents, `schema.py` makes a JSON Schema of each.
Money is in whole US dollars, `None` where unknown; days are ISO text as precise as known. Keys are only ever added, at
the end. No annotation here is put off, since they are read.
"""
