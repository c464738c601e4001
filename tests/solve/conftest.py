"""HiGHS keeps one count of threads for the process; each test here begins with a free choice."""

import pytest

from projection.solve.highs import forget_threads


@pytest.fixture(autouse=True)
def _free_choice_of_threads() -> None:
    forget_threads()
