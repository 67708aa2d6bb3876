"""Raw answers of code hosts become repository facts."""
