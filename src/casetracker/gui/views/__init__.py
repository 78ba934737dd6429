"""The lists of the window with their search and filters."""
