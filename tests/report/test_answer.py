"""The answer of a plan in a page."""

import pytest

from projection.errors import InputError
from projection.report.answer import BEGIN, END, with_answer
from projection.report.summary import summary
from tests.model.case import case


def test_the_text_between_the_marks_is_the_plan_in_words_and_the_rest_stays():
    plan, scenario = case().plan(), case().nouns[1]
    page = with_answer(f"before\n{BEGIN}\nold\n{END}\nafter\n", plan, scenario)
    assert page.startswith(f"before\n{BEGIN}\n```text\n")
    assert page.endswith(f"```\n{END}\nafter\n")
    assert "old" not in page
    assert summary(plan, scenario).splitlines()[-1].rstrip() in page
    assert with_answer(page, plan, scenario) == page


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{END}{BEGIN}"])
def test_a_page_without_its_two_marks_is_refused(page):
    with pytest.raises(InputError, match="no place for an answer"):
        with_answer(page, case().plan(), case().nouns[1])
