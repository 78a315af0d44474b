from django.contrib import admin

from people.admin.base import DirectoryAdmin, DirectoryChangeList
from people.history import entries_of
from people.models import ExpertiseEvent, LearningGoalEvent, PersonEvent
from people.models.history import ADDED, REMOVED, TO


class HistoryChangeList(DirectoryChangeList):
    def get_results(self, request):
        """Tell all events of the page at once."""
        super().get_results(request)
        keys = [(self.model, event.pk) for event in self.result_list]
        entries = entries_of(keys)
        for event in self.result_list:
            event.entry = entries[self.model, event.pk]


class KindFilter(admin.SimpleListFilter):
    title = "what happened"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(ADDED, "Added"), (TO, "Changed"), (REMOVED, "Removed")]

    def queryset(self, request, queryset):
        return queryset.filter(pgh_label=self.value()) if self.value() else queryset


class HistoryAdmin(DirectoryAdmin):
    """What triggers wrote, to be read: nobody adds to history or changes it."""

    list_display = fields = ["at", "about", "who", "what"]
    list_display_links = None
    list_filter = [KindFilter]
    date_hierarchy = "pgh_created_at"
    ordering = ["-pgh_id"]

    def get_queryset(self, request):
        return super().get_queryset(request).told()

    def get_changelist(self, request, **kwargs):
        return HistoryChangeList

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(ordering="pgh_created_at")
    def at(self, event):
        return event.pgh_created_at

    def about(self, event):
        return entry_of(event).about

    def who(self, event):
        return entry_of(event).who

    def what(self, event):
        return entry_of(event).what


def entry_of(event):
    """Told with the others of a list, or alone on a page of its own."""
    if not hasattr(event, "entry"):
        key = (type(event), event.pk)
        event.entry = entries_of([key])[key]
    return event.entry


@admin.register(ExpertiseEvent, LearningGoalEvent)
class SkillHistoryAdmin(HistoryAdmin):
    search_fields = ["person__name_text", "skill__search_text"]


@admin.register(PersonEvent)
class PersonHistoryAdmin(HistoryAdmin):
    search_fields = ["pgh_obj__name_text"]
