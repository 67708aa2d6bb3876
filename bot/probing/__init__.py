"""Plan per host, pace per host, and what a raw answer means."""
