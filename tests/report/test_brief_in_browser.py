"""The briefing page in a headless Chromium without a network: it is quick, it moves, it answers, it prints."""

import dataclasses
from pathlib import Path

import pytest

from tests import browser
from tests.report.sample_plan import sample
from tests.report.test_brief import HOSTILE, renamed, write
from tests.report.test_report import empty

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


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    plan, network, scenario = sample()
    two = {key: row.model_copy(update={"unit": "BDE-1"}) for key, row in list(scenario.movements.items())[:2]}
    first = (plan, network, dataclasses.replace(scenario, movements={**scenario.movements, **two}))
    return write(tmp_path_factory.mktemp("brief") / "brief.html", first, sample(waves=2))


@pytest.fixture
def opened(page_file, tmp_path):
    page = browser.Page(page_file, tmp_path)
    yield page
    page.close()


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
