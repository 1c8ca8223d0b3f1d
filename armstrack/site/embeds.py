"""Small pages for an iframe in somebody else's page, each with what oEmbed says of it; none needs a script."""

from __future__ import annotations

import html
from collections.abc import Iterator

from armstrack.output.json_text import json_lines
from armstrack.query.document import Document
from armstrack.site.page import Page

SIZES = {"sales": (640, 240), "recipients": (640, 360), "backlog": (640, 220)}


def embeds(every: list[Page]) -> Iterator[Page]:
    """The embed of each sale, of each recipient, and of the backlog, from what their pages say."""
    for page in every:
        kind, _, rest = page.path.partition("/")
        if page.template == "sale.html":
            says = {key: page.says[key] for key in ("row", "clock", "standing")}
        elif page.template == "recipient.html":
            says = {key: page.says[key] for key in ("counted", "years")}
        elif page.path == "backlog/index.html":
            says = {"backlog": {key: page.says["backlog"][key] for key in ("total", "totals", "rule", "covered")}}
            rest = "index.html"
        else:
            continue
        yield Page(
            f"embed/{kind}/{rest}",
            f"embed_{kind}.html",
            page.title,
            says | {"page_path": page.path},
            page.description,
            None,
            listed=False,
        )


def oembed(page: Page, site: Document) -> tuple[str, bytes]:
    """What oEmbed says of an embed, with its path."""
    kind = page.path.split("/")[1]
    width, height = SIZES[kind]
    address = f"{site['base']}{page.path.removesuffix('index.html')}"
    title = html.escape(page.title[:200], quote=True)
    frame = (
        f'<iframe src="{html.escape(address, quote=True)}" width="{width}" height="{height}" title="{title}"></iframe>'
    )
    document = {
        "version": "1.0",
        "type": "rich",
        **({"provider_name": site["title"], "provider_url": site["base"]} if site["base"] else {}),
        "width": width,
        "height": height,
        "html": frame,
    }
    return page.path.replace("index.html", "oembed.json"), json_lines([document]).encode()
