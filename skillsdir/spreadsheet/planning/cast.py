"""Whom a file names, wherever it does, before anybody is looked for."""

from collections import defaultdict
from dataclasses import dataclass, field

from slugify import slugify

from people.spelling.emails import fold_email
from people.spelling.names import fold
from skillsdir.spreadsheet.cells.names import number_beside, person_name
from skillsdir.spreadsheet.cells.people import find_addresses, people_in
from skillsdir.spreadsheet.columns.lines import Line
from skillsdir.spreadsheet.nouns import NAMING, contents
from skillsdir.spreadsheet.nouns.entities import CellError
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

    `called` is what the file calls who has an e-mail, in the order in which it does,
    and `rows` has each name with what its row tells people apart by.
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
            self.called.setdefault(fold_email(email), {})[name] = True

    def name_of(self, email):
        """What the file calls who has the e-mail; else a name made from it."""
        local = email.partition("@")[0].translate(APART)
        made = " ".join(word.capitalize() for word in local.split())
        return next(iter(self.called.get(fold_email(email), ())), made or email)


# What tells two people of one name apart who have no e-mail.
TELLING = ("team", "job_title", "location")
# More ways to say who somebody is are not compared with one another.
MOST_TOLD = 50


@dataclass(frozen=True, slots=True, eq=False)
class PersonRow:
    """How a line says whom it is about; `key` and `shown` are of what is asked.

    `said` is what the file says of who bears the name, as in `TELLING`, and the number
    that stands beside it.
    """

    line: Line
    name: str
    email: str
    slug: str
    said: tuple
    key: str
    shown: str

    @property
    def team(self):
        return self.said[0]

    @property
    def place(self):
        return place_of(self.line)

    @property
    def at(self):
        """The sheet and the row."""
        return self.line.table.sheet.name, self.line.row

    @property
    def is_by_name(self):
        return not self.email and not self.key.startswith("[")


class Telling:
    """What the rows of a file say of people without an e-mail that tells them apart.

    Rows of one name are about one person unless they say different things. One that
    says less is about whom it may mean, if that is one alone.
    """

    def __init__(self, lines):
        self.texts, self.own = {}, {}
        found = defaultdict(set)
        for line in lines:
            name, said = folded_name(line), self.said_by(line)
            self.own[id(line)] = name, said
            if "email" not in line.cells:
                found[name].add(said)
        self.whole = {name: wholes(said) for name, said in found.items()}

    def said_by(self, line):
        """What a line says itself."""
        texts = [text_of(line, name) for name in TELLING]
        texts.append(number_beside(text_of(line, "name")))
        said = tuple(text and fold(text).strip() for text in texts)
        for each, text in zip(said, texts, strict=True):
            self.texts.setdefault(each, text)
        return said

    def of(self, line):
        """What the file says of whom a line means, and what of it they are asked by."""
        name, own = self.own[id(line)]
        whole = self.whole[name]
        team = whole[own][:1]
        is_alone = len({each for each in whole.values() if each[:1] == team}) == 1
        return whole[own], [*filter(None, team if is_alone else whole[own])]


def wholes(found):
    """What rows of one name say, each with what is said of whom it means."""
    fields = [{*filter(None, values)} for values in zip(*found, strict=True)]
    if all(len(values) < 2 for values in fields):
        return dict.fromkeys(found, tuple("".join(values) for values in fields))
    if len(found) > MOST_TOLD:
        return {said: said for said in found}
    most = [one for one in found if not any(says_more(each, one) for each in found)]

    def whole_of(said):
        meant = [one for one in most if one == said or says_more(one, said)]
        return meant[0] if len(meant) == 1 else said

    return {said: whole_of(said) for said in found}


def says_more(said, less):
    """Whether the one says all that the other says, and more."""
    pairs = zip(said, less, strict=True)
    return said != less and all(b in ("", a) for a, b in pairs)


def place_of(line):
    """Where it is said who the line is about."""
    keys = [name for name in ("email", "name") if name in line.cells]
    return line.cell(keys[0]).place if keys else line.place


def text_of(line, name):
    return " ".join(str(line.cells.get(name, "")).split())


def folded_name(line):
    return fold(person_name(text_of(line, "name"))).strip()


def name_of(line):
    """The name as it is spoken, unless an address shows that we wrote it."""
    text = text_of(line, "name")
    return text if "slug" in line.cells else person_name(text)


def read_person_row(survey, line, telling):
    name, slug = name_of(line), str(line.cells.get("slug", ""))
    email, (folded, said) = "", telling.own[id(line)]
    if "email" in line.cells:
        email = contents.email.read(survey, line.cell("email"))
        key, shown = fold_email(email), f"{name} <{email}>"
    elif is_address(slug, name):
        key, shown = f"[{slug}]", f"{name} [{slug}]"
    elif folded:
        said, by = telling.of(line)
        key = " | ".join([folded, *by])
        shown = ", ".join([name, *map(telling.texts.get, by)])
    else:
        raise CellError("has neither a name nor an e-mail")
    return PersonRow(line, name, email, slug, said, key, shown)


def is_address(slug, name):
    """Whether it is written as the directory writes addresses: no town, no street."""
    words = {*fold(name).split()}
    return bool(name and slug) and (
        slug == slugify(slug) or not words.isdisjoint(fold(slug).split())
    )


def are_told_apart(slug, person):
    """Whether the file itself has both, each with an address of its own."""
    return person.pk is None and slug and person.slug and slug != person.slug


def may_be_same(team, other):
    return not team or not other or team == other


def team_of(person, survey, teams):
    """The team of a person, folded; of somebody new, as their line says."""
    if person in teams:
        return teams[person]
    team = survey.directory.by_pk["team"].get((person.values or {}).get("team"))
    return fold(team.label).strip() if team else ""


def order_of_row(survey, row):
    """Whoever was decided to be another one of the file comes after that one."""
    decision = survey.answers.decided("person", row.key)
    return isinstance((decision and decision.target) or 0, str), not row.email
