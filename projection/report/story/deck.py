"""The deck: every slide of a plan in order."""

from projection.explore.explain import Explanation
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.page import banner, clean
from projection.report.story import closing, opening, politics, trouble
from projection.report.story.known import Known
from projection.report.story.parts import Deck
from projection.report.tally import standing
from projection.scenario.scenario import Scenario

SLIDES = (
    opening.question,
    opening.answer,
    opening.theatre,
    opening.closure,
    opening.lift,
    trouble.late,
    trouble.bottlenecks,
    politics.europe,
    politics.risks,
    politics.roles,
    closing.assumptions,
    closing.decisions,
)
"""What makes each slide, in the order in which they are shown."""


def deck(
    plan: Plan, network: Network, scenario: Scenario, map_png: bytes, explanation: Explanation | None = None
) -> Deck:
    """Describe the briefing of a plan; no clock and no chance, so the same plan gives the same deck."""
    known = Known(plan, network, scenario, explanation, map_png)
    made_of = clean(str(plan.stamp["input_hash"]))[:12]
    return Deck(
        title=clean(scenario.settings.title, 90),
        banner=banner(scenario),
        standing=standing(plan),
        stamp=f"scenario {clean(str(plan.stamp['scenario']), 40)}, input {made_of}",
        slides=tuple(make(known) for make in SLIDES),
    )
