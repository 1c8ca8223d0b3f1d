"""Charts as SVG or PNG: the one place that draws with Matplotlib (the extra `plot`). The same chart, the same bytes.

What tells bars apart is a pattern as well as a colour, so that they can be read in black and white.
"""

from __future__ import annotations

import html
import io
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armstrack.output.amounts import exact
from armstrack.output.chart import Chart, Series, described
from armstrack.output.safe_text import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = ("svg", "png")
MARK = b"armstrack"
"""What the beginning of a file of ours holds."""

_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")
_PATTERNS = ("", "//", "..", "xx", "\\\\", "oo", "++", "--")
_INK = "#1a1a1a"
_STYLE: Any = {
    "text.parse_math": False,
    "svg.hashsalt": "armstrack",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": _INK,
    "hatch.linewidth": 0.6,
}


def format_of(path: Path) -> str | None:
    """The format that the end of a name means; `None` where it means none."""
    ending = path.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else None


def is_chart(path: Path) -> bool:
    """Whether a file is a chart that was drawn here."""
    with path.open("rb") as file:
        return MARK in file.read(4096)


def chart_bytes(chart: Chart, form: str) -> bytes:
    """A chart as a file. Raises ImportError where Matplotlib is not installed."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(8, _height(chart)), dpi=150)
        axes = figure.add_subplot()
        {"bars": _bars, "steps": _steps, "dots": _dots, "spans": _spans}[chart.kind](axes, chart)
        _words(figure, axes, chart)
        out = io.BytesIO()
        about: dict[str, Any] = {"Creator": "armstrack", "Date": None} if form == "svg" else {"Software": "armstrack"}
        figure.savefig(out, format=form, metadata=about)
    return _described(out.getvalue(), chart) if form == "svg" else out.getvalue()


def _height(chart: Chart) -> float:
    if chart.kind == "spans":
        return min(max(2.4 + 0.24 * len(chart.spans), 3), 14)
    return 2.4 + 0.6 * len(chart.series) if chart.kind == "dots" else 4


def _words(figure: Figure, axes: Axes, chart: Chart) -> None:
    """The title above, and below, inside the picture, what must be read with it."""
    figure.suptitle(_plain(chart.title), x=0.01, ha="left", fontsize=11, fontweight="bold")
    lines = textwrap.wrap(_plain(chart.caveat), 150)
    height = figure.get_figheight()
    below = 0.16 * len(lines) + 0.12
    figure.text(0.01, 0.05 / height, "\n".join(lines), fontsize=7, va="bottom", ha="left", color=_INK)
    longest = max((len(span.label) for span in chart.spans), default=0)
    longest = max([longest, *(len(each.name) for each in chart.series)]) if chart.kind == "dots" else longest
    left = min(0.09 + 0.0085 * longest, 0.42) if chart.kind in ("spans", "dots") else 0.09
    turned = chart.kind == "bars" and any(len(place) > 8 for place in chart.places)
    figure.subplots_adjust(
        left=left, right=0.97, top=1 - 0.42 / height, bottom=(below + (0.3 if not turned else 1.4)) / height
    )
    if len(chart.series) > 1 and chart.kind == "bars":
        axes.legend(frameon=False, fontsize=8, loc="upper left", ncols=min(len(chart.series), 4))
    if chart.kind in ("bars", "steps"):
        axes.set_ylim(bottom=0)
        axes.margins(x=0.01)
        axes.yaxis.set_major_formatter(lambda value, _: _amount(value) if chart.money else f"{value:,.0f}")
        axes.grid(axis="y", color="#d5d5d5", linewidth=0.6)
        axes.set_axisbelow(True)
        if len(chart.series) > 1:
            axes.set_ylim(top=axes.get_ylim()[1] * 1.15)


def _amount(value: float) -> str:
    for unit, size in (("T", 1e12), ("B", 1e9), ("M", 1e6)):
        if abs(value) >= size:
            return f"${value / size:g} {unit}"
    return f"${value:,.0f}"


def _plain(text: str) -> str:
    """A text that is drawn as it stands, whatever is in it."""
    return printable(text)


def _bars(axes: Axes, chart: Chart) -> None:
    places = range(len(chart.places))
    tops = [0.0] * len(chart.places)
    width = 0.8 if chart.stacked else 0.8 / max(len(chart.series), 1)
    for at, each in enumerate(chart.series):
        for place in places:
            value = each.values[place] or 0
            x = place if chart.stacked else place - 0.4 + width * (at + 0.5)
            hollow = place in chart.outside
            axes.bar(
                x,
                value,
                width,
                bottom=tops[place] if chart.stacked else 0,
                color="white" if hollow else _COLOURS[at % len(_COLOURS)],
                edgecolor=_COLOURS[at % len(_COLOURS)] if hollow else _INK,
                hatch=_PATTERNS[at % len(_PATTERNS)],
                linewidth=0.5,
                linestyle="--" if place in chart.running else "-",
                label=_plain(each.name) if place == 0 else None,
            )
            if chart.stacked:
                tops[place] += value
    high = max([*tops, *(value or 0 for each in chart.series for value in each.values)], default=0) or 1
    for place in places:
        if chart.unknown[place]:
            axes.bar(
                place, high * 0.04, 0.8, bottom=tops[place], color="white", edgecolor=_INK, hatch="////", linewidth=0.5
            )
            axes.text(
                place, tops[place] + high * 0.045, f"{chart.unknown[place]}?", ha="center", va="bottom", fontsize=7
            )
    names = [_plain(name) + ("*" if place in chart.running else "") for place, name in enumerate(chart.places)]
    long = any(len(name) > 8 for name in names)
    # Thirty years have room side by side, and a dozen quarters; what is turned takes no more than a year.
    roomy = not long and any(len(place) > len("2025") for place in chart.places)
    every = len(names) // (12 if roomy else 30) + 1
    axes.set_xticks([place for place in places if place % every == 0])
    axes.set_xticklabels(
        [names[place] if len(names[place]) < 27 else names[place][:25] + "…" for place in places if place % every == 0],
        rotation=60 if long else 0,
        ha="right" if long else "center",
        rotation_mode="anchor" if long else None,
        fontsize=7,
    )


def _steps(axes: Axes, chart: Chart) -> None:
    (only,) = chart.series
    days: Any = list(chart.days)
    values: Any = [float("nan") if value is None else value for value in only.values]
    axes.step(days, values, where="post", color=_COLOURS[0], linewidth=1.8)
    axes.fill_between(days, values, step="post", color=_COLOURS[0], alpha=0.18)
    if days and only.values[-1] is not None:
        axes.plot(days[-1:], values[-1:], "o", color=_INK, markersize=4)
        axes.annotate(
            _plain(exact(only.values[-1])),
            (days[-1], values[-1]),
            textcoords="offset points",
            xytext=(-4, 6),
            ha="right",
            fontsize=8,
        )
        axes.margins(y=0.12)


def _dots(axes: Axes, chart: Chart) -> None:
    from statistics import median

    for at, each in enumerate(chart.series):
        _dots_of(axes, at, each)
        if each.values:
            middle = median(value for value in each.values if value is not None)
            axes.plot([middle, middle], [at - 0.32, at + 0.32], color=_INK, linewidth=2)
            axes.text(middle, at + 0.34, f"{middle:,.0f}", ha="center", va="bottom", fontsize=7)
    axes.set_yticks(range(len(chart.series)))
    axes.set_yticklabels([_plain(f"{each.name} (n={len(each.values)})") for each in chart.series], fontsize=8)
    axes.set_ylim(-0.6, len(chart.series) - 0.4)
    axes.invert_yaxis()
    axes.set_xlim(left=min(0, *(value or 0 for each in chart.series for value in each.values), 0))
    axes.set_xlabel("days", fontsize=8)


def _dots_of(axes: Axes, at: int, each: Series) -> None:
    """Dots beside each other, so that equal ones are seen: above and below their line in turns."""
    heights = [at + 0.22 * ((place % 5) - 2) / 2 for place in range(len(each.values))]
    values: Any = list(each.values)
    axes.plot(
        values,
        heights,
        "o",
        color=_COLOURS[at % len(_COLOURS)],
        markersize=4,
        alpha=0.7,
        markeredgecolor=_INK,
        markeredgewidth=0.4,
    )


def _spans(axes: Axes, chart: Chart) -> None:
    from matplotlib import dates as of_matplotlib

    dates: Any = of_matplotlib
    for at, span in enumerate(chart.spans):
        first = float(dates.date2num(span.first))
        axes.barh(
            at,
            max(float(dates.date2num(span.last)) - first, 1),
            0.62,
            left=first,
            color="white" if span.running else _COLOURS[0],
            edgecolor=_INK,
            hatch="////" if span.running else "",
            linewidth=0.5,
        )
    if chart.mark is not None and chart.spans:
        axes.axvline(float(dates.date2num(chart.mark)), color=_COLOURS[5], linewidth=1.5, linestyle="--")
    axes.set_yticks(range(len(chart.spans)))
    axes.set_yticklabels(
        [_plain(textwrap.shorten(span.label, 40, placeholder="…")) for span in chart.spans], fontsize=7.5
    )
    axes.invert_yaxis()
    if chart.spans:
        locator = dates.AutoDateLocator()
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    axes.grid(axis="x", color="#d5d5d5", linewidth=0.6)
    axes.set_axisbelow(True)


def _described(svg: bytes, chart: Chart) -> bytes:
    """The picture with its title and a description, for a screen reader."""
    title, said = (html.escape(printable(text)) for text in (chart.title, described(chart)))
    words = f"<title>{title}</title>\n <desc>{said}</desc>"
    text = re.sub("(<svg [^>]*?)>", lambda begin: f'{begin[1]} role="img">\n {words}', svg.decode(), count=1)
    return text.encode()
