"""Write objects one by one: a reader finds each, and the bytes depend on nothing else."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.pdf.writer import Writer, decimal, text_string

objects = st.lists(st.one_of(st.binary(max_size=60), st.integers(-9, 9)), max_size=40)


def file_of(things: list[bytes | int], copies: int = 1) -> tuple[bytes, dict[int, bytes | int]]:
    """Write streams and packed integers; return the file and the value of each object number."""
    parts: list[bytes] = []
    writer = Writer(parts.append)
    catalog, pages, info = writer.reserve(), writer.reserve(), writer.reserve()
    written: dict[int, bytes | int] = {}
    for thing in things:
        number = writer.reserve(1 if isinstance(thing, bytes) else copies)
        if isinstance(thing, bytes):
            writer.stream(number, b"<</Kept true>>", zlib.compress(thing))
            written[number] = thing
        else:
            writer.pack(number, b"\n".join([b"%d" % thing] * copies))
            written.update(dict.fromkeys(range(number, number + copies), thing))
    writer.pack(catalog, b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    writer.pack(pages, b"<</Type/Pages/Count 0/Kids[]>>")
    writer.pack(info, b"<<>>")
    writer.finish(catalog, info)
    return b"".join(parts), written


def assert_found(pdf: bytes, written: dict[int, bytes | int]) -> None:
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False) as opened:
        for number, thing in written.items():
            found = opened.get_object(number, 0)
            if isinstance(thing, bytes):
                assert found.read_bytes() == thing
                assert found.Kept
            else:
                assert int(found) == thing
        assert opened.get_warnings() == []


@given(objects, st.sampled_from([1, 3, 300]))
@settings(max_examples=60)
def test_a_reader_finds_every_object(things: list[bytes | int], copies: int) -> None:
    assert_found(*file_of(things, copies))


@pytest.mark.parametrize("count", [255, 256, 257, 65_537])
def test_a_reader_finds_many_objects(count: int) -> None:
    pdf, written = file_of([i % 7 for i in range(count)])
    assert len(written) == count
    some = {number: written[number] for number in sorted(written)[:: max(1, count // 600)]}
    last = max(written)
    assert_found(pdf, {**some, last: written[last]})


@pytest.mark.parametrize("before", [0, 1, 250, 255, 256, 511])
def test_an_index_carries_wherever_a_range_begins(before: int) -> None:
    parts: list[bytes] = []
    writer = Writer(parts.append)
    catalog = writer.reserve(3 + before + 600)
    writer.pack(catalog, b"<</Type/Catalog/Pages 2 0 R>>\n<</Type/Pages/Count 0/Kids[]>>\n<<>>")
    if before:
        writer.pack(4, b"\n".join(b"%d" % n for n in range(4, 4 + before)))
    first = 4 + before
    writer.pack(first, b"\n".join(b"%d" % n for n in range(first, first + 600)))
    writer.finish(1, 3)
    assert_found(b"".join(parts), {n: n for n in range(4, first + 600)})


def test_a_number_without_an_object_is_refused() -> None:
    writer = Writer(lambda _: None)
    first = writer.reserve(2)
    writer.pack(first, b"<<>>")
    with pytest.raises(ValueError, match="object 2 is written twice or not at all"):
        writer.finish(first, first)


def test_an_object_that_is_written_twice_is_refused() -> None:
    writer = Writer(lambda _: None)
    first = writer.reserve()
    writer.pack(first, b"<<>>")
    writer.stream(first, b"<<>>", b"")
    with pytest.raises(ValueError, match="object 1 is written twice or not at all"):
        writer.finish(first, first)


def test_an_object_without_a_number_of_its_own_is_refused() -> None:
    writer = Writer(lambda _: None)
    first = writer.reserve()
    writer.pack(first, b"<<>>")
    writer.pack(first + 1, b"<<>>")
    with pytest.raises(ValueError, match="written twice"):
        writer.finish(first, first)


def test_more_objects_than_an_index_can_count_are_refused() -> None:
    writer = Writer(lambda _: None)
    with pytest.raises(ValueError, match="more objects than the table can count"):
        writer.pack(writer.reserve(65_537), b"\n".join([b"0"] * 65_537))


@given(objects, st.lists(st.binary(max_size=40), max_size=4))
@settings(max_examples=30)
def test_a_fork_writes_the_same_bytes(things: list[bytes | int], more: list[bytes]) -> None:
    written: list[bytes] = []
    writer = Writer(written.append)
    first = writer.reserve()
    writer.pack(first, b"<<>>")
    for thing in things:
        writer.pack(writer.reserve(), b"(%b)" % repr(thing).encode().hex().encode())
    writer.flush()
    before = list(written)
    branch: list[bytes] = []
    for goes_on in (writer.fork(branch.append), writer):
        for data in more:
            goes_on.stream(goes_on.reserve(), b"<<>>", data)
        goes_on.finish(first, first)
    assert b"".join(before + branch) == b"".join(written)


def test_a_fork_needs_a_flush_first() -> None:
    writer = Writer(lambda _: None)
    writer.pack(writer.reserve(), b"<<>>")
    with pytest.raises(ValueError, match="not written yet"):
        writer.fork(lambda _: None)


def test_the_id_depends_on_the_content() -> None:
    def id_of(pdf: bytes) -> bytes:
        with pikepdf.open(BytesIO(pdf)) as opened:
            first, second = (bytes(part) for part in opened.trailer.ID)
        assert first == second
        assert len(first) == 16
        return first

    same = [id_of(file_of([b"one", 2])[0]) for _ in range(2)]
    assert same[0] == same[1]
    assert same[0] != id_of(file_of([b"one", 3])[0])
    assert same[0] != id_of(file_of([b"two", 2])[0])


def read_back(text: str) -> str:
    value = pikepdf.Object.parse(text_string(text))
    return str(value)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_text_comes_back(text: str) -> None:
    assert b"\n" not in text_string(text)
    assert read_back(text) == text


@pytest.mark.parametrize("text", ["", "(", ")", "\\", "a\\(b)", "\n", "é", "Łucja", "😀", "\x7f"])
def test_an_awkward_text_comes_back(text: str) -> None:
    assert read_back(text) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 5))
def test_a_decimal_is_short_and_near(value: float, digits: int) -> None:
    written = decimal(value, digits)
    assert set(written) <= set("-.0123456789")
    assert abs(float(written) - value) <= 0.5 * 10**-digits + abs(value) * 1e-12
    assert "." not in written or written[-1] not in "0."


@pytest.mark.parametrize(
    ("value", "written"),
    [(10, "10"), (100.0, "100"), (0.5, "0.5"), (1.005e3, "1005"), (2.999, "3")],
)
def test_a_decimal_drops_no_digit_before_the_point(value: float, written: str) -> None:
    assert decimal(value) == written
