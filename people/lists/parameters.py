"""Fields that several pages read their addresses with, and the form around them."""

from datetime import date, timedelta
from zoneinfo import available_timezones

from django import forms

MOST_VALUES = 20
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_WINDOW = timedelta(days=731)


class RepeatedField(forms.Field):
    """A parameter that may come several times; its value is a list of strings."""

    widget = forms.SelectMultiple
    most = MOST_VALUES

    def to_python(self, value):
        return list(dict.fromkeys(part for part in value or () if part))

    def validate(self, value):
        if len(value) > self.most:
            raise forms.ValidationError(f"choose at most {self.most}")


class TimeZoneField(forms.CharField):
    def clean(self, value):
        value = super().clean(value)
        if value and value not in available_timezones():
            raise forms.ValidationError("write a time zone like Europe/Lisbon")
        return value


class IsoDayField(forms.DateField):
    """An ISO day within reason: calendars far away are typing errors."""

    def __init__(self, *, required=False, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d"], required=required, **kwargs)
        self.error_messages["invalid"] = "write a day like 2026-03-09"

    def clean(self, value):
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("choose a day between 2000 and 2100")
        return day


class ParameterForm(forms.Form):
    """Reads the parameters of an address; `moved` are those by an old slug.

    By name and value they have the value as it is now: `Address.canonical` leads on.
    `refused` are single values of repeated parameters, as name and value; `instead` has
    what may be meant, by name and by what is said of such a value.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.moved = {}
        self.refused, self.instead = [], {}

    def known(self, name, slug, *rows, level=""):
        """The row that has the slug, or had it; `rows` are by slug, the first win.

        `level` is what the value says behind the slug.
        """
        row = next((of[slug] for of in rows if slug in of), None)
        if row and row.slug != slug:
            self.moved[name, slug + level] = row.slug + level
        return row

    def refuse(self, name, value, message, instead=""):
        """Say at the parameter that one of its values is not understood."""
        self.refused.append((name, value))
        if instead:
            self.instead[name, message] = value, instead
        self.add_error(name, message)
