"""Writes what a dry run says, all of it or nothing."""


class RejectedRowsError(Exception):
    """Rows were rejected; `plan` says which and why. Nothing was written."""

    def __init__(self, plan):
        self.plan = plan
        super().__init__(f"Rows rejected: {plan.totals['rejected']}.")


class NotADraftError(Exception):
    """The import was applied already, or somebody is applying it right now."""


def apply(import_, *, by, progress=None, leave_rejected=False):
    """Plan anew and write it in one transaction; return the `Plan`.

    `by` is the user, `None` for a command; `progress(done, total)` is called as rows
    are written. Raises `RejectedRowsError` unless `leave_rejected`, and
    `NotADraftError`. Whatever is raised, or however the process ends, nothing is half
    done: the import then is `failed`, or `applying` with `is_interrupted` true, and
    can be applied again.
    """
    raise NotImplementedError


def is_interrupted(import_):
    """Whether it was being applied by a process that is no more."""
    raise NotImplementedError
