from datetime import date
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Concat
from slugify import slugify

from people.database.compiled import CompiledQuery
from people.database.prepared import Parameter
from people.database.turns import wait_turn
from people.spelling.emails import check_email, kept_email, typed_email
from people.spelling.names import normalise

# Words with a meaning in an address: no row may answer to them.
RESERVED_SLUGS = (
    *("me", "compare", "export", "matrix", "exchange", "new", "add", "edit", "search"),
    *("import", "candidates", "team"),
)


# What people write at length is no longer than a cell of a spreadsheet may be: pages,
# the admin site and files take the same.
MOST_LETTERS = 32_767

# Beyond these a day is a typing error, whatever it is a day of.
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


def is_likely(day):
    return EARLIEST <= day <= LATEST


def check_day(day):
    """Raise `ValidationError` for a day out of any plan and of anybody's life."""
    if not is_likely(day):
        raise ValidationError("Choose a day from 1 Jan 1900 to 1 Jan 2200.")


class VersionField(models.PositiveIntegerField):
    """Counts the changes of a row's content, so that a form knows what it was shown.

    The database counts, whoever writes: see the triggers `…_next_version`.
    """

    def __init__(self, **kwargs):
        super().__init__(**{"db_default": 1, "editable": False, **kwargs})


class NormalisedField(models.CharField):
    """The lookup key of another field, written on every save, in bulk too."""

    def __init__(self, *args, of="name", **kwargs):
        self.of = of
        kwargs.setdefault("max_length", 200)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        key = normalise(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key


class KeptEmailField(models.EmailField):
    """An e-mail in the one form in which it is kept, however it is written or sought.

    Whatever goes to the database goes through here, filters as well.
    """

    default_validators = [*models.EmailField.default_validators, check_email]
    formfield = typed_email

    def to_python(self, value):
        email = super().to_python(value)
        return kept_email(email) if email else email

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value


class AutoSlugField(models.SlugField):
    """A slug that is made from another field where none is given, and then stays.

    A taken or reserved slug gets the next free number: `ana-silva-2`. One that another
    row once had is taken, too: old addresses lead to nobody else by chance.
    """

    def __init__(self, *args, of="name", **kwargs):
        self.of = of
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault(
            "help_text", "Part of the address. Leave empty to have it made."
        )
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "blank": self.blank}

    def pre_save(self, model_instance, add):
        slug = getattr(model_instance, self.attname)
        if not slug:
            slug = self.first_free(model_instance)
            setattr(model_instance, self.attname, slug)
        return slug

    def first_free(self, model_instance):
        stem = slugify(getattr(model_instance, self.of))[: self.max_length - 8]
        stem = stem.strip("-") or self.model._meta.model_name
        # Whoever makes the same one right now is waited for, and is then seen.
        wait_turn(self.model._meta.label, stem)
        begin_so = slugs_that_begin(self.model, self.attname)
        taken = {*RESERVED_SLUGS}
        taken.update(slug for (slug,) in begin_so(stem, model_instance.pk or 0))
        if stem not in taken:
            return stem
        number = 2
        while f"{stem}-{number}" in taken:
            number += 1
        return f"{stem}-{number}"


@cache
def slugs_that_begin(model, attname):
    """A query of slugs that begin with a text, and that rows but one have or had."""

    former = model._meta.get_field("former_slugs").related_model.objects.order_by()

    def build(stem, but):
        rows = model._base_manager.order_by().exclude(pk=but)
        rows = rows.filter(**{f"{attname}__startswith": stem}).values_list(attname)
        past = former.exclude(row=but).filter(slug__startswith=stem)
        return rows.union(past.values_list("slug"))

    return CompiledQuery(build)


def slug_is_not_reserved():
    """The constraint that goes with an `AutoSlugField` that is part of an address."""
    return models.CheckConstraint(
        condition=~models.Q(slug__in=RESERVED_SLUGS),
        name="%(app_label)s_%(class)s_slug_is_not_reserved",
        violation_error_message="This address is taken by a page; choose another.",
    )


@models.CharField.register_lookup
@models.TextField.register_lookup
class Fold(models.Transform):
    """The database twin of `people.spelling.names.fold`; also of a column."""

    lookup_name = "fold"
    function = "people_fold"
    output_field = models.TextField()


class NameKey(models.Func):
    """The database twin of `people.spelling.names.name_key`, of people."""

    function = "replace"
    output_field = models.TextField()

    def __init__(self, name="sort_name"):
        super().__init__(models.F(name), models.Value(" "), models.Value(""))


def texts_of(fields):
    parts = [part for field in fields for part in (models.Value(" "), field)]
    return Concat(*parts, output_field=models.TextField())


@models.CharField.register_lookup
@models.TextField.register_lookup
class SearchWords(models.Transform):
    """The folded words of a text, each as it may be written otherwise, too.

    "O'Brien" has the words o, brien and obrien; "Müller" muller and mueller.
    Of a column: `name__words`.
    """

    lookup_name = "words"
    function = "people_words"
    output_field = models.TextField()

    @classmethod
    def of(cls, *fields):
        return cls(texts_of(fields))


class NameWords(models.Func):
    """The words of a name and of the address made from it; also those run together.

    What is written apart and may be written as one word stands between bars, to be
    found as a whole: "Jean Luc" has |jeanluc|.
    """

    function = "people_name_words"
    output_field = models.TextField()


@models.CharField.register_lookup
class AsciiLower(models.Transform):
    """The database twin of `people.spelling.emails.fold_case`: `email__folded=…`."""

    lookup_name = "folded"
    template = 'LOWER(%(expressions)s COLLATE "C")'


class Normalised(models.Func):
    """Text in the form NFKC, which no other spelling of the same text has."""

    template = "NORMALIZE(%(expressions)s, NFKC)"
    output_field = models.TextField()


class FieldCheck(models.CheckConstraint):
    """Holds what a validator of the field says: no form need ask the database, too."""

    def validate(self, *args, **kwargs):
        pass


class Stems(models.Func):
    """What the words of a text come from, each once: “forecasting” from “forecast”."""

    template = (
        "tsvector_to_array(to_tsvector('english'::regconfig,"
        " people_fold(%(expressions)s)))"
    )
    output_field = ArrayField(models.TextField())


class SearchField(models.GeneratedField):
    """The folded words of a row's text fields, kept by the database itself.

    Sorting by it puts Ábel beside Abel on any server, whatever its locale.
    """

    def __init__(self, *fields, expression=None, **kwargs):
        super().__init__(
            expression=expression or Fold(texts_of(fields)),
            output_field=models.TextField(db_collation="C"),
            db_persist=True,
        )

    def deconstruct(self):
        name, _, _, kwargs = super().deconstruct()
        return (
            name,
            "people.fields.SearchField",
            (),
            {"expression": kwargs["expression"]},
        )


class Ids(str):
    """Ids as one array, which the ORM passes on without looking at each of them."""

    def __new__(cls, numbers):
        return super().__new__(cls, f"{{{','.join(map(str, numbers))}}}")


@models.ForeignKey.register_lookup
@models.Field.register_lookup
class AnyOf(models.Lookup):
    """`person_id__any=Ids(…)`: thousands of ids as one constant, or those of a query.

    With `in` the planner takes longer, or thinks that each row asks the query again.
    """

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, models.sql.Query):
            query, given = self.process_rhs(compiler, connection)
            return f"{column} = ANY(ARRAY{query})", [*params, *given]
        is_ready = isinstance(self.rhs, Ids | Parameter)
        ids = self.rhs if is_ready else Ids(map(int, self.rhs))
        return f"{column} = ANY(%s::bigint[])", [*params, ids]


def named_sql(queryset):
    """SQL of a queryset, and its parameters by name: for a statement with others."""
    sql, given = queryset.query.sql_with_params()
    parameters = {f"given_{place}": value for place, value in enumerate(given)}
    return sql % tuple(f"%({name})s" for name in parameters), parameters
