"""The briefing page: what it holds, that it loads nothing, and that every name in it stays text."""

import base64
import dataclasses
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from projection.maps.brief.ground import encode
from projection.maps.brief.page import SCRIPTS, write_brief
from tests.report.sample_plan import sample

HOSTILE = (
    "<script>alert(1)</script></script><!-- \"quoted\" 'single' & ${x} \x07\u202etxt\u2028 <img src=x onerror=1>"
)
LIMIT = 1_500_000


class Reader(HTMLParser):
    """Tags with their attributes, and the text inside scripts, styles and all the rest."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.inside = [], {}, "all"
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inside = dict(attrs).get("type") or tag

    def handle_endtag(self, tag):
        """Leave a script or style."""
        if tag in ("script", "style"):
            self.inside = "all"

    def handle_data(self, data):
        """Keep text."""
        self.text[self.inside] = self.text.get(self.inside, "") + data


def write(path, *plans):
    """The page of some plans: (plan, network, scenario) each, named A, B."""
    return write_brief([("AB"[i], *one) for i, one in enumerate(plans)], path)


def renamed(name):
    """The sample with a hostile title, banner, place, description and reason."""
    plan, network, scenario = sample()
    settings = scenario.settings.model_copy(update={"title": name, "banner": name, "question": name})
    moves = {key: row.model_copy(update={"description": name}) for key, row in scenario.movements.items()}
    fields = {field: getattr(network, field) for field in ("airfields", "seaports", "sites")}
    places = {
        field: {key: row.model_copy(update={"name": name}) for key, row in rows.items()}
        for field, rows in fields.items()
    }
    short = plan.tables["shortfalls"].copy()
    short["why"] = name
    tables = {**plan.tables, "shortfalls": short}
    scenario = dataclasses.replace(scenario, settings=settings, movements=moves)
    return dataclasses.replace(plan, tables=tables), dataclasses.replace(network, **places), scenario


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    return write(tmp_path_factory.mktemp("brief") / "brief.html", sample(), sample(waves=2))


@pytest.fixture(scope="module")
def text(page_file):
    return page_file.read_text(encoding="utf-8")


def test_the_same_plan_gives_the_same_page_byte_for_byte(tmp_path):
    first, second = (write(tmp_path / name, sample()).read_bytes() for name in ("a.html", "b.html"))
    assert first == second


def test_a_plan_of_real_size_stays_small(tmp_path):
    assert write(tmp_path / "brief.html", sample(waves=12)).stat().st_size < LIMIT


def test_the_policy_allows_this_script_and_this_style_and_nothing_else(text):
    read = Reader(text)
    policies = [tag["content"] for name, tag in read.tags if tag.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policies[0].split("; "))
    assert len(policies) == 1
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(read.text[kind].encode()).digest()).decode()
        assert rules.pop(f"{kind}-src") == f"'sha256-{digest}'"
    assert rules == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def test_nothing_in_the_page_points_outside_it(text):
    read = Reader(text)
    loads = {"src", "href", "srcset", "action", "data", "poster", "background", "style"}
    assert not [(name, tag) for name, tag in read.tags if loads & set(tag) or any(key[:2] == "on" for key in tag)]
    assert not {name for name, _ in read.tags} & {"link", "iframe", "object", "embed", "img", "base"}
    addresses = set(re.findall(r"https?://[^\s\"']+", text))
    assert addresses == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}
    assert "url(" not in read.text["style"]
    assert "@import" not in read.text["style"]


def test_the_script_makes_text_of_names_and_never_html():
    for name in SCRIPTS:
        script = (files("projection.maps.brief") / name).read_text(encoding="utf-8")
        for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch("):
            assert word not in script, f"{name} uses {word}"
        assert len(script.splitlines()) <= 300


def test_hostile_names_stay_text(tmp_path):
    text = write(tmp_path / "brief.html", renamed(HOSTILE)).read_text(encoding="utf-8")
    read = Reader(text)
    assert [name for name, _ in read.tags].count("script") == 2
    assert "img" not in {name for name, _ in read.tags}
    data = read.text["application/json"]
    assert not set("<>&\u2028") & set(data)
    plan = json.loads(data)["plans"][0]
    assert plan["title"].startswith("<script>alert(1)</script>")
    assert {row["name"] for row in plan["nodes"]} == {plan["title"]}
    assert all(char not in text for char in "\x07\u202e")


def test_the_banner_stands_above_and_below_and_the_date_time_group_with_it(text):
    shown = Reader(text).text["all"]
    assert shown.count("UNCLASSIFIED - PUBLIC DATA") == 2
    assert shown.count("010000 MAR 27") == 2


def test_different_banners_of_two_plans_are_both_shown(tmp_path):
    plan, network, scenario = sample()
    settings = scenario.settings.model_copy(update={"banner": "EXERCISE ONLY"})
    other = (plan, network, dataclasses.replace(scenario, settings=settings))
    text = write(tmp_path / "two.html", sample(), other).read_text(encoding="utf-8")
    assert Reader(text).text["all"].count("UNCLASSIFIED - PUBLIC DATA / EXERCISE ONLY") == 2


def test_points_are_written_as_differences_in_base_32():
    assert encode([(0, 0), (1, -1), (17, -1)]) == "??A@_@?"


def test_missions_and_sums_of_the_page_are_those_of_the_plan(tmp_path):
    plan, network, scenario = sample(waves=2)
    text = write(tmp_path / "brief.html", (plan, network, scenario)).read_text(encoding="utf-8")
    known = json.loads(Reader(text).text["application/json"])["plans"][0]
    loads = [load for row in known["missions"] for load in row["loads"]]
    assert len(known["missions"]) == plan.tables["missions"]["mission"].nunique()
    assert sum(load[4] for load in loads) == pytest.approx(plan.tables["manifests"]["stons"].sum(), abs=1)
    assert len(known["ulns"]) == len(plan.tables["shortfalls"])
    curve = known["curves"]["stons"]
    arrivals = plan.tables["arrivals"]
    landed = arrivals[
        (arrivals["role"] == "dest") & (arrivals["cargo"] != "pax") & (arrivals["day"] < known["days"])
    ]
    assert curve["sea"][-1] + curve["air"][-1] + curve["land"][-1] == pytest.approx(landed["amount"].sum(), abs=2)
