"""Sessions as Django keeps them in its table, asked for by a compiled query."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from people.database.compiled import CompiledQuery


@CompiledQuery
def sessions_with(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """Every page of somebody signed in begins with it."""

    def load(self):
        session = sessions_with.first(self.session_key or "", timezone.now())
        if session is None:
            self._session_key = None
            return {}
        return self.decode(session.session_data)
