"""Any Markdown list becomes entries; no URL is ever lost."""
