"""Statements that are put together once a day, and then only filled in.

To put one together takes the ORM a millisecond or more, and to plan it PostgreSQL as
much: longer than to answer most of them, and a page asks ten. So it is prepared, too.
See decisions 0031 and 0035.
"""

import re
from copy import copy
from datetime import datetime
from functools import lru_cache, update_wrapper
from inspect import signature
from itertools import chain, count

from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.expressions import RawSQL

from people.database.prepared import Parameter, PreparedStatement
from people.database.unchanged import fetch, is_asked_anew, keep
from people.words import local_day

NAMED = re.compile(r"%\((\w+)\)s")


class Compiled:
    """A function of `Parameter`s, which are filled with the values of each call.

    The function itself runs once a day, so that it may ask for the day, but not for
    the time. Its SQL is the same for all values: none may be `None`, and each has the
    type of its place (a fraction would be rounded where an id is asked for).
    """

    def __init__(self, build):
        update_wrapper(self, build)
        self.build = build
        self.names = tuple(signature(build).parameters)
        self.compiled = lru_cache(maxsize=2)(self.compile)
        setting_changed.connect(self.forget, weak=False)

    def forget(self, **kwargs):
        self.compiled.cache_clear()

    def built(self):
        return self.build(*map(Parameter, self.names))

    def prepare(self, sql, parameters):
        """The statement, of which each value has its place."""
        if isinstance(parameters, dict):
            parameters = [parameters[name] for name in NAMED.findall(sql)]
            sql = NAMED.sub("%s", sql)
        for value in parameters:
            if isinstance(value, datetime):
                raise TypeError(f"{self.__name__} would go on asking for {value}.")
        return PreparedStatement(self.__name__, sql, parameters)

    def ask(self, statement, run, values):
        """See `PreparedStatement`."""
        return statement.ask(run, dict(zip(self.names, values, strict=True)))


class CompiledQuery(Compiled):
    """A function that builds a queryset: called, it answers with the rows in a list."""

    def compile(self, day):
        """Return the queryset, its compiler, and what that makes."""
        queryset = self.built()
        compiler = queryset.query.get_compiler(queryset.db)
        return queryset, compiler, self.prepare(*compiler.as_sql())

    def __call__(self, *values):
        queryset, compiler, statement = self.compiled(local_day())

        def run(*filled):
            asking, rows = copy(compiler), queryset._chain()
            asking.connection = connections[compiler.using]
            asking.as_sql = lambda *args, **kwargs: filled
            rows.query.get_compiler = lambda *args, **kwargs: asking
            return list(rows)

        return self.ask(statement, run, values)

    def first(self, *values):
        """The first row; `None` if there is none."""
        return next(iter(self(*values)), None)


class CompiledStatement(Compiled):
    """A function that makes SQL and parameters: called, it answers with tuples.

    These are kept for as long as nothing changes: they are not to be changed.
    """

    def compile(self, day):
        return (self.prepare(*self.built()),)

    def __call__(self, *values):
        if is_asked_anew():
            return self.ask_now(values)
        return keep((self, values, local_day()), lambda: self.ask_now(values))

    def ask_now(self, values):
        return self.ask(*self.compiled(local_day()), fetch, values)


def part_of_row(model, **values):
    """A row of which these columns are known; the others are asked for when used."""
    # In the order of the model, as it asks for.
    names = [
        one.attname for one in model._meta.concrete_fields if one.attname in values
    ]
    return model.from_db(DEFAULT_DB_ALIAS, names, [values[name] for name in names])


# What stands for a text, of two letters or, for a long one, of three: nothing else in
# a query has these signs, and none of them means anything to LIKE.
PLACES = [chr(code) for code in range(3, 128) if chr(code) not in "%\\_"]
PLACE = re.compile("\1(.)\2?", re.DOTALL)


def stand_in(number, is_long):
    return f"\1{PLACES[number]}" + "\2" * is_long


class CompiledTexts:
    """A function that builds a queryset of folded texts, in one tuple or several.

    Its SQL depends on how many they are alone, and which of them are long by `is_long`:
    it is put together once for each such form.
    """

    def __init__(self, build, is_long):
        update_wrapper(self, build)
        self.build, self.is_long = build, is_long
        self.compiled = lru_cache(maxsize=256)(self.compile)

    def compile(self, *forms):
        numbers = count()
        texts = [tuple(stand_in(next(numbers), one) for one in form) for form in forms]
        return self.build(*texts).query.sql_with_params()

    def sql(self, *texts):
        """The SQL of the queryset, and its parameters."""
        sql, params = self.compiled(*(tuple(map(self.is_long, one)) for one in texts))
        given = dict(zip(PLACES, chain(*texts), strict=False))
        return sql, tuple(
            PLACE.sub(lambda found: given[found[1]], value)
            if isinstance(value, str)
            else value
            for value in params
        )

    def within(self, *texts):
        """For a condition of another query, such as `pk__in`."""
        return RawSQL(*self.sql(*texts))

    def __call__(self, *texts):
        """The rows, as tuples."""
        return fetch(*self.sql(*texts))
