"""How hard the property tests look: EXAMPLES=10 tries ten times as much, at random.

Without it every run tries the same examples, so that a red build is red everywhere.
"""

import os

from hypothesis import HealthCheck, Phase, settings

FACTOR = float(os.environ.get("EXAMPLES") or 0)
# A failing example of thirty parameters takes minutes to make small.
SHRINK = [Phase.shrink] * (os.environ.get("SHRINK") == "1")


def examples(count):
    return settings(
        max_examples=max(1, int(count * (FACTOR or 1))),
        derandomize=not FACTOR,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, *SHRINK],
        suppress_health_check=list(HealthCheck),
    )
