"""The story, top to bottom: owns the order, owns no rule."""
