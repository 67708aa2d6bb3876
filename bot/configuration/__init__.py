"""Text of .github/listbot.yml becomes settings, with every mistake reported at once."""
