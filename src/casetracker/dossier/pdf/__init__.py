"""From the tree to pages of a PDF. What a page looks like is decided in here and nowhere else."""
