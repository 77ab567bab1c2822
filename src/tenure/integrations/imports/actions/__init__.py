"""Starting, executing and undoing import runs: the only writers of what is imported."""

from tenure.integrations.imports.actions.execute import execute_run
from tenure.integrations.imports.actions.start import ImportOptions, start_import
from tenure.integrations.imports.actions.undo import undo_import

__all__ = ["ImportOptions", "execute_run", "start_import", "undo_import"]
