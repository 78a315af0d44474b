"""A form that is sent twice, by two clicks or by reloading, adds nothing twice."""

import json
from datetime import timedelta
from hashlib import sha256

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.utils import timezone

from people.database.turns import wait_turn

# For so long a browser may offer to send a page again.
REMEMBERED = timedelta(days=1)


class AddedOnce:
    """Answers a form that has added its rows already as it was answered then.

    Forms are told apart to the letter: each page that is shown has a security token
    that looks different. The admin site's log remembers which form added rows.
    """

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if request.method != "POST":
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            wait_turn(fingerprint(request))
            if row := self.saved_before(request, object_id):
                answer = self.response_change if object_id else self.response_add
                return answer(request, row)
            return super().changeform_view(request, object_id, *args, **kwargs)

    def saved_before(self, request, object_id):
        """The row that this very form was saved to, unless it was changed since."""
        entries = LogEntry.objects.filter(
            user=request.user,
            content_type=get_content_type_for_model(self.model),
            action_time__gt=timezone.now() - REMEMBERED,
        )
        form = fingerprint(request)
        if object_id:
            entry = entries.filter(object_id=unquote(object_id)).first()
        else:
            entries = entries.filter(action_flag=ADDITION)
            entry = entries.filter(change_message__contains=form).first()
        if entry and form in entry.change_message:
            return self.get_object(request, entry.object_id)
        return None

    def construct_change_message(self, request, form, formsets, add=False):
        message = super().construct_change_message(request, form, formsets, add)
        if any("added" in part for part in message):
            message[0]["form"] = fingerprint(request)
        return message


def fingerprint(request):
    sent = json.dumps(sorted(request.POST.lists()))
    return sha256(f"{request.path} {sent}".encode()).hexdigest()
