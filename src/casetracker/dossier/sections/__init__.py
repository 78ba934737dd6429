"""What a dossier says of one incident, a module for each matter. Each takes the case and gives sections of the tree."""
