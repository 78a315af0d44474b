"""What is in the directory already, as far as a file may refer to it.

Everything with a name is loaded at once, of people only those whom the file may mean:
by e-mail, or by name.
"""

import re
from collections import defaultdict
from functools import lru_cache

from django.db.models import Q

from people.fields import AsciiLower, NameKey
from people.models import Person, PersonEvent, SkillAlias
from people.spelling.emails import fold_email
from people.spelling.names import fold, is_long_enough, normalise
from people.spelling.names import name_key as person_key
from projects.models import Assignment
from skillsdir.spreadsheet.cells.names import person_name
from skillsdir.spreadsheet.nouns import BY_NOUN
from skillsdir.spreadsheet.nouns.entities import Entity

# Names that several rows bear are exported with their address.
ADDRESSED = re.compile(r"\[([\w-]+)\]$")


@lru_cache(maxsize=50_000)
def name_key(noun, text):
    """The key under which names of a noun are compared."""
    if noun == "skill":
        return normalise(text)
    return person_key(text) if noun == "person" else fold(text).strip()


def is_called(person, name):
    """Whether the name is the person's, now or by the file, or a longer or shorter one.

    One without letters may have the mark of a lone “-”.
    """
    name = name.strip()
    return any(
        name in (own, f"'{own}") or is_same_or_shorter(name, own)
        for own in (person.label, person.current().get("name", ""))
    )


def is_same_or_shorter(name, own):
    """Whether one of two names has all words of the other."""
    if person_key(name) == person_key(own) != "":
        return True
    shorter, longer = sorted(({*fold(one).split()} for one in (name, own)), key=len)
    return bool(shorter) and shorter <= longer


class Directory:
    """Entities by noun, and the ways to find them."""

    def __init__(self):
        self.by_pk = {noun: {} for noun in BY_NOUN}
        self.by_slug = {noun: {} for noun in BY_NOUN}
        self.by_name = {noun: defaultdict(list) for noun in BY_NOUN}
        self.by_email = {}
        # Somebody new, by the key of the question about them.
        self.made = {}
        self.without_spaces = {}
        self.aliases = set()
        # New names, by the row that the file gives them to.
        self.renamed = {}
        # Of people here the names that only the file calls them, with the keys of the
        # questions whose rows do.
        self.called_by_file = defaultdict(list)
        # Who had an e-mail that is nobody's by now.
        self.had_email = defaultdict(list)

    @classmethod
    def load(cls, emails, names, ids=(), slugs=()):
        """The directory, with people by e-mail, by (folded) name, by id and slug."""
        directory = cls()
        for noun in BY_NOUN:
            if noun != "person":
                directory.add_all(noun, BY_NOUN[noun].rows())
        directory.load_aliases()
        people = Person.objects.annotate(key=AsciiLower("email"), name_key=NameKey())
        keys = {name.replace(" ", "") for name in names}
        meant = Q(key__in=emails) | Q(name_key__in=keys) | Q(pk__in=ids)
        meant |= Q(slug__in=slugs)
        mentors = Assignment.objects.filter(person__in=people.filter(meant))
        mentors = mentors.filter(mentor__isnull=False).order_by().values("mentor")
        directory.add_people(people.filter(meant | Q(pk__in=mentors)))
        if named := directory.people_named():
            directory.add_people(people.filter(pk__in=named))
        directory.load_former(people, emails)
        return directory

    def load_former(self, people, emails):
        """Load who had the e-mails that nobody has: they may still be meant by them."""
        unknown = {one for one in emails if "@" in one} - self.by_email.keys()
        if not unknown:
            return
        events = PersonEvent.objects.annotate(key=AsciiLower("email"))
        had = events.filter(key__in=unknown, email_is_taken_back=False).order_by()
        pairs = sorted(set(had.values_list("key", "pgh_obj_id")))
        if missing := {pk for _, pk in pairs} - self.by_pk["person"].keys():
            self.add_people(people.filter(pk__in=missing))
        for email, pk in pairs:
            if person := self.by_pk["person"].get(pk):
                self.had_email[email].append(person)

    def holders(self):
        """Ids of people by e-mail."""
        return {email: person.pk for email, person in self.by_email.items()}

    def people_named(self):
        """Ids of managers and leads who are not loaded yet."""
        people, projects = (self.by_pk[noun].values() for noun in ("person", "project"))
        managers = {person.values["manager"] for person in people}
        leads = {project.values["lead"] for project in projects}
        return (managers | leads) - self.by_pk["person"].keys() - {None}

    def add_people(self, people):
        self.add_all("person", BY_NOUN["person"].values_of(people))

    def add_all(self, noun, rows):
        names = BY_NOUN[noun].model_fields()
        for pk, *values in rows:
            row = dict(zip(names, values, strict=True))
            self.add(noun, Entity(pk, row["name"], row, row["slug"]))

    def load_aliases(self):
        for key, skill in SkillAlias.objects.values_list("key", "skill_id"):
            self.by_name["skill"][key].append(self.by_pk["skill"][skill])
            self.aliases.add(key)
        for key, skills in self.by_name["skill"].items():
            if is_long_enough(key):
                short = self.without_spaces.setdefault(key.replace(" ", ""), [])
                short += [skill for skill in skills if skill not in short]

    def add(self, noun, entity):
        """Let an entity be found: by name, by slug, and people by e-mail.

        Nothing new takes the slug or the e-mail of a row that is here.
        """
        if entity.pk is not None:
            self.by_pk[noun][entity.pk] = entity
        if entity.slug:
            self.by_slug[noun].setdefault(entity.slug, entity)
        if noun == "person" and (email := entity.current().get("email")):
            self.by_email.setdefault(fold_email(email), entity)
        self.call(noun, entity, entity.label)
        if noun == "person":
            self.call(noun, entity, person_name(entity.label))

    def call(self, noun, entity, name):
        namesakes = self.by_name[noun][name_key(noun, name)]
        if entity not in namesakes:
            namesakes.append(entity)

    def bearers(self, name, asked):
        """All people that bear the (folded) name, or may be meant by it as well.

        `asked` is the key of the question about them.
        """
        here = self.find("person", name)
        others = self.others_called(name, asked)
        return [*here, *(person for person in others if person not in here)]

    def others_called(self, name, asked):
        """Whom another row of the file calls so, or who had the e-mail it gives."""
        called = self.called_by_file.get(name.replace(" ", ""), ())
        return [*dict.fromkeys(person for person, key in called if key != asked)]

    def find(self, noun, key):
        """All that bear the name; people however it is written."""
        if noun == "person":
            return self.by_name[noun].get(key.replace(" ", ""), [])
        if namesakes := self.by_name[noun].get(key):
            return namesakes
        if noun == "skill":
            return self.without_spaces.get(key.replace(" ", ""), [])
        return []

    def addressed(self, noun, text):
        """What is named with its address, as in “Churn [churn-2]”; or `None`.

        Of people the name must be the own as well: elsewhere another has the address.
        """
        match = ADDRESSED.search(text)
        entity = match and self.by_slug[noun].get(match[1])
        if entity and noun == "person" and not is_called(entity, text[: match.start()]):
            return None
        return entity

    def target_of(self, noun, entity):
        """How a decision refers to the entity."""
        email = entity.current().get("email") if noun == "person" else ""
        return entity.pk or entity.slug or entity.key or email or entity.label

    def target(self, noun, target):
        """What a decision means by its target; `None` if it is there no more."""
        if isinstance(target, int):
            return self.by_pk[noun].get(target)
        entity = self.by_slug[noun].get(target)
        if noun == "person":
            entity = entity or self.by_email.get(fold_email(target))
            entity = entity or self.made.get(target)
        found = [entity] if entity else self.find(noun, name_key(noun, target))
        return found[0] if len(found) == 1 and found[0].pk is None else None
