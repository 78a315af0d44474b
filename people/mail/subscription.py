"""Whether somebody gets the weekly digest: their own word, or a link of the mail."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from people.models import Person

SIGNER = Signer(salt="people.mail.digest")


def unsubscribe_path(person) -> str:
    """Where whoever has the mail ends the digest, signed in or not."""
    return reverse("people:digest-off", args=[SIGNER.sign(person.pk)])


def switch_digest(person, *, is_wanted) -> None:
    Person.objects.filter(pk=person).update(wants_digest=is_wanted)


def subscriber_of(token) -> str | None:
    """Whose link it is: an id, or nothing where the link is none."""
    try:
        return SIGNER.unsign(token)
    except BadSignature:
        return None
