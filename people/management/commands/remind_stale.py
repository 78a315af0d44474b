from people.mail.reminders import MailCommand, remind_stale


class Command(MailCommand):
    help = (
        "Mail people whose profile is stale, once a quarter at most. Run it daily or"
        " weekly: who was reminded is not mailed again."
    )

    def mail(self, *, site, is_dry_run, progress):
        reminded = remind_stale(site=site, is_dry_run=is_dry_run, progress=progress)
        verb = "to remind" if is_dry_run else "reminded"
        return (
            f"stale profiles: {reminded.stale}; {verb}: {reminded.sent}; reminded"
            f" earlier: {reminded.waiting}; not mailed, tried again next time:"
            f" {reminded.failed}; without an e-mail: {reminded.unreachable}"
        )
