"""GitHub, read: facts about repositories, asked as cheaply as GitHub allows."""
