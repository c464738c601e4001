"""The page about Python says what Python says."""

import doctest

import pytest

from tests.docs.pages import DOCS


@pytest.mark.slow
def test_every_example_of_the_page_gives_what_it_shows():
    found = doctest.testfile(str(DOCS / "api.md"), module_relative=False)
    assert found.attempted > 30
    assert found.failed == 0
