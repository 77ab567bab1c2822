"""What was imported by whom, what each run changed, and the names other systems give to our records."""

from tenure.integrations.imports.models.alias import Alias
from tenure.integrations.imports.models.change import ImportChange
from tenure.integrations.imports.models.later_parent import LaterParent
from tenure.integrations.imports.models.run import ImportRun
from tenure.integrations.imports.models.saved_mapping import SavedMapping

__all__ = ["Alias", "ImportChange", "ImportRun", "LaterParent", "SavedMapping"]
