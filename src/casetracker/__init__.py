"""casetracker: incidents, the evidence for them and the dossiers made of it, kept so that a court can rely on them."""

__version__ = "0.1.0"
