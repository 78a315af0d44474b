"""What somebody may do with a project, as links on its page."""

from django.urls import reverse

from projects import rules

# The name of the page, what the link says, and who may follow it.
ACTIONS = (
    ("project-edit", "Edit", lambda user, project: rules.may_staff(user)),
    ("project-needs", "Edit needs", rules.may_prepare),
    ("shortlist", "Shortlist", rules.may_prepare),
    ("project-start", "Start the project", rules.may_start),
    ("project-close", "Close the project", rules.may_end),
    ("project-cancel", "Cancel the project", rules.may_end),
    ("project-close", "Correct the outcome", rules.may_correct_outcome),
    ("project-reopen", "Reopen the project", rules.may_reopen),
)


def actions_for(user, project):
    """Pairs of an address and words, in the order of a project's life."""
    return [
        (reverse(f"projects:{page}", args=[project.slug]), words)
        for page, words, may in ACTIONS
        if may(user, project)
    ]
