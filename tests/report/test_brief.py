"""The briefing page: what it holds, that it loads nothing, and that it works in a browser without a network."""

import base64
import dataclasses
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from projection.maps.brief.ground import encode
from projection.maps.brief.page import SCRIPTS, write_brief
from tests import browser
from tests.report.sample_plan import sample
from tests.report.test_report import empty

HOSTILE = (
    "<script>alert(1)</script></script><!-- \"quoted\" 'single' & ${x} \x07\u202etxt\u2028 <img src=x onerror=1>"
)
LIMIT = 1_500_000
NEEDS = pytest.mark.skipif(browser.find() is None, reason="no Chromium here: the page is not tried in a browser")
ON_SCREEN = """(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const [left, top, right, bottom] = data.ground.frames.Korea;
    const busan = data.plans[0].nodes.find((row) => row.id === "KRPUS");
    const map = document.getElementById("map"), box = map.getBoundingClientRect();
    const scale = Math.min(map.clientWidth / (right - left), map.clientHeight / (bottom - top));
    const x = (busan.x - (left + right) / 2) * scale, y = (busan.y - (top + bottom) / 2) * scale;
    return [box.x + box.width / 2 + x, box.y + box.height / 2 + y];
})()"""
"""Where Busan is in the window when the map shows Korea."""


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
    plan, network, scenario = sample()
    two = {key: row.model_copy(update={"unit": "BDE-1"}) for key, row in list(scenario.movements.items())[:2]}
    first = (plan, network, dataclasses.replace(scenario, movements={**scenario.movements, **two}))
    return write(tmp_path_factory.mktemp("brief") / "brief.html", first, sample(waves=2))


@pytest.fixture(scope="module")
def text(page_file):
    return page_file.read_text(encoding="utf-8")


@pytest.fixture
def opened(page_file, tmp_path):
    page = browser.Page(page_file, tmp_path)
    yield page
    page.close()


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


@NEEDS
def test_the_page_is_ready_soon_loads_nothing_and_moves(opened):
    assert int(opened.run("document.body.dataset.ready")) < 2000
    hour = "Number(document.getElementById('time').value)"
    opened.run(
        "const box = document.getElementById('time'); box.value = 240; box.dispatchEvent(new Event('input'))"
    )
    assert opened.run("document.getElementById('clock').textContent").startswith("C+010 00:00")
    opened.run("document.getElementById('time').focus()")
    opened.key("ArrowRight")
    assert opened.run(hour) == 241
    opened.run("document.getElementById('play').click()")
    opened.wait(f"{hour} > 250")
    opened.run("document.getElementById('play').click()")
    stopped = opened.run(hour)
    assert opened.run(f"new Promise((done) => setTimeout(() => done({hour}), 200))") == stopped
    assert "under way" in opened.run("document.getElementById('now').textContent")
    assert (opened.requests, opened.errors) == ([], [])


@NEEDS
def test_thirty_frames_are_drawn_in_a_second(opened):
    count = """new Promise((done) => {
        document.getElementById("play").click();
        let frames = 0;
        const begin = performance.now();
        const next = () => {
            frames += 1;
            performance.now() - begin < 1000 ? requestAnimationFrame(next) : done(frames);
        };
        requestAnimationFrame(next);
    })"""
    assert max(opened.run(count), opened.run(count), opened.run(count)) >= 30


@NEEDS
def test_a_search_and_a_click_tell_their_story(opened):
    story = "document.getElementById('story').textContent"
    uln = opened.run("JSON.parse(document.getElementById('data').textContent).plans[0].ulns[0].id")
    opened.run("document.getElementById('search').focus()")
    for char in uln:
        opened.key(char)
    opened.key("Enter")
    assert opened.run(story).startswith(uln)
    assert opened.run("document.activeElement.id") == "story"
    opened.run("document.querySelector('#story button').click()")
    assert "Handles" in opened.run(story)
    opened.run("document.querySelector('[data-view=Korea]').click(); scrollTo(0, 0)")
    x, y = opened.run(ON_SCREEN)
    opened.click(x, y)
    assert "(KRPUS)" in opened.run(story)
    assert opened.errors == []


@NEEDS
def test_a_unit_tells_of_its_ulns(opened):
    opened.run("document.getElementById('search').focus()")
    for char in "BDE-1":
        opened.key(char)
    opened.run("document.querySelector('#found button').click()")
    assert opened.run("document.getElementById('story').textContent").startswith("Unit BDE-12 ULNs")
    assert opened.run("document.querySelectorAll('#story tbody tr').length") == 2
    opened.run("document.querySelector('#story tbody button').click()")
    assert "Of unit BDE-1" in opened.run("document.getElementById('story').textContent")
    assert opened.errors == []


@NEEDS
def test_filters_and_the_other_plan_change_what_is_shown(opened):
    rows = "document.querySelectorAll('#ulns tbody tr').length"
    everything = opened.run(rows)
    opened.run("document.getElementById('mode').value = 'air'")
    opened.run("document.getElementById('mode').dispatchEvent(new Event('change', {bubbles: true}))")
    some = opened.run(rows)
    assert 0 < some < everything
    opened.run("document.querySelector('#filters button').click()")
    opened.wait(f"{rows} === {everything}")
    opened.run("document.querySelectorAll('[name=plan]')[1].click()")
    assert opened.run(rows) > everything
    assert "B less A" in opened.run("document.getElementById('difference').textContent")
    assert opened.errors == []


@NEEDS
def test_every_control_has_a_name_for_those_who_hear_it(opened):
    opened.call("Accessibility.enable")
    names = {}
    for node in opened.call("Accessibility.getFullAXTree")["nodes"]:
        if not node.get("ignored"):
            names.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    for role in ("button", "combobox", "slider", "searchbox", "checkbox", "radio", "table", "application"):
        assert names[role], f"no {role}"
        assert all(name.strip() for name in names[role]), f"a {role} without a name"


@NEEDS
def test_every_page_of_the_print_is_made(opened):
    assert opened.printed().startswith(b"%PDF")
    assert opened.errors == []


@NEEDS
@pytest.mark.parametrize("kind", ["empty", "hostile"])
def test_strange_plans_open_without_an_error(kind, tmp_path):
    plan, network, scenario = sample()
    strange = (empty(plan), network, scenario) if kind == "empty" else renamed(HOSTILE)
    page = browser.Page(write(Path(tmp_path) / "brief.html", strange), tmp_path / "home")
    try:
        assert page.run("document.getElementById('title').textContent").startswith(strange[2].settings.title[:20])
        page.run("document.querySelector('#ulns button')?.click()")
        assert page.run("document.scripts.length") == 2
        assert (page.requests, page.errors) == ([], [])
    finally:
        page.close()
