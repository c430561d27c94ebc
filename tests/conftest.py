"""How Hypothesis behaves in all tests."""

from hypothesis import HealthCheck, settings

# How long an example takes to be made or run depends on what else the machine does: a busy one is
# slow, and not wrong.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")
