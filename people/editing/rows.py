from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, UniqueConstraint


class DirectoryForm(forms.ModelForm):
    """Shows what a constraint of the database refuses at the field it is about."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if hasattr(widget, "rows_at_hand"):
                widget.rows_at_hand = rows_at_hand(self.instance, name)

    def _post_clean(self):
        # Django itself puts what constraints refuse above the form, and leaves out
        # those that involve the owner of inline rows.
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()
        del self.instance.validate_constraints
        self.validate_constraints()

    def validate_constraints(self):
        exclude = self._get_validation_exclusions() - self.fields_not_shown()
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as error:
                    self.add_error(self.field_of(constraint), error)

    def fields_not_shown(self):
        """Fields that hold a value although the form does not ask for it."""
        return {
            field.name
            for field in self.instance._meta.concrete_fields
            if field.name not in self.fields
            and field.editable
            and getattr(self.instance, field.attname) is not None
        }

    def field_of(self, constraint):
        """The field that the constraint is about; without one, the whole form.

        A check names first what it checks; a unique constraint names last what may
        not come twice, after the owner of the rows.
        """
        names = reversed([*names_in_unique(constraint)])
        if not isinstance(constraint, UniqueConstraint):
            names = condition_names(constraint.condition)
        return next((name for name in names if name in self.fields), None)


def condition_names(condition):
    for child in condition.children:
        if isinstance(child, Q):
            yield from condition_names(child)
        else:
            yield child[0].partition("__")[0]


def names_in_unique(constraint):
    yield from getattr(constraint, "fields", ())
    for expression in getattr(constraint, "expressions", ()):
        yield from (part.name for part in expression.flatten() if isinstance(part, F))


def rows_at_hand(instance, name):
    """The related rows that were loaded with the instance: no query asks for them."""
    field = instance._meta.get_field(name)
    if field.many_to_many:
        return getattr(instance, "_prefetched_objects_cache", {}).get(name, ())
    if field.is_relation and field.is_cached(instance):
        return [row for row in [field.get_cached_value(instance)] if row]
    return ()


class DistinctFormSet(forms.BaseInlineFormSet):
    """Rows of one owner that may not repeat each other.

    Constraints compare a row with what is saved; this compares the rows that are
    submitted together.
    """

    # Where the error is shown.
    distinct_field = "skill"

    def distinct_key(self, row):
        """What no other row may have; None where the row may repeat."""
        return row.skill_id

    def keys_taken(self):
        return {None}

    def validate_unique(self):
        taken = self.keys_taken()
        for form in self.forms:
            if not form.has_changed() and not form.instance.pk:
                continue
            if form in self.deleted_forms or self.distinct_field in form.errors:
                continue
            key = self.distinct_key(form.instance)
            if key in taken - {None}:
                form.add_error(
                    self.distinct_field, "This is here twice: keep one of the rows."
                )
            taken.add(key)
