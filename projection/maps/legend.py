"""The legend strip under a map."""

from collections.abc import Mapping
from typing import Any

from projection.maps.panel import DASH, MARK, SHUT, width_of
from projection.report.page import COLOURS, INK, LATE, MARGIN_IN, room


def draw_legend(
    figure: Any, size: tuple[float, float], most: float, biggest: float, shut: Mapping[str, str]
) -> None:
    """Draw the strip: modes, widths by stons, kinds of node, what is closed."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [
        Line2D([], [], color=COLOURS[mode], linestyle=DASH[mode], linewidth=3, label=label)
        for mode, label in (("sea", "by sea"), ("air", "by air"), ("land", "over land"))
    ]
    handles += [
        Line2D([], [], color="#777777", linewidth=width_of(stons, most), label=f"{stons:,.0f} st in all")
        for stons in _samples(most)
    ]
    kinds = (("airfield", COLOURS["air"]), ("seaport", COLOURS["sea"]), ("site", INK))
    for kind, colour in kinds:
        handles.append(
            Line2D([], [], marker=MARK[kind], color=colour, markeredgecolor="white", ls="none", ms=9, label=kind)
        )
    handles.append(
        Line2D(
            [],
            [],
            marker="o",
            markerfacecolor="white",
            markeredgecolor=COLOURS["air"],
            ls="none",
            ms=8,
            label="en route",
        )
    )
    words = {"shut": "airspace closed", "part": "closed to some or at times"}
    for state, hatch in (("shut", "xxxx"), ("part", "///")):
        if state in shut.values():
            handles.append(Patch(facecolor="#E4E1DA", edgecolor=SHUT, hatch=hatch, alpha=0.55, label=words[state]))
    handles.append(
        Line2D([], [], marker="X", color=LATE, markeredgecolor="white", ls="none", ms=10, label="passage closed")
    )
    handles.append(
        Line2D([], [], marker="P", color=LATE, markeredgecolor="white", ls="none", ms=10, label="slowed")
    )
    box = room(size, MARGIN_IN, size[1] - 1.28, size[0] - 2 * MARGIN_IN, 0.5)
    figure.legend(
        handles=handles,
        loc="center",
        bbox_to_anchor=box,
        ncols=(len(handles) + 1) // 2,
        mode="expand",
        fontsize=9,
        frameon=False,
        handlelength=2.6,
    )


def _samples(most: float) -> list[float]:
    """Round amounts that show how width grows: the largest below the most, and a tenth of it."""
    if most <= 0:
        return []
    step = 10.0 ** (len(str(int(most))) - 1)
    top = step * int(most / step) if most >= 1 else most
    return [top / 10, top] if top >= 10 else [top]
