"""Timeline, policy and now become a verdict."""
