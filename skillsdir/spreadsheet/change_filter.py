"""Which changes of a dry run a page shows."""

from dataclasses import dataclass

from people.names import fold, name_key
from skillsdir.spreadsheet.changes import Action
from skillsdir.spreadsheet.reporting import title_of

ACTIONS = {str(action) for action in Action}


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """What was asked for; what makes no sense counts as not asked."""

    action: str = ""
    noun: str = ""
    text: str = ""

    @classmethod
    def of(cls, params, nouns):
        action, noun = params.get("action", ""), params.get("noun", "")
        return cls(
            action if action in ACTIONS else "",
            noun if noun in nouns else "",
            params.get("q", "").replace("\x00", "")[:200].strip(),
        )

    @property
    def is_narrow(self):
        return bool(self.action or self.noun or self.text)

    @property
    def title(self):
        """What is listed, in words: "People: changed"."""
        action = self.action.capitalize() if self.action else "Changes and rejections"
        if not self.noun:
            return action
        return f"{title_of(self.noun)}: {action.lower()}"

    def matching(self, changes):
        """The changes that are asked for; without an action all but unchanged ones."""
        found = changes.only(self.wants)
        words = fold(self.text).split()
        return [one for one in found if mentions(one, words)] if words else found

    def wants(self, noun, action):
        is_wanted = action == self.action if self.action else action != "unchanged"
        return is_wanted and self.noun in ("", noun)


def mentions(change, words):
    text = f"{change.label} {change.place}"
    text = fold(text) + name_key(text)
    return all(word in text for word in words)
