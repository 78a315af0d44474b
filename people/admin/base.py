from functools import reduce
from operator import and_, or_

from django import forms
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db.models import CharField, Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from people.admin.resent import AddedOnce
from people.admin.versions import LockedChange, VersionedOptions
from people.fields import check_day
from people.spelling.names import spellings


class RowsAtHand:
    """An autocomplete field that does not query for rows which its form has loaded.

    What was sent and is no key of any row is shown as nothing chosen.
    """

    rows_at_hand = ()

    def optgroups(self, name, value, attrs=None):
        value = [pk for pk in value if not pk or self.is_key(pk)]
        labels = {
            str(row.pk): self.choices.field.label_from_instance(row)
            for row in self.rows_at_hand
        }
        chosen = [str(pk) for pk in value if pk]
        if not chosen or not labels.keys() >= set(chosen):
            return super().optgroups(name, value, attrs)
        options = [(pk, labels[pk]) for pk in chosen]
        if not self.is_required and not self.allow_multiple_selected:
            options.insert(0, ("", ""))
        return [
            (
                None,
                [
                    self.create_option(name, pk, label, pk != "", index)
                    for index, (pk, label) in enumerate(options)
                ],
                0,
            )
        ]

    def is_key(self, value):
        try:
            self.choices.queryset.model._meta.pk.to_python(value)
        except ValidationError:
            return False
        return True


class LoadedSelect(RowsAtHand, AutocompleteSelect):
    pass


class LoadedSelectMultiple(RowsAtHand, AutocompleteSelectMultiple):
    pass


class MarkedResults(AutocompleteJsonView):
    """What autocomplete fields offer; people who left are marked."""

    def serialize_result(self, obj, to_field_name):
        result = super().serialize_result(obj, to_field_name)
        return result | {"text": label_of(obj)}


def label_of(row):
    return getattr(row, "marked_name", None) or str(row)


class DirectoryOptions(VersionedOptions):
    """What forms of pages and of inlines have in common."""

    # What may be done to a related row from the page of something else.
    related_links = {"can_delete_related": False}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.DateField):
            field.validators.append(check_day)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            vars(field.widget).update(self.related_links)
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = LoadedSelect(db_field, self.admin_site)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field:
            field.label_from_instance = label_of
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = LoadedSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class FoldedSearch:
    """Searches names as people write them: see `people.spelling.names`.

    Of `search_fields` those that end in `_text` or `__words` hold folded words; in the
    others each word has to stand as it was typed.
    """

    def get_search_results(self, request, queryset, search_term):
        fields = self.get_search_fields(request)
        folded = [name for name in fields if name.endswith(("_text", "__words"))]
        as_typed = [name for name in fields if name not in folded]
        condition = Q()
        for typed in search_term.split():
            condition &= having(as_typed, [typed], "icontains") | reduce(
                and_,
                [having(folded, texts, "contains") for texts in spellings(typed)],
                Q() if spellings(typed) else NOBODY,
            )
        repeats = any(lookup_spawns_duplicates(self.opts, field) for field in fields)
        return queryset.filter(condition), repeats


NOBODY = Q(pk__in=[])


def having(fields, texts, lookup):
    """The condition that one of the fields has one of the texts."""
    options = [Q(**{f"{field}__{lookup}": text}) for field in fields for text in texts]
    return reduce(or_, options, NOBODY)


class DirectoryChangeList(ChangeList):
    def get_filters(self, request):
        try:
            return super().get_filters(request)
        except (OverflowError, ValueError) as error:
            # A day of the calendar's last year, or of one beyond.
            raise IncorrectLookupParameters(error) from error


class CountColumn:
    """A column that counts the rows of each owner, such as the bookings of a project.

    `list_rows` returns all rows, and `owner` is their key to whom they are counted for.
    """

    def __init__(self, words, list_rows, owner):
        self.short_description = words
        self.list_rows = list_rows
        self.owner = owner

    def __set_name__(self, model_admin, name):
        self.name = self.admin_order_field = name

    def __call__(self, row):
        return getattr(row, self.name)

    def expression(self):
        """By a subquery, as joins multiply each other."""
        rows = self.list_rows().filter(**{self.owner: OuterRef("pk")}).order_by()
        counts = rows.values(self.owner).annotate(count=Count("pk"))
        return Coalesce(Subquery(counts.values("count")), 0)


class DirectoryAdmin(
    FoldedSearch, AddedOnce, LockedChange, DirectoryOptions, admin.ModelAdmin
):
    # One count of all rows less on every list.
    show_full_result_count = False
    list_per_page = 50

    def get_changelist(self, request, **kwargs):
        return DirectoryChangeList

    def get_queryset(self, request):
        columns = [getattr(self, str(name), None) for name in self.list_display]
        counts = [column for column in columns if isinstance(column, CountColumn)]
        return (
            super()
            .get_queryset(request)
            .annotate(**{count.name: count.expression() for count in counts})
        )

    def log_changes(self, request, rows, message):
        """Write what a bulk action did into the history of each row."""
        if rows := list(rows):
            LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, message)


class DirectoryInline(DirectoryOptions, admin.TabularInline):
    # Narrower than on a page of its own, so that a row fits the screen.
    formfield_overrides = {CharField: {"widget": forms.TextInput({"size": 14})}}
    related_links = {
        "can_delete_related": False,
        "can_change_related": False,
        "can_view_related": False,
    }
    # Loaded with the rows, so that a page of many costs as many queries as one of few.
    select_related = ()
    # Empty rows on the page of a new owner, so that nobody has to ask for them.
    rows_for_new = 0

    def get_extra(self, request, obj=None, **kwargs):
        return self.rows_for_new if obj is None else 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.select_related)
