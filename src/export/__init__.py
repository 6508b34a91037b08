"""Reports out of the house and back: data frames, and JSON files read again."""
