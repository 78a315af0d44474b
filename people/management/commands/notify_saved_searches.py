from people.mail.reminders import MailCommand
from people.searches.mail import notify


class Command(MailCommand):
    help = (
        "Count who is new on saved searches, and mail their owners. Run it daily: one"
        " mail tells of each new person, and of each search that finds nobody any more."
    )
    dry_run_help = "list whom mails would tell of which search; change and mail nothing"

    def mail(self, *, site, is_dry_run, progress):
        found = notify(site=site, is_dry_run=is_dry_run, progress=progress)
        verb = "mails to send" if is_dry_run else "mails sent"
        counts = (
            f"saved searches: {found.searches}; with new people: {found.with_news};"
            f" {verb}: {found.mails}; not mailed, tried again next time:"
            f" {found.failed}; told of for finding nobody: {found.in_trouble}"
        )
        return "\n".join([*(found.lines if is_dry_run else ()), counts])
