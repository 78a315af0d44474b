"""/people/me/: everybody keeps the own profile, and nobody else's.

A colleague confirms a stated level, or would put it at another.
"""

from functools import partial, wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from people import rules
from people.accounts.acting import stay_signed_in
from people.database.compiled import CompiledQuery
from people.editing.undo import say_with_undo, state_of
from people.editing.versions import OutdatedError, save_locked
from people.editing.views import (
    ask_which_is_right,
    edit_with_form,
    page_before,
    reads_and_writes,
)
from people.history import events_about, history_page
from people.mail.subscription import switch_digest
from people.models import Expertise, Person
from people.privacy.personal_data import personal_data
from people.profiles import endorsing
from people.profiles import own as profile_changes
from people.profiles.cv import CvForm
from people.profiles.forms import (
    AboutForm,
    DoubtForm,
    EndorsementForm,
    ExpertiseForm,
    GoalForm,
    NewAbsenceForm,
    NewExpertiseForm,
    NewGoalForm,
)
from people.profiles.own import MyProfile, person_of
from people.profiles.page import Profile
from people.records.in_mind import project_in_mind

# The form for the next skill.
NEXT_SKILL = "?next=skill#add"
# What of the session says that the first steps are not to be shown.
STEPS = "first-steps"


def own_profile(view):
    """Give the view the person who is signed in; users without one get a page."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        person = person_of(request.user)
        if person is None:
            status = 200 if request.method in {"GET", "HEAD"} else 403
            return render(request, "people/profiles/me_nobody.html", status=status)
        try:
            return view(request, person, *args, **kwargs)
        except ObjectDoesNotExist:
            # Removed in another window since the view looked for it.
            raise Http404 from None

    return wrapped


def show(request, person, **forms):
    """The page, with forms that could not be saved as they were sent."""
    profile = MyProfile(person)
    skill = forms.get("skill") or NewExpertiseForm(initial=asked_skill(request))
    skill.fields["skill"].widget.without = profile.skill_ids
    skill.fields["skill"].widget.attrs["autofocus"] = request.GET.get("next") == "skill"
    context = {
        "profile": profile,
        "about": AboutForm(instance=person, **email_right(request)),
        "absence": NewAbsenceForm(),
        **forms,
        "skill": skill,
        "cv": CvForm(),
        "is_new_here": person.confirmed_at is None and STEPS not in request.session,
    }
    return render(request, "people/profiles/me.html", context)


def asked_skill(request):
    """The skill that a link to a form has in its address, by its slug."""
    return {"skill": request.GET.get("skill", "")}


def email_right(request):
    return {"may_change_email": rules.is_directory_admin(request.user)}


@reads_and_writes
@own_profile
def me(request, person):
    if request.method != "POST":
        return show(request, person)
    form, is_saved = save_about(request, person)
    is_confirming = "confirm" in request.POST
    if is_saved:
        if is_confirming:
            return me_confirm(request)
        messages.success(request, "Saved.")
        return redirect("people:me")
    if form.is_valid():
        named = "your profile", "My profile"
        return ask_which_is_right(request, form, *named, back="people:me")
    if is_confirming:
        words = "Not confirmed yet: something in “About me” cannot be saved as it is."
        messages.error(request, words)
    return show(request, person, about=form)


@transaction.atomic
def save_about(request, person):
    form, is_saved = save_locked(
        AboutForm, request.POST, row=person, **email_right(request)
    )
    if is_saved and "email" in form.changed_data:
        stay_signed_in(request)
    return form, is_saved


@require_POST
@own_profile
def me_confirm(request, person):
    profile_changes.confirm(person=person, by=request.user)
    messages.success(request, "Thank you: your profile is confirmed as of today.")
    return redirect(page_before(request, "people:me"))


@require_POST
@own_profile
def me_digest(request, person):
    """Have the weekly digest by mail, or no more."""
    is_wanted = request.POST.get("digest") == "on"
    switch_digest(person.pk, is_wanted=is_wanted)
    messages.success(request, f"Weekly digest: {'on' if is_wanted else 'off'}.")
    return redirect(page_before(request, "people:me"))


@require_POST
@own_profile
def me_steps_dismiss(request, person):
    request.session[STEPS] = "dismissed"
    return redirect("people:me")


def say_made(request, words, form):
    """Tell of a new row, with the way back; of one that was there already without."""
    if form.is_new:
        say_with_undo(request, words, made=[form.instance])
    else:
        messages.success(request, words)


@require_POST
@own_profile
def me_skill_add(request, person):
    data = offered_skill(request.POST) or request.POST
    form, is_saved = profile_changes.save_new(
        NewExpertiseForm, data, person=person, by=request.user
    )
    if not is_saved:
        return show(request, person, skill=form)
    stated = form.instance
    level = stated.get_level().label
    say_made(request, f"{stated.skill} is on your profile: {level}.", form)
    return redirect(reverse("people:me") + NEXT_SKILL)


@reads_and_writes
@own_profile
def me_cv(request, person):
    """Skills out of a pasted text, each stated at a level that is chosen."""
    form = CvForm(request.POST or None, person=person)
    if form.is_valid() and "save" in request.POST:
        rows = profile_changes.state_skills(
            person=person, levels=form.levels, by=request.user
        )
        if rows:
            names = ", ".join(row.skill.name for row in rows)
            say_with_undo(request, f"On your profile now: {names}.", made=rows)
        return redirect(reverse("people:me") + NEXT_SKILL)
    return render(request, "people/profiles/me_cv.html", {"form": form})


def offered_skill(data):
    """What the button of an offer says, `python:3`, as the form's own fields."""
    skill, _, level = data.get("offer", "").partition(":")
    return {"skill": skill, "level": level} if skill else None


@reads_and_writes
@own_profile
def me_skill(request, person, slug):
    row = own_skill(person, slug)
    words = f"{row.skill}: saved.", f"your level in {row.skill}"
    return edit_own(request, row, ExpertiseForm, "me_skill", *words)


def edit_own(request, row, form_class, page, done, noun):
    return edit_with_form(
        request,
        form_class(instance=row),
        partial(save_locked, form_class, row=row),
        page=f"people/profiles/{page}.html",
        context={"row": row},
        done=done,
        then=page_before(request, "people:me"),
        conflict=(noun, "My profile"),
        may_undo=True,
    )


def own_skill(person, slug):
    rows = person.expertise.select_related("skill", "person")
    return get_object_or_404(rows, skill__slug=slug)


@require_POST
@own_profile
def me_skill_remove(request, person, slug):
    row = own_skill(person, slug)
    was = state_of(row)
    profile_changes.remove_own(row=row, by=request.user)
    words = f"{row.skill} is no longer on your profile."
    say_with_undo(request, words, was=was)
    return redirect("people:me")


@require_POST
@own_profile
def me_skill_answer(request, person, slug):
    row = own_skill(person, slug)
    was, before = state_of(row), row.level
    form = DoubtForm(request.POST)
    then = page_before(request, "people:me")
    if not form.is_valid():
        messages.error(request, f"Choose at which level you are in {row.skill}.")
        return redirect(then)
    try:
        profile_changes.answer_doubt(
            expertise=row, by=request.user, **form.cleaned_data
        )
    except OutdatedError:
        messages.warning(
            request, f"{row.skill} was changed since you opened the page: look again."
        )
        return redirect("people:me-skill", slug)
    made = Expertise.objects.filter(pk=row.pk)
    words = profile_changes.answer_words(before, form.cleaned_data["level"])
    say_with_undo(request, f"{row.skill} is {words}.", was=was, made=made)
    return redirect(then)


@reads_and_writes
@own_profile
def me_goal_add(request, person):
    form = NewGoalForm(initial=asked_skill(request))
    if request.method == "POST":
        form, is_saved = profile_changes.save_new(
            NewGoalForm, request.POST, person=person, by=request.user
        )
        if is_saved:
            say_made(request, f"Goal set: {form.instance.skill}.", form)
            return redirect(page_before(request, "people:me"))
    return render(request, "people/profiles/me_goal.html", {"form": form})


@reads_and_writes
@own_profile
def me_goal(request, person, pk):
    row = get_object_or_404(person.goals.select_related("skill"), pk=pk)
    words = f"Goal {row.skill}: saved.", f"your goal {row.skill}"
    return edit_own(request, row, GoalForm, "me_goal", *words)


@require_POST
@own_profile
def me_absence_add(request, person):
    form, is_saved = profile_changes.save_new(
        NewAbsenceForm, request.POST, person=person, by=request.user
    )
    if not is_saved:
        return show(request, person, absence=form)
    say_made(request, "Your absence is entered.", form)
    return redirect(page_before(request, "people:me"))


@require_POST
@own_profile
def me_absence_remove(request, person, pk):
    row = get_object_or_404(person.absences.select_related("person"), pk=pk)
    was = state_of(row)
    profile_changes.remove_own(row=row, by=request.user)
    say_with_undo(request, "The absence is removed.", was=was)
    return redirect(page_before(request, "people:me"))


@require_POST
@own_profile
def me_suggestion(request, person, pk):
    """Answer what a colleague suggests: `answer=take` the level over, or dismiss."""
    open_ones = endorsing.suggestions().filter(expertise__person=person)
    suggestion = get_object_or_404(open_ones.select_related("expertise"), pk=pk)
    is_right = request.POST.get("answer") == "take"
    rows = [suggestion.expertise, suggestion] if is_right else [suggestion]
    was = state_of(*rows)
    endorsing.answer(suggestion=suggestion, is_right=is_right, by=person)
    words = "Your level is changed." if is_right else "Dismissed."
    say_with_undo(request, words, was=was, made=rows)
    return redirect(page_before(request, "people:me"))


def endorsable(request, slug, skill):
    """The colleague's stated level, and who is signed in; 403 for one's own."""
    rows = Expertise.objects.of_people_here().select_related("person", "skill")
    stated = get_object_or_404(rows, person__slug=slug, skill__slug=skill)
    by = person_of(request.user)
    if by is None or by.pk == stated.person_id:
        raise PermissionDenied("Levels are confirmed by colleagues with a profile.")
    return stated, by


@reads_and_writes
def endorse(request, slug, skill):
    stated, by = endorsable(request, slug, skill)
    earlier = endorsing.said_of(stated, by)
    form = EndorsementForm(request.POST or None, instance=earlier)
    # A form that is looked at changes its row.
    was = state_of(earlier) if earlier and request.method == "POST" else ()
    if request.method == "POST" and form.is_valid():
        said = endorsing.record_endorsement(
            expertise=stated, by=by, **form.cleaned_data
        )
        say_with_undo(request, endorsing.thanks(said), was=was, made=[said])
        return redirect(page_before(request, stated.person))
    context = {"stated": stated, "form": form, "earlier": earlier}
    return render(request, "people/profiles/endorse.html", context)


@require_POST
def withdraw(request, slug, skill):
    stated, by = endorsable(request, slug, skill)
    words = f"You no longer say anything of {stated.skill}."
    if said := endorsing.said_of(stated, by):
        was = state_of(said)
        endorsing.withdraw_endorsement(expertise=stated, by=by)
        say_with_undo(request, words, was=was)
    return redirect(page_before(request, stated.person))


@require_safe
@own_profile
def me_data(request, person):
    return JsonResponse(
        personal_data(person),
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )


@CompiledQuery
def people_here(slug):
    return Person.objects.for_directory().select_related("manager").filter(slug=slug)


@require_safe
def person_detail(request, slug):
    person = people_here.first(slug)
    if person is None:
        raise Http404
    context = {
        "profile": Profile(person, user=request.user),
        "may_see_history": rules.may_see_history(request.user, person),
        "may_staff": rules.is_manager(request.user),
    }
    if context["may_staff"]:
        slug = request.GET.get("project", "")
        context["project"] = project_in_mind(person, user=request.user, slug=slug)
    return render(request, "people/profiles/person_detail.html", context)


@require_safe
def person_history(request, slug):
    person = get_object_or_404(Person.objects.for_directory(), slug=slug)
    if not rules.may_see_history(request.user, person):
        raise PermissionDenied
    page = history_page(events_about(person), request.GET.get("page"))
    context = {"person": person, "page": page}
    return render(request, "people/profiles/person_history.html", context)
