"""Whether somebody gets the weekly digest: their own word, or a link of the mail."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from people.mail.reminders import mail_address
from people.models import Person
from people.spelling.emails import fold_email


def unsubscribe_path(person) -> str:
    """Where whoever has the mail ends the digest, signed in or not."""
    return reverse("people:digest-off", args=[signer_for(person).sign(person.pk)])


def signer_for(person):
    """Its links are worth nothing once the mails go to another address."""
    email = fold_email(mail_address(person) or "")
    return Signer(salt=f"people.mail.digest {email}")


def switch_digest(person, *, is_wanted) -> None:
    Person.objects.filter(pk=person).update(wants_digest=is_wanted)


def subscriber_of(token) -> int | None:
    """Whose link it is: an id, or nothing where the link is none."""
    pk, *_ = token.split(Signer().sep)
    people = Person.objects.select_related("user")
    try:
        person = people.filter(pk=pk).first()
        return person and int(signer_for(person).unsign(token))
    except (ValueError, BadSignature):
        return None
