"""The dry run, or the report afterwards, as a workbook."""


def report(plan):
    """The bytes of an .xlsx: a sheet of counts, and one for each action.

    Cells that begin with = + - @ are neutralised.
    """
    raise NotImplementedError
