"""How hard the tests look, where one could look for ever.

Every run tries a quarter of the examples, of the walk and of the looks of pages, the
same ones each time, so that a red build is red everywhere. `EXAMPLES=1` (`make long`)
tries all of them and other ones each time, `EXAMPLES=10` ten times as many examples.
"""

import os

from django.conf import settings as site
from hypothesis import HealthCheck, Phase, settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(site.BASE_DIR / "var" / "hypothesis")

FACTOR = float(os.environ.get("EXAMPLES") or 0)
# A failing example of thirty parameters takes minutes to make small.
SHRINK = [Phase.shrink] * (os.environ.get("SHRINK") == "1")


def how_many(count):
    """So many of a count; of few no fewer than five."""
    return max(min(count, 5), int(count * (FACTOR or 0.25)))


def examples(count):
    return settings(
        max_examples=how_many(count),
        derandomize=not FACTOR,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, *SHRINK],
        suppress_health_check=list(HealthCheck),
    )
