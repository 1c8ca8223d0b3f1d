"""What one sale contributes to each question, as plain values.

Every function here is about one sale, and is asked by the files and by the writer of the index
alike. The questions beside this room add up what they say, and need neither the law nor a
replayed history for it.
"""
