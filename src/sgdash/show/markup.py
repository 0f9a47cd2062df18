"""HTML that is safe because of how it is made: only `Html` is markup, everything else is escaped.

Nothing that came from a repository, a roster or a link reaches Streamlit's Markdown: a title such
as `![](https://…)` would be fetched by it. `draw` is how such text gets onto a page.
"""

import html
from collections.abc import Iterable, Sequence

import streamlit as st

from sgdash.language import Foreign, Said
from sgdash.show.language import voice
from sgdash.show.text import plain, web_address
from sgdash.visible import visible


class Html(str):
    """Markup that was made by this module."""

    __slots__ = ()


def tag(name: str, *children: object, **attributes: str | None) -> Html:
    """An element; children that are not `Html` are shown as text.

    An attribute's name may end with `_` (`class_`); one whose value is None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[object], between: str = "") -> Html:
    """Children one after the other, with a text between them."""
    return Html(html.escape(between).join(_safe(child) for child in children))


def _safe(child: object) -> str:
    return child if isinstance(child, Html) else html.escape(plain(child))


def phrase(sentence: Said) -> Html:
    """A sentence in the page's language whose values may be elements: `say("Run {it}.", it=…)`."""
    template, values = voice().parts(sentence)
    # what is text becomes safe first, so that nothing in it can be taken for a value's place
    return Html(html.escape(template).format_map({n: _safe(v) for n, v in values.items()}))


def sentence(text: str) -> Html:
    """What was said, in the language of the page: code between backticks, foreign words marked."""
    if not isinstance(text, Said):
        return _foreign(text) if isinstance(text, Foreign) else Html(_safe(text))
    template, values = voice().parts(text)
    told = {
        name: sentence(raw)
        if isinstance(raw := text.values[name], Said | Foreign)
        else _safe(value)
        for name, value in values.items()
    }
    return Html(with_code(template).format_map(told))


def _foreign(text: str) -> Html:
    """Words that are English on any page, for whoever has them read aloud."""
    return tag("span", text, lang="en")


def with_code(text: str) -> Html:
    """A text in which what stands between backticks is code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one that is never closed means itself
        return Html(_safe(text))
    return join(tag("code", part) if n % 2 else part for n, part in enumerate(parts))


def to_copy(line: str) -> Html:
    """A line to copy: whole, however long, with nothing in it that cannot be seen."""
    # not by `tag`, which would cut it
    return Html(f"<code>{html.escape(visible(line))}</code>")


def link(url: object, label: object) -> Html:
    """A link to somewhere else if its address is safe, else the label alone."""
    address = web_address(url)
    if address is None:
        return tag("span", label)
    # not by `tag`, which would cut a long address
    return Html(
        f'<a href="{html.escape(address)}" rel="noopener noreferrer nofollow" target="_blank">'
        f"{_safe(label)}</a>"
    )


def dotted(parts: Iterable[object]) -> Html:
    """What stands beside each other, with dots between; a line that begins anew begins without."""
    dot = tag("span", " · ", class_="sg-dot")
    told = [tag("span", dot if place else Html(), part) for place, part in enumerate(parts)]
    return tag("span", *told, class_="sg-dotted") if told else Html()


def table(
    headers: Iterable[str],
    rows: Iterable[Iterable[object]],
    caption: str,
    below: Sequence[object] = (),
) -> Html:
    """A table with a caption for those who cannot see it; on a phone each row becomes a block.

    `below` has something for each row that stands under it, as wide as the whole table.
    """
    names = list(headers)
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    body = [
        tag(
            "tr",
            *(tag("td", tag("div", cell), data_name=n) for n, cell in zip(names, row, strict=True)),
        )
        for row in rows
    ]
    if below:
        under = [
            tag("tr", tag("td", each, colspan=str(len(names))), class_="sg-below") for each in below
        ]
        body = [join(pair) for pair in zip(body, under, strict=True)]
    return tag(
        "div",
        tag(
            "table",
            tag("caption", caption, class_="sg-unseen"),
            tag("thead", head),
            tag("tbody", *body),
            class_="sg-table",
        ),
        class_="sg-scroll",
    )


def facts(told: Iterable[tuple[object, object]]) -> Html:
    """Names with their values, one below the other; what has no value is left out."""
    rows = [tag("div", tag("dt", name), tag("dd", value)) for name, value in told if value]
    return tag("dl", *rows, class_="sg-facts")


def details(summary: object, *children: object, class_: str | None = None) -> Html:
    """Something to open."""
    return tag("details", tag("summary", summary), *children, class_=class_)


def draw(*children: object) -> None:
    """Put HTML on the page; nothing where there is nothing to say."""
    markup = join(children)
    if markup:
        st.html(markup)
