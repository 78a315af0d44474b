"""The picker of a skill: a plain list that app.js makes a type-ahead."""

from html import escape
from itertools import groupby

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Value
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe

from people.models import Skill


class SkillSelect(forms.Widget):
    """Its value is (slug, typed): what was chosen, and what was typed with scripts.

    `without` are ids of skills that are not offered.
    """

    without = ()

    def use_required_attribute(self, initial):
        """Scripts hide the list: a browser could not say that it is empty."""
        return False

    def value_from_datadict(self, data, files, name):
        typed = data.get(f"{name}_typed", "").strip().replace("\x00", "")[:200]
        return data.get(name, "").replace("\x00", ""), typed

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_typed" not in data

    def render(self, name, value, attrs=None, renderer=None):
        chosen, typed = value if isinstance(value, tuple) else (value or "", "")
        attrs = self.build_attrs(self.attrs, attrs) | {
            "name": name,
            "data-combobox": "Type a skill, or another name of it…",
            "data-typed": f"{name}_typed",
            "data-text": typed,
        }
        options = option_groups(offered(self.without), chosen)
        return mark_safe(
            f'<select{flatatt(attrs)}><option value="">Choose a skill</option>'
            f"{options}</select>"
        )


def offered(without=()):
    """Skills of the catalogue as (category, slug, name, aliases), in one query."""
    return (
        Skill.objects.active()
        .exclude(pk__in=without)
        .order_by("category__position", "category__name", "name")
        .annotate(also=StringAgg("aliases__name", ";", default=Value("")))
        .values_list("category__name", "slug", "name", "also")
    )


def option_groups(rows, chosen):
    return "".join(
        f'<optgroup label="{escape(category)}">'
        + "".join(picker_option(row, chosen) for row in members)
        + "</optgroup>"
        for category, members in groupby(rows, key=lambda row: row[0])
    )


def picker_option(row, chosen):
    _, slug, name, also = row
    selected = " selected" if slug == chosen else ""
    aliases = f' data-aliases="{escape(also)}"' if also else ""
    return f'<option value="{escape(slug)}"{aliases}{selected}>{escape(name)}</option>'


def skill_names(of="skill-names"):
    """A list of names that many text fields of a page share, by the attribute `list`.

    The names are understood by `people.skill_names.resolve`, as is any other name.
    """
    options = "".join(
        f'<option value="{escape(name)}" label="{escape(also)}"></option>'
        if also
        else f'<option value="{escape(name)}"></option>'
        for _, _, name, also in offered()
    )
    return mark_safe(f'<datalist id="{escape(of)}">{options}</datalist>')
