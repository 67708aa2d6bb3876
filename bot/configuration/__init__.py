"""``.github/listbot.yml`` -> Settings: closed set of keys, capped numbers, globs, no code."""
