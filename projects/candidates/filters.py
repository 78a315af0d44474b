"""The parameters of the candidates page: filters of people, and of the ranking."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from people.availability.windows import project_window
from people.directory.filters import PersonFilterForm, PersonFilterSet
from people.models import Expertise, LearningGoal
from projects.candidates.scoring import Need, Parts, Question, lowest_useful
from projects.models import Assignment

FITS = {"": "All candidates", "exact": "Exact matches", "close": "Close matches"}
IS_EXACT = {"": None, "exact": True, "close": False}
RANKING = ("percent", *(f"weight_{part}" for part in Parts._fields), "fit")


class CandidateFilterForm(PersonFilterForm):
    """The filters of the people list, whose order the ranking replaces.

    `percent` is how much of a week is asked for, `weight_…` the points for a part of
    the score, `fit` whether all candidates are shown. Without `from` and `to` the
    window is the project's, see
    `people.availability.windows.project_window`.
    """

    def __init__(self, *args, project, **kwargs):
        self.project = project
        super().__init__(*args, **kwargs)
        del self.fields["sort"]
        whole = {"required": False, "max_value": 100}
        self.fields["percent"] = forms.IntegerField(min_value=1, **whole)
        for part in Parts._fields:
            self.fields[f"weight_{part}"] = forms.IntegerField(min_value=0, **whole)
        self.fields["fit"] = forms.ChoiceField(
            choices=FITS.items(),
            required=False,
            error_messages={"invalid_choice": "write exact or close, or leave it out"},
        )
        self.defaults["percent"] = settings.DIRECTORY["ASKED_PERCENT"]
        # In no order: that takes time, and the ranking makes one.
        self.defaults["sort"] = ""

    def clean(self):
        data = super().clean()
        usual = settings.DIRECTORY["SCORE_WEIGHTS"]
        given = {part: data.get(f"weight_{part}") for part in Parts._fields}
        data["weights"] = Parts(
            **{part: usual[part] if n is None else n for part, n in given.items()}
        )
        if not any(data["weights"]):
            self.add_error(
                "weight_skills", "at least one part of the score needs points"
            )
        return data

    def clean_window(self, data):
        """As in the people list, within days that the project has from the first."""
        start, end = project_window(self.project, data.get("from"))
        super().clean_window(data | {"from": start, "to": data.get("to") or end})
        data["window"] = (start, data.get("to") or end)


class CandidateFilterSet(PersonFilterSet):
    """The filters of the people list over those who could help a project.

    They have a level that meets a share of one of its open `needs`, or want to learn
    what one that welcomes learners is about. Its team is left out: what they can do
    is what the needs are open beside.
    """

    class Meta(PersonFilterSet.Meta):
        form = CandidateFilterForm

    def __init__(self, *args, project, needs, **kwargs):
        super().__init__(*args, **kwargs)
        self.project = project
        self.needs = needs

    @property
    def form(self):
        if not hasattr(self, "_form"):
            self._form = self.get_form_class()(
                self.data, user=self.request.user, project=self.project
            )
        return self._form

    @property
    def question(self):
        return Question(
            needs=tuple(
                Need(need.skill_id, need.level, need.priority, need.welcomes_learner)
                for need in self.needs
            ),
            percent=self.criteria["percent"],
            weights=self.criteria["weights"],
            today=timezone.localdate(),
        )

    def people(self):
        """Those who could help, and are still here when the window begins."""
        start, _ = self.criteria["window"]
        return self.helpful(super().people().active(start))

    def helpful(self, people):
        team = Assignment.objects.on_team().filter(project=self.project)
        return people.filter(
            pk__in=self.able()
            .order_by()
            .values("person")
            .union(self.willing().order_by().values("person"), all=True)
        ).exclude(pk__in=team.order_by().values("person"))

    def able(self):
        """Levels that meet a share of an open need."""
        useful = Q(pk__in=())
        for need in self.needs:
            useful |= Q(skill=need.skill_id, level__gte=lowest_useful(need.level))
        return Expertise.objects.filter(useful)

    def willing(self):
        """Goals that an open need welcomes."""
        skills = [need.skill_id for need in self.needs if need.welcomes_learner]
        return LearningGoal.objects.unfinished().filter(skill__in=skills)
