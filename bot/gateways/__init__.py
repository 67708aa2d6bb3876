"""The only rooms that talk to the outside: web, registries, GitHub, files, clock."""
