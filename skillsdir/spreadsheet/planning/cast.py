"""Whom a file names, wherever it does, before anybody is looked for."""

from collections import defaultdict
from dataclasses import dataclass, field

from people.spelling.emails import fold_email
from people.spelling.names import fold
from skillsdir.spreadsheet.cells.names import person_name
from skillsdir.spreadsheet.cells.people import find_addresses, people_in
from skillsdir.spreadsheet.nouns import NAMING
from skillsdir.spreadsheet.planning.directory import ADDRESSED

APART = str.maketrans("._-+0123456789", " " * 14)


def keys_of(email, slug):
    """What tells a person apart, as the keys of questions have it."""
    keys = [fold_email(email).strip()] if email else []
    return frozenset([*keys, f"[{slug}]"] if slug else keys)


class Namesakes:
    """Who bears a name, or a longer or shorter one."""

    def __init__(self, pairs):
        self.bearers = defaultdict(set)
        self.with_word = defaultdict(set)
        for keys, name in pairs:
            words = frozenset(fold(name).split())
            self.bearers[words].add(keys)
            for word in words:
                self.with_word[word].add(words)

    def has_other(self, name, own):
        """Whether anybody bears the name whom none of the own keys means."""
        words = {*fold(name).split()}
        near = set().union(*(self.with_word.get(word, ()) for word in words))
        return any(
            own.isdisjoint(keys)
            for others in near
            # One word of two tells nobody apart.
            if min(len(words), len(others)) > 1 and (words <= others or others <= words)
            for keys in self.bearers[others]
            if keys
        )


@dataclass
class Cast:
    """The people of a file: e-mails and names (folded), ids and slugs.

    `called` is what the file calls who has an e-mail, wherever it says so first, and
    `rows` has each name with what its row tells people apart by.
    """

    emails: set = field(default_factory=set)
    names: set = field(default_factory=set)
    slugs: set = field(default_factory=set)
    called: dict = field(default_factory=dict)
    rows: set = field(default_factory=set)

    @classmethod
    def of(cls, tables):
        cast = cls()
        for table in tables:
            is_people = table.kind.name == "people"
            own = {"name"} if is_people else set()
            for line in table.lines:
                for column in (NAMING | own) & line.cells.keys():
                    cast.read(str(line.cells[column]), is_list=column not in own)
                cast.note_name(line.cells, "name" if is_people else "person")
                if is_people:
                    cast.slugs.add(str(line.cells.get("slug", "")))
        for found in (cast.emails, cast.names, cast.slugs):
            found.discard("")
        return cast

    def read(self, text, *, is_list):
        # As it is, too: quotes may be part of an address.
        addresses = [text.strip(), *find_addresses(text)] if "@" in text else ()
        self.emails.update(map(fold_email, addresses))
        self.names.add(fold(text).strip())
        self.slugs.update(ADDRESSED.findall(text))
        self.names.add(fold(person_name(text)).strip())
        for who in people_in(text) if is_list else ():
            self.names.add(fold(who.name).strip())
            self.call(who.email, who.name)

    def note_name(self, cells, column):
        name, email = (str(cells.get(of, "")) for of in (column, "email"))
        if "@" not in name:
            self.call(email.strip(), person_name(name))
            self.rows.add((keys_of(email, cells.get("slug")), person_name(name)))

    def call(self, email, name):
        if name and "@" in email:
            self.called.setdefault(fold_email(email), name)

    def name_of(self, email):
        """What the file calls who has the e-mail; else a name made from it."""
        local = email.partition("@")[0].translate(APART)
        made = " ".join(word.capitalize() for word in local.split())
        return self.called.get(fold_email(email)) or made or email
