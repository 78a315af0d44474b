"""Who may do what with spreadsheets; see also `people.rules`."""

from people.rules import is_directory_admin


def may_import(user):
    """Bring files in, see what each did, and take it back."""
    return is_directory_admin(user)
