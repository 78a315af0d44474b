"""What a row is part of, and what that is part of: no row is above itself."""

from django.core.exceptions import ValidationError

MOST_TOLD = 5


def check_no_loop(row, name, words):
    """Say at the field what the triggers `people_…_has_no_loop` would refuse.

    `words` precede the names of the loop.
    """
    above, loop = getattr(row, name), [row]
    while above and above not in loop:
        loop.append(above)
        above = getattr(above, name)
    if above and above == row and row.pk:
        names = [f"{one}" for one in loop[1:]][-MOST_TOLD:]
        raise ValidationError({name: f"{words}: {' › '.join([*names, f'{row}'])}."})
