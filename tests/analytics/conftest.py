"""Property tests are about claims, not about speed: a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")
