"""Settings of the whole test run."""

from hypothesis import settings

# The first example fills caches and other test runs share the cores: time says nothing here, and
# `--timeout` catches what hangs. The same examples in every run keep a red test red.
settings.register_profile("tekseru", deadline=None, derandomize=True)
settings.load_profile("tekseru")
