"""Tests of Projection; they mirror the package."""
