"""Table models: ids of everything, rows of what is on screen."""
