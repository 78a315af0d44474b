"""What a sentence asks for, as tables of tests write it."""


def query_of(asked):
    """The parameters of a reading or an offer, such as “skill=sql&free=50”."""
    return "&".join(map("=".join, asked.pairs))
