from people.mail.reminders import MailCommand
from skillsdir.digest.mail import send_digests


class Command(MailCommand):
    help = (
        "Mail people what happened in their skills, goals and team, once a week at"
        " most. Run it weekly: who had a digest within the week is passed over."
    )
    dry_run_help = "list whom mails would tell what; change and mail nothing"

    def mail(self, *, site, is_dry_run, progress):
        digested = send_digests(site=site, is_dry_run=is_dry_run, progress=progress)
        verb = "mails to send" if is_dry_run else "mails sent"
        counts = (
            f"due: {digested.due}; {verb}: {digested.sent}; not mailed, tried again"
            f" next time: {digested.failed}"
        )
        return "\n".join([*digested.lines, counts])
