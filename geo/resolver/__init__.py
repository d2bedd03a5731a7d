"""Which place each name of a report means."""

from geo.resolver.prior import Prior
from geo.resolver.resolver import Resolver

__all__ = ["Prior", "Resolver"]
