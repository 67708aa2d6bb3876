"""A report is a function from one value to text; it never decides and never fetches."""
