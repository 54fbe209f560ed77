"""Verify finished files: every kind of damage is refused or does no harm."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.pdf.verify import verify, verify_merged, verify_stamped
from handouts.pdf.writer import Writer
from handouts.template.assemble import PdfAssembler
from handouts.template.stamp import metadata_of, overlays, prepare, stamp
from tests.helpers.matrix import Member, make

MADE = make(Member(plan="usual"))
PDF = MADE.pdf
SIDES = len(MADE.template.pages)
TABLE = int(PDF.rsplit(b"startxref\n", 1)[1].split()[0])


@pytest.mark.parametrize(
    "member", [Member(), Member(plan="usual"), Member("a4", "both", "full", "harbour-lane")]
)
def test_a_whole_file_has_its_pages_counted(member: Member) -> None:
    made = make(member)
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert verify(made.pdf) == len(pdf.pages) == len(made.template.pages)


@given(st.integers(0, len(PDF) - 1))
@example(0)
@example(len(PDF) - 1)
@settings(max_examples=40)
def test_a_file_that_is_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=r"file|object|table|stream|pages"):
        verify(PDF[:length])


heads = [i for i in range(len(PDF)) if PDF.startswith(b" 0 obj\n<<", i)]


@given(
    st.one_of(
        st.integers(TABLE, len(PDF) - 1),
        st.tuples(st.sampled_from(heads), st.integers(-3, 40)).map(sum),
    ),
    st.integers(1, 255),
)
@settings(max_examples=150)
def test_a_changed_byte_is_refused_or_does_no_harm(offset: int, mask: int) -> None:
    damaged = bytearray(PDF)
    damaged[offset % len(PDF)] ^= mask
    with suppress(ValueError):
        assert verify(bytes(damaged)) == SIDES
        verify_stamped(bytes(damaged), b"", [])


def test_a_file_without_tags_is_refused() -> None:
    parts: list[bytes] = []
    writer = Writer(parts.append)
    assembler = PdfAssembler(writer, metadata_of(MADE.template), many=False, tagged=False)
    slots = assembler.add_handout(assembler.add_shared(MADE.template))
    assembler.add_overlays(slots, overlays(MADE.template, {}))
    writer.finish(*assembler.write_catalog())
    with pytest.raises(ValueError, match="the file and its claims do not agree"):
        verify(b"".join(parts))


def test_a_packed_object_that_is_elsewhere_is_refused() -> None:
    parts: list[bytes] = []
    writer = Writer(parts.append)
    assembler = PdfAssembler(writer, metadata_of(MADE.template), many=False)
    slots = assembler.add_handout(assembler.add_shared(MADE.template))
    assembler.add_overlays(slots, overlays(MADE.template, {}))
    trailer = assembler.write_catalog()
    i = next(i for i, run in enumerate(writer._ranges) if run.size > 2)
    writer._ranges[i] = writer._ranges[i]._replace(position=writer._ranges[i].position + 1)
    writer.finish(*trailer)
    with pytest.raises(ValueError, match="is not where the table says"):
        verify(b"".join(parts))


def test_what_is_stamped_after_a_known_body_is_verified() -> None:
    prepared = prepare(MADE.template)
    pdf = stamp(prepared, {"client": "Ana Bello"})
    streams = list(prepared.slots.streams.values())
    verify_stamped(pdf, prepared.body, streams)
    for broken in (pdf[1:], pdf[:-1], prepared.body):
        with pytest.raises(ValueError, match="another start or no end"):
            verify_stamped(broken, prepared.body, streams)
    with pytest.raises(ValueError, match="is not in the table"):
        verify_stamped(pdf, prepared.body, [10**6])
    damaged = bytearray(pdf)
    damaged[len(prepared.body) + 40 : len(prepared.body) + 50] = b"\xff" * 10
    with pytest.raises(ValueError, match=r"object|damaged"):
        verify_stamped(bytes(damaged), prepared.body, streams)


def merged(count: int = 3, *, tagged: bool = True) -> tuple[bytes, list[tuple[int, int]]]:
    """Merge copies of a handout; return the file and the offsets of its objects."""
    parts: list[bytes] = []
    writer = Writer(parts.append)
    assembler = PdfAssembler(writer, metadata_of(MADE.template), many=True, tagged=tagged)
    placed = assembler.add_shared(MADE.template)
    for i in range(count):
        assembler.add_overlays(
            assembler.add_handout(placed, f"c{i}"), overlays(MADE.template, {"client": f"Ada {i}"})
        )
    writer.finish(*assembler.write_catalog())
    return b"".join(parts), list(writer.offsets())


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_merged_file_has_its_pages_counted(count: int, *, tagged: bool) -> None:
    pdf, offsets = merged(count, tagged=tagged)
    assert verify_merged(BytesIO(pdf), offsets, tagged=tagged) == count * SIDES


@pytest.mark.parametrize("tagged", [True, False])
def test_a_file_that_claims_what_it_is_not_is_refused(*, tagged: bool) -> None:
    pdf, offsets = merged(tagged=tagged)
    with pytest.raises(ValueError, match="the file and its claims do not agree"):
        verify_merged(BytesIO(pdf), offsets, tagged=not tagged)


def test_a_merged_file_that_is_cut_short_or_moved_is_refused() -> None:
    pdf, offsets = merged()
    spoiled = [pdf[:-1], pdf[:-200], pdf[1:], b"%" + pdf, pdf.replace(b" 0 obj", b" 1 obj", 9)]
    for damaged in spoiled:
        with pytest.raises(ValueError, match=r"file|object"):
            verify_merged(BytesIO(damaged), offsets)


def test_a_merged_file_without_its_claims_is_refused() -> None:
    pdf, offsets = merged()
    for claim in (b"<pdfuaid:part>1<", b"<pdfaid:conformance>A<"):
        assert claim in pdf
        with pytest.raises(ValueError, match="the file and its claims do not agree"):
            verify_merged(BytesIO(pdf.replace(claim, claim[:-2] + b"9<")), offsets)
