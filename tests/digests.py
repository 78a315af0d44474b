"""History as it would be, had all of it happened long ago."""

from datetime import timedelta

from django.db.models import F
from pghistory.core import event_models


def age_history(days=30):
    for model in event_models():
        earlier = F("pgh_created_at") - timedelta(days=days)
        model.objects.update(pgh_created_at=earlier)
