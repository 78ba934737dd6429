"""What is missing, computed: for an incident, for a record that incidents share, for the whole store.

Every finding is either of an incident (about itself, a row of it, or a record that is its alone) or of the store (about a
record that incidents share); one of the store shows on each incident that uses the record, and is dismissed once for all.
"""

from casetracker.services.findings.dismissals import Judged, dismiss
from casetracker.services.findings.survey import Survey, more, survey
from casetracker.services.findings.walk import Progress, of, of_store, one

__all__ = ["Judged", "Progress", "Survey", "dismiss", "more", "of", "of_store", "one", "survey"]
