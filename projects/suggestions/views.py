from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects import rules
from projects.models import Suggestion
from projects.suggestions.page import SuggestionPage


@require_safe
def suggestion_detail(request, slug, pk):
    """What a suggestion rested on that somebody acted upon."""
    if not rules.may_staff(request.user):
        raise PermissionDenied
    rows = Suggestion.objects.select_related("project", "made_by")
    suggestion = get_object_or_404(rows, project__slug=slug, pk=pk)
    context = {"suggestion": suggestion, "page": SuggestionPage(suggestion)}
    return render(request, "projects/suggestions/suggestion.html", context)
