"""Queries whose SQL is put together once a day, and then only filled in.

To put one together takes the ORM a millisecond or more: longer than the database needs
to answer most of them, and a page asks ten. See decision 0031.
"""

from copy import copy
from datetime import datetime
from functools import lru_cache, update_wrapper
from inspect import signature

from django.core.signals import setting_changed
from django.db import connections
from django.db.models import Expression

from people.words import local_day


class Parameter(Expression):
    """A place in a query for a value that comes with each use."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class CompiledQuery:
    """A function that builds a queryset of its arguments, which are `Parameter`s to it.

    Called with values, it answers with the rows in a list. The function itself runs
    once a day, so that it may ask for the day, but not for the time. Its SQL is the
    same for all values: none may be `None`.
    """

    def __init__(self, build):
        update_wrapper(self, build)
        self.build = build
        self.names = tuple(signature(build).parameters)
        self.compiled = lru_cache(maxsize=2)(self.compile)
        setting_changed.connect(self.forget, weak=False)

    def forget(self, **kwargs):
        self.compiled.cache_clear()

    def compile(self, day):
        """Return the queryset, its compiler, and what that makes: SQL, parameters."""
        queryset = self.build(*map(Parameter, self.names))
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        for value in params:
            if isinstance(value, datetime):
                raise TypeError(f"{self.__name__} would go on asking for {value}.")
        return queryset, compiler, sql, params

    def __call__(self, *values):
        queryset, compiler, sql, params = self.compiled(local_day())
        given = dict(zip(self.names, values, strict=True))
        filled = tuple(
            given[value.name] if isinstance(value, Parameter) else value
            for value in params
        )
        compiler = copy(compiler)
        compiler.connection = connections[compiler.using]
        compiler.as_sql = lambda *args, **kwargs: (sql, filled)
        rows = queryset._chain()
        rows.query.get_compiler = lambda *args, **kwargs: compiler
        return list(rows)

    def first(self, *values):
        """The first row; `None` if there is none."""
        return next(iter(self(*values)), None)
