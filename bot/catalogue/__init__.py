"""The entries file: reading, writing, ids, and edits that change one line."""
