"""Text of entries.yml becomes a catalogue, with every mistake reported at once."""
