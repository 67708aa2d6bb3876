"""Words of the command line become settings, one call, and an exit code."""
