"""Whether what is about to be written is what somebody was shown of it."""

from skillsdir.spreadsheet.drafts.saved import SavedChanges
from skillsdir.spreadsheet.nouns import NOUNS
from skillsdir.spreadsheet.nouns.base import Action

# What comes of a row that somebody agreed to, or agreed to leave out.
AGREED = (Action.ADDED, Action.CHANGED, Action.REJECTED)


class NotAsShownError(Exception):
    """The directory was edited since the dry run; `plan` says what would be now."""

    def __init__(self, plan):
        self.plan = plan
        super().__init__("The directory was edited since the dry run: compare again.")


def check_as_shown(planned, dry_run):
    """Refuse what nobody was shown: another row, or one that was otherwise then.

    What is there meanwhile as the file says it is nobody's concern.
    """
    if dry_run is None:
        return
    shown = {*agreed(SavedChanges.of(dry_run))}
    if not shown.issuperset(agreed(planned.changes)):
        raise NotAsShownError(planned)


def agreed(changes):
    keys = (key_of(change) for change in changes if change.action in AGREED)
    return filter(None, keys)


def key_of(change):
    """Which row it is and what it replaces; what the file says itself is the same.

    What few may see decides nothing: where no more than that changes, there is none.
    """
    where = change.noun, str(change.action), change.place, change.label
    if change.action != Action.CHANGED:
        return where
    apart = NOUNS[change.noun].apart
    replaced = [(one.name, one.old) for one in change.differences]
    seen = frozenset(field for field in replaced if field[0] not in apart)
    return (*where, seen) if seen else None
