"""E-mails for new people who come without one, as somebody's pattern says."""

from collections import Counter

from django.core.exceptions import ValidationError

from people.fields import AsciiLower
from people.models import Person
from people.spelling.emails import clean_email, fold_email
from skillsdir.spreadsheet.answers import MOST_EXAMPLES, EmailQuestion
from skillsdir.spreadsheet.cells.email_patterns import made_email

NO_NAME = "the name has not all that the pattern takes"


def give_emails(survey):
    """Give new people the e-mails that the pattern makes, but nobody's twice."""
    newcomers = find_newcomers(survey)
    pattern = survey.answers.email_pattern
    given = newcomers if pattern else ()
    made = {one: usable_email(pattern, one.entity.label) for one in given}
    keys = {one: fold_email(email) for one, (email, why) in made.items() if not why}
    taken = find_holders(survey, keys.values()) if keys else {}
    counts = Counter(keys.values())
    without = []
    for change, (email, fault) in made.items():
        why = fault or find_email_fault(email, taken, counts)
        if why:
            change.why = f"no e-mail: {why}"
            without.append((change.entity.label, why))
        else:
            change.values["email"] = email
    survey.emails = collect_question(survey, newcomers, without)


def usable_email(pattern, name):
    """What the pattern makes of a name, and why that is no e-mail."""
    email = made_email(pattern, name)
    if not email:
        return "", NO_NAME
    try:
        return clean_email(email), ""
    except ValidationError as error:
        return "", f"“{email}”: {error.messages[0]}"


def find_newcomers(survey):
    """The first change of everybody who is new, and whom no row gives an e-mail."""
    changes = [
        change
        for change in survey.changes["people"]
        if change.action is None and change.entity and change.entity.pk is None
    ]
    have = {change.entity for change in changes if change.values.get("email")}
    first = {}
    for change in changes:
        first.setdefault(change.entity, change)
    return [change for entity, change in first.items() if entity not in have]


def find_holders(survey, keys):
    """Who has these folded e-mails, here or by the file."""
    keys = {*keys}
    people = Person.objects.annotate(key=AsciiLower("email")).filter(key__in=keys)
    here = dict(people.order_by("pk").values_list("key", "name"))
    by_file = survey.directory.by_email
    return here | {key: by_file[key].label for key in keys & by_file.keys()}


def find_email_fault(email, taken, counts):
    key = fold_email(email)
    if key in taken:
        return f"{email} is that of {taken[key]}"
    if counts[key] > 1:
        return f"{email} would be that of {counts[key]} people"
    return ""


def collect_question(survey, newcomers, without):
    """The question which e-mails new people get; `None` where all have one."""
    asked = [
        question.calls or question.name
        for question in survey.asked.values()
        if question.noun == "person"
        and question.may_create
        and question.answer is None
        and "@" not in question.key
    ]
    names = [*(change.entity.label for change in newcomers), *asked]
    if not names:
        return None
    return EmailQuestion(len(names), names[:MOST_EXAMPLES], without)
