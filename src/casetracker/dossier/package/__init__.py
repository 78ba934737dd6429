"""The package: records, evidence and the journal's proof in one bag that a stranger can check without us."""
