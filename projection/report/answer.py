"""The answer of a plan put into a page that people keep, between two marks."""

from projection.errors import Finding, InputError
from projection.plan.plan import Plan
from projection.report.summary import summary
from projection.scenario.scenario import Scenario

BEGIN = "<!-- answer: written by projection summary --into; do not edit by hand -->"
END = "<!-- end of answer -->"


def with_answer(page: str, plan: Plan, scenario: Scenario) -> str:
    """``page`` with the text between its marks replaced by the plan in words.

    Raises `InputError` when the page has not both marks, each once and in order.
    """
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end or BEGIN in tail or END in tail:
        what = "the page has no place for an answer"
        raise InputError([Finding("page", what, f"put these two lines in it once: {BEGIN} and {END}")])
    text = "\n".join(line.rstrip() for line in summary(plan, scenario).replace("```", "'''").splitlines())
    return f"{head}{BEGIN}\n```text\n{text}\n```\n{END}{tail}"
