"""What we claim, measured: one command each, figures in README.md."""
