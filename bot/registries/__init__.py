"""Raw answers of paper registries and landing pages become paper records."""
