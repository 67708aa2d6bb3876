"""Text from strangers, made safe for the place it is printed in."""
