"""A file of many handouts: shared objects once, and no wrong reference in its structure tree."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Name

from handouts.pdf.metadata import PdfMetadata
from handouts.pdf.writer import Writer
from handouts.template.assemble import PdfAssembler
from handouts.template.stamp import overlays
from tests.helpers.matrix import Member, make
from tests.helpers.spoken import spoken

if TYPE_CHECKING:
    from handouts.document import FieldName

METADATA = PdfMetadata("A <pile> & more", "Clinic", "Sheets", "en-US")
MEMBERS = (
    Member(plan="usual", brand="harbour-lane"),
    Member("a4", "right", "usual", "harbour-lane", "en-GB"),
    Member(plan="usual"),
)
ROUNDS = 2


def assembled(*, tagged: bool = True, rounds: int = ROUNDS) -> bytes:
    """Assemble every member some times over, each followed by a blank side."""
    parts: list[bytes] = []
    writer = Writer(parts.append)
    assembler = PdfAssembler(writer, METADATA, many=True, tagged=tagged)
    for i in range(rounds):
        for j, member in enumerate(MEMBERS):
            template = make(member).template
            values: dict[FieldName, str] = {"client": f"Client {i}{j}"}
            name = f"id {i}{j}"
            before = assembler.sides
            slots = assembler.add_handout(assembler.add_shared(template), name)
            assembler.add_overlays(slots, overlays(template, values))
            assembler.add_bookmark(name, slots.pages[0])
            assembler.add_blank_side(template.pages[-1].width, template.pages[-1].height)
            assert assembler.sides == before + len(template.pages) + 1
    writer.finish(*assembler.write_catalog())
    return b"".join(parts)


def test_two_files_of_the_same_are_the_same_bytes() -> None:
    assert assembled() == assembled()


def test_what_templates_share_is_written_once() -> None:
    digests = {shared.digest for m in MEMBERS for shared in make(m).template.shared}
    assert len(digests) < sum(len(make(m).template.shared) for m in MEMBERS)
    streams = {shared.data for m in MEMBERS for shared in make(m).template.shared if shared.data}
    for rounds in (1, 3):
        pdf = assembled(rounds=rounds)
        assert {data: pdf.count(data) for data in streams if len(data) > 40} == {
            data: 1 for data in streams if len(data) > 40
        }


def test_content_and_elements_refer_to_each_other() -> None:
    with pikepdf.open(BytesIO(assembled()), attempt_recovery=False) as pdf:
        owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys: list[int] = []
        for page in pdf.pages:
            marks = [
                int(mark.operands[1].MCID) for mark in pikepdf.parse_content_stream(page, "BDC")
            ]
            if not marks:
                assert Name.StructParents not in page.obj
                continue
            keys.append(int(page.obj.StructParents))
            by_number = list(owners[keys[-1]])
            assert sorted(marks) == list(range(len(by_number)))
            for mcid, element in enumerate(by_number):
                assert holds(element, page, mcid)
            for link in page.obj.get(Name.Annots, []):
                keys.append(int(link.StructParent))
                element = owners[keys[-1]]
                assert Name.Link == element.S
                assert [k.Obj.objgen for k in element.K if Name.Obj in dict_of(k)] == [link.objgen]
        assert sorted(keys) == list(range(len(keys))) == sorted(owners.keys())
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(keys)


def dict_of(kid: object) -> pikepdf.Object:
    return kid if isinstance(kid, pikepdf.Dictionary) else pikepdf.Dictionary()


def holds(element: pikepdf.Object, page: pikepdf.Page, mcid: int) -> bool:
    """Whether an element holds a piece of content of a page, and its parents lead to the root."""
    own = element.get(Name.Pg)
    content = [
        (own.objgen, int(kid)) if isinstance(kid, int) else (kid.Pg.objgen, int(kid.MCID))
        for kid in element.K
        if isinstance(kid, int) or kid.get(Name.Type) == Name.MCR
    ]
    while Name.P in element:
        if Name.S in element.P:
            assert any(dict_of(k).objgen == element.objgen for k in element.P.K)
        element = element.P
    return (page.obj.objgen, mcid) in content and element.get(Name.Type) == Name.StructTreeRoot


def test_every_client_is_spoken_in_a_part_of_their_own() -> None:
    parts = spoken(assembled()).of("Part")
    names = [f"Client {i}{j}" for i in range(ROUNDS) for j in range(len(MEMBERS))]
    assert [[name for name in names if name in part.text] for part in parts] == [[n] for n in names]


def test_each_of_many_is_a_part_with_title_label_and_bookmark() -> None:
    names = [f"id {i}{j}" for i in range(ROUNDS) for j in range(len(MEMBERS))]
    with pikepdf.open(BytesIO(assembled())) as pdf:
        document = pdf.Root.StructTreeRoot.K
        assert Name.Document == document.S
        titles = [make(member).template.info.title for member in MEMBERS] * ROUNDS
        assert [str(part.T) for part in document.K] == [
            f"{name}: {title}" for name, title in zip(names, titles, strict=True)
        ]
        assert {part.S for part in document.K} == {Name.Part}
        assert [str(part.Lang) for part in document.K][:2] == ["en-US", "en-GB"]
        counts = [len(make(member).template.pages) + 1 for member in MEMBERS] * ROUNDS
        assert [page.label for page in pdf.pages] == [
            f"{name}-{i}"
            for name, count in zip(names, counts, strict=True)
            for i in range(1, count + 1)
        ]
        starts = [sum(counts[:i]) for i in range(len(counts))]
        with pdf.open_outline() as outline:
            marks = [(m.title, m.to_dictionary_object(pdf).Dest[0]) for m in outline.root]
        assert marks == [(n, pdf.pages[s].obj) for n, s in zip(names, starts, strict=True)]


def test_a_blank_side_is_blank_and_of_its_neighbors_size() -> None:
    with pikepdf.open(BytesIO(assembled())) as pdf:
        blank = [i for i, page in enumerate(pdf.pages) if Name.Contents not in page.obj]
        assert len(blank) == ROUNDS * len(MEMBERS)
        for i in blank:
            assert list(pdf.pages[i].mediabox) == list(pdf.pages[i - 1].mediabox)
            assert dict(pdf.pages[i].resources) == {}


@pytest.mark.parametrize("tagged", [True, False])
def test_only_a_tagged_file_claims_anything(tagged: bool) -> None:
    with pikepdf.open(BytesIO(assembled(tagged=tagged)), attempt_recovery=False) as pdf:
        assert (Name.StructTreeRoot in pdf.Root) is tagged
        assert (Name.MarkInfo in pdf.Root) is tagged
        xmp = pdf.Root.Metadata.read_bytes()
        assert [claim in xmp for claim in (b"pdfuaid:part>", b"pdfaid:part>")] == [tagged, tagged]
        assert any(Name.StructParents in page.obj for page in pdf.pages) is tagged
        elements = [t for t in pdf.objects if isinstance(t, pikepdf.Dictionary) and Name.S in t]
        assert any(t.get(Name.P) for t in elements) is tagged
        assert str(pdf.docinfo[Name.Title]) == METADATA.title
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == METADATA.title
