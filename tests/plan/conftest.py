import os

import pytest


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    """Spare the disk: a test need not survive a loss of power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
