"""What every other app stands on: records with versions, the audit log, jobs, the own organisation, exchange rates."""

from tenure.core.models.audit import AuditEntry
from tenure.core.models.idempotency import StoredAnswer
from tenure.core.models.job import JobRun
from tenure.core.models.notification import Notification
from tenure.core.models.organisation import ExchangeRate, Organisation
from tenure.core.models.record import ExternalRecord, Record
from tenure.core.models.shared_cache import SharedCacheEntry
from tenure.core.models.worker import Worker

__all__ = [
    "AuditEntry",
    "ExchangeRate",
    "ExternalRecord",
    "JobRun",
    "Notification",
    "Organisation",
    "Record",
    "SharedCacheEntry",
    "StoredAnswer",
    "Worker",
]
