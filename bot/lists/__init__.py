"""Any curated list in Markdown: what a reader can click, and the entries it makes up."""
