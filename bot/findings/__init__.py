"""One rule a module: verdicts and judgements become findings with evidence."""
