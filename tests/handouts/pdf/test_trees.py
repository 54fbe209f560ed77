"""Write trees incrementally: a reader finds every page, number and bookmark."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from handouts.pdf.trees import NODE_SIZE, NumberTree, Outline, PageTree
from handouts.pdf.writer import Writer, text_string

if TYPE_CHECKING:
    from collections.abc import Iterator

sizes = pytest.mark.parametrize("size", [1, NODE_SIZE, NODE_SIZE + 1, 3 * NODE_SIZE + 7])


def book(size: int) -> bytes:
    """Write pages, each with a label and a bookmark of its own."""
    parts: list[bytes] = []
    writer = Writer(parts.append)
    catalog, info = writer.reserve(), writer.reserve()
    pages, labels, outline = PageTree(writer), NumberTree(writer), Outline(writer)
    for i in range(size):
        number = writer.reserve()
        parent = pages.add(number)
        line = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d 9]/Resources<<>>>>"
        writer.pack(number, line % (parent, i + 1))
        labels.add(i, b"<</S/D/P%b>>" % text_string(f"{i}-"))
        outline.add(text_string(f"Mark {i}"), b"[%d 0 R/Fit]" % number)
    assert pages.count == size
    line = b"<</Type/Catalog/Pages %d 0 R/PageLabels%b/Outlines %d 0 R>>"
    writer.pack(catalog, line % (pages.close(), labels.close(), outline.close()))
    writer.pack(info, b"<<>>")
    writer.finish(catalog, info)
    return b"".join(parts)


def nodes(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    for kid in node.get("/Kids", []):
        yield from nodes(kid)


@sizes
def test_pages_come_in_order_under_their_parents(size: int) -> None:
    with pikepdf.open(BytesIO(book(size)), attempt_recovery=False) as pdf:
        assert [int(page.mediabox[2]) for page in pdf.pages] == list(range(1, size + 1))
        assert int(pdf.Root.Pages.Count) == size
        middle = list(pdf.Root.Pages.Kids)
        assert [int(node.Count) for node in middle] == [len(node.Kids) for node in middle]
        assert max(int(node.Count) for node in middle) <= NODE_SIZE
        assert sum(int(node.Count) for node in middle) == size
        assert all(kid.Parent == node for node in middle for kid in node.Kids)
        assert all(node.Parent == pdf.Root.Pages for node in middle)


@sizes
def test_every_number_is_found(size: int) -> None:
    with pikepdf.open(BytesIO(book(size))) as pdf:
        labels = pikepdf.NumberTree(pdf.Root.PageLabels)
        assert list(labels.keys()) == list(range(size))
        assert [pdf.pages[i].label for i in (0, size // 2, size - 1)] == [
            f"{i}-1" for i in (0, size // 2, size - 1)
        ]
        leaves = [node for node in nodes(pdf.Root.PageLabels) if "/Limits" in node]
        for leaf in leaves:
            keys = [int(key) for key in list(leaf.Nums)[::2]]
            assert list(map(int, leaf.Limits)) == [keys[0], keys[-1]]
            assert 1 <= len(keys) <= NODE_SIZE
        assert len(leaves) == (0 if size <= NODE_SIZE else -(-size // NODE_SIZE))


@sizes
def test_bookmarks_come_in_order_both_ways(size: int) -> None:
    with pikepdf.open(BytesIO(book(size))) as pdf:
        root = pdf.Root.Outlines
        assert int(root.Count) == size
        titles: list[str] = []
        mark: pikepdf.Object | None = root.First
        before: pikepdf.Object | None = None
        while mark is not None:
            assert mark.Parent == root
            assert mark.get("/Prev") == before
            assert mark.Dest[0] == pdf.pages[len(titles)].obj
            titles.append(str(mark.Title))
            before, mark = mark, mark.get("/Next")
        assert before == root.Last
        assert titles == [f"Mark {i}" for i in range(size)]


def test_a_file_without_bookmarks_has_an_empty_outline() -> None:
    parts: list[bytes] = []
    writer = Writer(parts.append)
    catalog, info = writer.reserve(), writer.reserve()
    line = b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R/PageLabels%b>>"
    ends = PageTree(writer).close(), Outline(writer).close(), NumberTree(writer).close()
    writer.pack(catalog, line % ends)
    writer.pack(info, b"<<>>")
    writer.finish(catalog, info)
    with pikepdf.open(BytesIO(b"".join(parts))) as pdf:
        assert len(pdf.pages) == 0
        assert "/First" not in pdf.Root.Outlines
        assert list(pdf.Root.PageLabels.Nums) == []
