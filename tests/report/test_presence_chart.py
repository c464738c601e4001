"""What a plan says and draws about stations."""

from projection.report.presence import coverage, presence_chart
from tests.model.case import case
from tests.model.test_presence import CASES


def test_coverage_names_days_flags_and_the_first_gap():
    words = coverage(CASES["ship"].plan())
    assert "8 of 10 days covered in full, 8 of 10 wanted a day; missions DEU" in words
    assert "first gap C+" in words


def test_a_picture_is_drawn_only_where_there_are_stations(tmp_path):
    with_stations = CASES["ship"]
    files = presence_chart(with_stations.plan(), with_stations.nouns[1], tmp_path)
    assert [path.name for path in files] == ["presence.png", "presence.svg"]
    assert all(path.stat().st_size > 1000 for path in files)
    assert presence_chart(case().plan(), case().nouns[1], tmp_path) == ()
    assert coverage(case().plan()) == ""
