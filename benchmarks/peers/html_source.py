"""A handout's tree in, an HTML source out: the words of each block in the elements they belong in.

Clients' values are named in the source as `$client` and the like, for `string.Template`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from benchmarks.peers.content import Tree

HEAD = """\
<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
"""
TAIL = "</body>\n</html>\n"

FACES = """\
@font-face {{ font-family: Atkinson; src: url({folder}/AtkinsonHyperlegible-Regular.ttf) }}
@font-face {{ font-family: Atkinson; font-weight: bold;
  src: url({folder}/AtkinsonHyperlegible-Bold.ttf) }}
"""


def write_html(tree: Tree, look: str, folder: Path) -> None:
    """Write head, sheet and tail of a page, and its style sheet; `look` is `sheet.css`."""
    inks = "".join(f"--{name}: {value}; " for name, value in tree["colours"].items())
    faces = FACES.format(folder=folder.resolve().as_uri())
    files = {
        "head.html": HEAD.format(language=tree["language"], title=escape(tree["title"])),
        "sheet.html": _sheet(tree),
        "tail.html": TAIL,
        "sheet.css": f"{faces}:root {{ {inks}}}\n{look}",
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def _sheet(tree: Tree) -> str:
    parts = (
        _element("footer", _page_words(tree), "foot"),
        _element("p", _said(tree["brand"]), "brand"),
        _element("h1", _said(tree["title"])),
        _element("p", _said(tree["subtitle"]), "subtitle"),
        _strip(tree),
        *(_section(section) for section in tree["sections"]),
    )
    return _element("article", "\n".join(parts)) + "\n"


def _page_words(tree: Tree) -> str:
    page = _said(tree["page_of"]).replace("{page}", '<b class="page"></b>')
    page = page.replace("{pages}", '<b class="pages"></b>')
    return f"<span>{_said(tree['footer'])}</span><span>{page}</span>"


def _strip(tree: Tree) -> str:
    """Write the strip; `$note` brings its own element, for it may be lines to write on."""
    client, date, visit, note = tree["fields"]

    def cell(label: str, said: str, kind: str) -> str:
        return _element("p", f"<span>{_said(label)}</span> <i>{said}</i>", kind)

    cells = (
        cell(client["label"], "$client", "client"),
        cell(tree["side_label"], f"<b>{_said(tree['side'])}</b>", "side"),
        cell(date["label"], "$date", "date"),
        cell(visit["label"], "$next_visit", "visit"),
        cell(note["label"], "$note", "note"),
    )
    return _element("div", "".join(cells), "strip")


def _section(section: Tree) -> str:
    """Write a section; a heading stays with its first block."""
    blocks = [_block(block) for block in section["blocks"]]
    first = _element("div", f"<h2>{_said(section['heading'])}</h2>{blocks[0]}", "first")
    return _element("section", "\n".join([first, *blocks[1:]]), section["style"])


def _block(block: Tree) -> str:
    return BLOCKS[block["kind"]](block)


def _paragraph(block: Tree) -> str:
    return _element("p", _rich(block["text"]), block["style"])


def _points(block: Tree) -> str:
    return _list("ol" if block["numbered"] else "ul", map(_rich, block["items"]))


def _doses(block: Tree) -> str:
    return _list("ul", map(_said, block["items"]), "doses")


def _caution(block: Tree) -> str:
    return _element("p", " ".join(_rich(item) for item in block["items"]), "caution")


def _choices(block: Tree) -> str:
    items = (
        _element(
            "li",
            _rich(choice["text"])
            + (f" <b>{_said(choice['badge'])}</b>" if choice["badge"] else ""),
            "chosen" if choice["chosen"] else "",
        )
        for choice in block["items"]
    )
    return _element("ul", "".join(items), "choices")


def _write_in(block: Tree) -> str:
    labels = "".join(f"<b>{_said(label)}</b> <u></u> " for label in block["labels"])
    return _element("p", labels + _said(block["remark"]), "write-in")


def _picture(block: Tree) -> str:
    width, height = block["width"], block["height"]
    labels = "".join(
        f'<span class="{"strong" if label["strong"] else "plain"}" '
        f'style="left: {label["x"]}pt; bottom: {height - label["y"]:.2f}pt">'
        f"{_said(label['text'])}</span> "
        for label in block["labels"]
    )
    image = f'<img src="{block["file"]}" alt="{_said(block["alt"])}">'
    size = f"width: {width}pt; height: {height}pt"
    drawn = f'<div class="drawing" style="{size}">{image}{labels}</div>'
    caption = _element("figcaption", _rich(block["caption"]))
    return f'<figure style="width: {width}pt">{drawn}{caption}</figure>'


def _beside(block: Tree) -> str:
    words = _element("div", _blocks(block["blocks"]), "words")
    return _element("div", words + _picture(block["picture"]), "beside")


def _pairs(block: Tree) -> str:
    head = "".join(f'<th scope="col">{_said(text)}</th>' for text in block["heads"])
    rows = ("".join(f"<td>{_rich(cell)}</td>" for cell in row) for row in block["rows"])
    return _table("pairs", head, rows)


def _week(block: Tree) -> str:
    head = "".join(
        f'<th scope="col">{_said(text)}</th>' for text in (block["head"], *block["days"])
    )
    ticks = "<td><s></s></td>" * len(block["days"])
    return _table("week", head, (f'<th scope="row">{_said(r)}</th>{ticks}' for r in block["rows"]))


def _checks(block: Tree) -> str:
    head = "".join(
        f'<th scope="col">{_said(text)}</th>' for text in (block["head"], *block["remedies"])
    )
    rows = (
        f'<th scope="row">{_said(conditions)}</th>'
        + "".join(f"<td>{_said(word)}</td>" for word in words)
        for conditions, words in block["rows"]
    )
    return _table("checks", head, rows)


def _table(kind: str, head: str, rows: Iterable[str]) -> str:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _columns(block: Tree) -> str:
    return _element("div", "".join(_column(column) for column in block["items"]), "columns")


def _column(column: Tree) -> str:
    return _element("div", f"<h3>{_said(column['heading'])}</h3>{_blocks(column['blocks'])}")


def _tiers(block: Tree) -> str:
    return "".join(
        f"<h3>{_said(tier['heading'])}</h3>{_list('ul', map(_rich, tier['signs']), 'signs')}"
        for tier in block["items"]
    )


def _sequences(block: Tree) -> str:
    return _element("div", "".join(_sequence(item) for item in block["items"]), "sequences")


def _sequence(sequence: Tree) -> str:
    parts = _list("ul", map(_said, sequence["parts"]), f"parts {sequence['joint']}")
    note = _element("p", _rich(sequence["note"])) if sequence["note"] else ""
    return _element("div", f"<h3>{_said(sequence['title'])}</h3>{parts}{note}")


def _contact(block: Tree) -> str:
    """Write how to reach the clinic; the code floats beside it where there is a link."""
    link = block["link"]
    parts = [
        f'<img class="code" src="{block["code"]}" alt="{_said(block["link_alt"])}">'
        if link
        else "",
        _element("p", _said(block["reach"]), "to-write" if block["write_in"] else ""),
        f'<p><a href="{_said(link)}">{_said(block["link_label"])}</a></p>' if link else "",
        _element("p", _said(block["more"])) if block["more"] else "",
        _element("p", _rich(block["record"]), "small"),
    ]
    return "".join(parts)


def _subheading(block: Tree) -> str:
    return _element("h3", _said(block["text"]))


BLOCKS: dict[str, Callable[[Tree], str]] = {
    "paragraph": _paragraph,
    "subheading": _subheading,
    "points": _points,
    "doses": _doses,
    "caution-block": _caution,
    "option-list": _choices,
    "write-in": _write_in,
    "picture": _picture,
    "beside": _beside,
    "pairs": _pairs,
    "check-table": _checks,
    "columns": _columns,
    "tiers": _tiers,
    "sequences": _sequences,
    "week-chart": _week,
    "contact-block": _contact,
}
"""How each kind of block is written."""


def _blocks(blocks: list[Tree]) -> str:
    return "".join(_block(block) for block in blocks)


def _list(tag: str, items: Iterable[str], kind: str = "") -> str:
    return _element(tag, "".join(f"<li>{item}</li>" for item in items), kind)


def _element(tag: str, inner: str, kind: str = "") -> str:
    return f'<{tag} class="{kind}">{inner}</{tag}>' if kind else f"<{tag}>{inner}</{tag}>"


def _rich(runs: list[list[Any]]) -> str:
    return "".join(f"<b>{_said(text)}</b>" if strong else _said(text) for text, strong in runs)


def _said(text: str) -> str:
    """Write a text as it is said; a dollar sign would name a value."""
    return escape(text).replace("$", "$$")
