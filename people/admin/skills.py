from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Case, Value, When
from django.template.response import TemplateResponse

from people.admin.base import CountColumn, DirectoryAdmin, DirectoryInline
from people.editing.rows import DistinctFormSet
from people.models import Expertise, LearningGoal, Skill, SkillAlias
from people.skills.merging import merge_skills
from people.spelling.names import normalise


class AliasFormSet(DistinctFormSet):
    distinct_field = "name"

    def distinct_key(self, row):
        return normalise(row.name)

    def keys_taken(self):
        return {normalise(self.instance.name)}


class SkillAliasInline(DirectoryInline):
    model = SkillAlias
    formset = AliasFormSet
    fields = ["name"]


class SkillChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, skill):
        people = "person" if skill.person_count == 1 else "people"
        return f"{skill} ({skill.category}; {skill.person_count} {people})"


class MergeForm(forms.Form):
    keep = SkillChoiceField(
        Skill.objects.none(),
        label="Keep",
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="The names of the others become its aliases.",
    )

    def __init__(self, *args, skills, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keep"].queryset = skills


@admin.register(Skill)
class SkillAdmin(DirectoryAdmin):
    list_display = [
        "name",
        "category",
        "kind",
        "person_count",
        "goal_count",
        "alias_count",
        "is_active",
    ]
    list_filter = ["is_active", "category", "kind"]
    list_select_related = ["category"]
    search_fields = ["search_text", "aliases__search_text"]
    autocomplete_fields = ["category"]
    fields = ["name", "category", "kind", "description", "is_active", "slug"]
    inlines = [SkillAliasInline]
    person_count = CountColumn("people", Expertise.objects.all, "skill")
    goal_count = CountColumn("want to learn", LearningGoal.objects.unfinished, "skill")
    alias_count = CountColumn("aliases", SkillAlias.objects.all, "skill")
    actions = ["merge", "deactivate"]

    def get_search_results(self, request, queryset, search_term):
        """In a form only skills on offer, those that begin like the term first.

        Otherwise R stands somewhere below everything that has an "r".
        """
        skills, may_repeat = super().get_search_results(request, queryset, search_term)
        if request.resolver_match.url_name != "autocomplete":
            return skills, may_repeat
        key = normalise(search_term)
        nearness = Case(
            When(key=key, then=Value(0)),
            When(key__startswith=key, then=Value(1)),
            default=Value(2),
        )
        ordered = skills.active().annotate(nearness=nearness)
        return ordered.order_by("nearness", "name"), may_repeat

    @admin.action(description="Stop offering skills", permissions=["change"])
    def deactivate(self, request, queryset):
        skills = list(queryset.filter(is_active=True))
        Skill.objects.filter(pk__any=[skill.pk for skill in skills]).update(
            is_active=False
        )
        self.log_changes(request, skills, "No longer offered.")
        self.message_user(
            request, f"Skills no longer offered: {len(skills)}.", messages.SUCCESS
        )

    @admin.action(description="Merge skills", permissions=["change", "delete"])
    def merge(self, request, queryset):
        if queryset.count() < 2:
            self.message_user(
                request, "Choose at least two skills to merge.", messages.WARNING
            )
            return None
        queryset = queryset.select_related("category")
        answers = request.POST if "apply" in request.POST else None
        form = MergeForm(answers, skills=queryset)
        if form.is_valid():
            self.merge_into(request, form.cleaned_data["keep"], queryset)
            return None
        context = self.admin_site.each_context(request) | {
            "title": "Merge skills",
            "action": "merge",
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "rows": queryset,
        }
        return TemplateResponse(request, "admin/people/skill/merge.html", context)

    def merge_into(self, request, keep, queryset):
        others = [skill for skill in queryset if skill != keep]
        try:
            with transaction.atomic():
                for skill in others:
                    merge_skills(keep=keep, lose=skill, by=request.user)
        except ValueError as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        names = ", ".join(skill.name for skill in others)
        self.message_user(request, f"Merged into {keep}: {names}.", messages.SUCCESS)
