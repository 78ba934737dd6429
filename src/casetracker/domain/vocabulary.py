"""The closed lists of the field, by the name each goes by.

A code, once shipped, is never removed or given another meaning. Labels are English source text for the catalogue.
"""

from casetracker.domain.vocabulary_base import Vocabulary
from casetracker.domain.vocabulary_claims import (
    BASIS,
    CLAIM_KIND,
    CREDIBILITY,
    DAMAGE,
    DATE_KIND,
    GROUP,
    HARMED_OBJECT,
    OUTCOME,
    PLACE_PRECISION,
    QUALIFIER,
    STANCE,
    ZONE,
)
from casetracker.domain.vocabulary_evidence import (
    BEARING,
    CUSTODY_ACT,
    DERIVATION,
    EVIDENCE_KIND,
    FILE_ROLE,
    ORIGIN,
    PURPOSE,
    RELIABILITY,
    SOURCE_KIND,
    VERIFICATION,
)
from casetracker.domain.vocabulary_people import (
    BODY_KIND,
    BODY_ROLE,
    COVERAGE_BASIS,
    FATE,
    IDENTIFICATION,
    PARTY_KIND,
    ROLE,
    STATUS_AT_TIME,
)
from casetracker.domain.vocabulary_status import (
    ASSESSMENT,
    AUDIENCE,
    CONFIDENTIALITY,
    HANDLING,
    JURISDICTION,
    PERSON_STATUS,
    SHARING,
    STAGE,
)
from casetracker.domain.vocabulary_violations import VIOLATION
from casetracker.domain.vocabulary_work import (
    CONFLICT_CLASS,
    CONSENT_USE,
    ELEMENT_ASSESSMENT,
    EMBEDDED_MEDIA,
    HANDED_OVER,
    INQUIRY_AIM,
    INQUIRY_STATE,
    LIABILITY,
    RELATION,
    SIDE,
    STEP,
)

__all__ = [
    "ASSESSMENT", "AUDIENCE", "BASIS", "BEARING", "BODY_KIND", "BODY_ROLE", "CLAIM_KIND", "CONFIDENTIALITY",
    "CONFLICT_CLASS", "CONSENT_USE", "COVERAGE_BASIS", "CREDIBILITY", "CUSTODY_ACT", "DAMAGE", "DATE_KIND",
    "DERIVATION", "ELEMENT_ASSESSMENT", "EMBEDDED_MEDIA", "EVIDENCE_KIND", "FATE", "FILE_ROLE", "GROUP",
    "HANDED_OVER", "HANDLING", "HARMED_OBJECT", "IDENTIFICATION", "INQUIRY_AIM", "INQUIRY_STATE",
    "JURISDICTION", "LIABILITY", "ORIGIN", "OUTCOME", "PARTY_KIND", "PERSON_STATUS", "PLACE_PRECISION",
    "PURPOSE", "QUALIFIER", "RELATION", "RELIABILITY", "ROLE", "SHARING", "SIDE", "SOURCE_KIND", "STAGE",
    "STANCE", "STATUS_AT_TIME", "STEP", "VERIFICATION", "VIOLATION", "ZONE", "Vocabulary",
]
