"""The dossier: what the store holds about a case, set on paper for the one who will read it."""
