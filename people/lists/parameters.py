"""Fields and filters that several lists read their addresses with."""

from datetime import date, timedelta
from zoneinfo import available_timezones

import django_filters
from django import forms

MOST_VALUES = 20
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_WINDOW = timedelta(days=731)


class RepeatedField(forms.Field):
    """A parameter that may come several times; its value is a list of strings."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        return list(dict.fromkeys(part for part in value or () if part))

    def validate(self, value):
        if len(value) > MOST_VALUES:
            raise forms.ValidationError(f"choose at most {MOST_VALUES}")


class TimeZoneField(forms.CharField):
    def clean(self, value):
        value = super().clean(value)
        if value and value not in available_timezones():
            raise forms.ValidationError("write a time zone like Europe/Lisbon")
        return value


class IsoDayField(forms.DateField):
    """An ISO day within reason: calendars far away are typing errors."""

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d"], required=False, **kwargs)
        self.error_messages["invalid"] = "write a day like 2026-03-09"

    def clean(self, value):
        day = super().clean(value)
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError("choose a day between 2000 and 2100")
        return day


class RepeatedFilter(django_filters.Filter):
    field_class = RepeatedField


class WholeNumberFilter(django_filters.Filter):
    field_class = forms.IntegerField


class TimeZoneFilter(django_filters.Filter):
    field_class = TimeZoneField
