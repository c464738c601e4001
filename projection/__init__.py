"""Projection: what can arrive in Korea from Europe, by when, by which lift and route, and at what cost."""

__version__ = "0.1.0"
