"""Merge a batch: single sheets in order, each client on fresh paper; numbered files stay apart."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import accumulate, count, pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.batch.merged_file import (
    OBJECTS_BESIDE,
    OBJECTS_OF_FILE,
    Binding,
    is_our_pdf,
    leftover_parts,
    merge,
    merged_parts,
    objects_of_job,
    sides_of,
    two_papers,
)
from handouts.batch.run import Batch, check_batch, run_batch
from handouts.batch.summary import forecast, forecast_lines
from handouts.files.streaming import open_atomic_stream
from handouts.pdf.writer import MAX_OBJECTS
from handouts.request.values import ClientText
from handouts.template.stamp import stamp_client
from patterns.errors import ExitCode, UserError
from tests.helpers.batching import CANARIES, CANARY, DAY, Desk
from tests.helpers.failing_disk import failing, names
from tests.helpers.sound import check_pdf
from tests.helpers.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handouts.batch.planner import BatchJob

few = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])

CLIENTS = ("Ann", "Bo", None, "Łucja", CANARY)


@pytest.fixture
def jobs(desk: Desk) -> tuple[BatchJob, ...]:
    """Return jobs of several templates, some with copies."""
    rows = desk.rows(*CLIENTS)
    rows[1] = replace(rows[1], copies=2)
    rows[2] = desk.row(3, CLIENTS[2], paper="a4")
    rows[4] = replace(desk.row(5, CLIENTS[4], note=f"{CANARY} came by bus."), id="a_long-id")
    return desk.jobs(rows)


def bind(jobs: Sequence[BatchJob], path: Path, *, force: bool = True, **how: Any) -> bytes:
    """Merge jobs; check that the sides reported are those of the file."""
    binding = Binding(**how)
    bound = list(merge(jobs, path, binding, replace=force))
    assert [one.job for one in bound] == list(jobs)
    assert [one.sides for one in bound] == [sides_of(job, binding) for job in jobs]
    data = path.read_bytes()
    assert check_pdf(data) == sum(one.sides for one in bound)
    return data


def separators(desk: Desk, jobs: Iterable[BatchJob]) -> dict[str, Any]:
    papers = {job.prepared.template.info.paper for job in jobs}
    return {paper: desk.cache.separator(paper, "en", (0,)) for paper in papers}


def pixels(pdf: bytes) -> list[bytes]:
    """Draw every side."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        return [page.render(scale=0.7).to_numpy().tobytes() for page in opened]


def length(job: BatchJob) -> int:
    """Return how many sides the template of a job has."""
    return len(job.prepared.template.pages)


def padded(sides: int) -> int:
    """Return the sides of whole sheets of paper."""
    return sides + sides % 2


def blank_sides(pdf: bytes) -> list[bool]:
    """Tell for every side whether it is blank."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return ["/Contents" not in page for page in opened.pages]


def test_every_side_is_that_of_a_single_file(jobs: tuple[BatchJob, ...], tmp_path: Path) -> None:
    merged = bind(jobs, tmp_path / "pile.pdf", duplex=False)
    singles = [
        side
        for job in jobs
        for side in pixels(stamp_client(job.prepared, job.personal)) * job.row.copies
    ]
    assert pixels(merged) == singles
    assert blank_sides(merged) == [False] * len(singles)
    assert stat.S_IMODE((tmp_path / "pile.pdf").stat().st_mode) == 0o600


@pytest.mark.parametrize(("duplex", "asked"), [(True, "DuplexFlipLongEdge"), (False, "Simplex")])
def test_a_file_asks_the_printer_for_one_or_both_sides(
    jobs: tuple[BatchJob, ...], tmp_path: Path, *, duplex: bool, asked: str
) -> None:
    with pikepdf.open(BytesIO(bind(jobs, tmp_path / "pile.pdf", duplex=duplex))) as opened:
        assert opened.Root.ViewerPreferences.Duplex == f"/{asked}"


@few
@given(data=st.data(), duplex=st.booleans(), apart=st.booleans())
def test_every_client_begins_on_fresh_paper(
    desk: Desk, tmp_path: Path, data: st.DataObject, *, duplex: bool, apart: bool
) -> None:
    editions = st.sampled_from(["standard", "large-print"])
    row: st.SearchStrategy[dict[str, Any]] = st.builds(
        dict, copies=st.integers(1, 3), edition=editions, paper=st.sampled_from(["letter", "a4"])
    )
    wanted = data.draw(st.lists(row, min_size=1, max_size=4))
    jobs = desk.jobs(desk.row(i, "Ann", **more) for i, more in enumerate(wanted, start=1))
    sheets = separators(desk, jobs) if apart else {}
    pdf = bind(jobs, tmp_path / "pile.pdf", duplex=duplex, separators=sheets)
    blank = blank_sides(pdf)
    side = 0
    for job in jobs:
        assert not duplex or side % 2 == 0
        for sides in [1] * apart + [length(job)] * job.row.copies:
            padding = sides % 2 if duplex else 0
            assert blank[side : side + sides + padding] == [False] * sides + [True] * padding
            side += sides + padding
    assert side == len(blank)


def test_a_blank_side_has_the_paper_of_the_one_before(desk: Desk, tmp_path: Path) -> None:
    jobs = desk.jobs([desk.row(1), desk.row(2, paper="a4")])
    data = bind(jobs, tmp_path / "pile.pdf", separators=separators(desk, jobs))
    with pikepdf.open(BytesIO(data)) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    expected = [
        blank
        for sides in (1, length(jobs[0]), 1, length(jobs[1]))
        for blank in [False] * sides + [True] * (sides % 2)
    ]
    assert blank_sides(data) == expected
    letter = 2 + padded(length(jobs[0]))
    assert all(one == two for one, two in pairwise(boxes[:letter]))
    assert all(one == two for one, two in pairwise(boxes[letter:]))
    assert boxes[letter - 1] != boxes[letter]


def test_bookmarks_and_labels_are_ids(jobs: tuple[BatchJob, ...], tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(bind(jobs, tmp_path / "pile.pdf"))) as pdf:
        places = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            found = {str(item.title): places[_page_of(item)] for item in outline.root}
        labels = [page.label for page in pdf.pages]
    starts = [0, *accumulate(job.row.copies * padded(length(job)) for job in jobs)]
    assert found == {job.row.id: start for job, start in zip(jobs, starts, strict=False)}
    sides, first, second = length(jobs[1]), starts[1], starts[1] + padded(length(jobs[1]))
    wanted = [f"c-2-{n}" for n in range(1, sides + 1)]
    assert labels[first : first + sides] == labels[second : second + sides] == wanted
    assert labels[starts[4]] == "a_long-id-1"


def _page_of(item: Any) -> tuple[int, int]:
    """Return the object number of the page that a bookmark leads to."""
    number: tuple[int, int] = item.destination[0].objgen
    return number


def test_a_separator_shows_the_id_and_what_follows(
    desk: Desk, jobs: tuple[BatchJob, ...], tmp_path: Path
) -> None:
    long = replace(jobs[0], row=replace(jobs[0].row, id="W" * 64, copies=3))
    pdf = bind([long, *jobs[1:]], tmp_path / "pile.pdf", separators=separators(desk, jobs))
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        words = [" ".join(page.get_textpage().get_text_bounded().split()) for page in opened]
    title = jobs[0].prepared.template.info.title
    assert words[0] == f"Sides Copies {'W' * 64} {title} {length(long)} 3"
    found = {i: text for i, text in enumerate(words) if text.startswith("Sides Copies")}
    assert [text.split()[2] for text in found.values()][1:] == ["c-2", "c-3", "c-4", "a_long-id"]
    told = [f"{length(job)} {job.row.copies}" for job in (long, *jobs[1:])]
    assert [" ".join(text.split()[-2:]) for text in found.values()] == told
    room = (2 + job.row.copies * padded(length(job)) for job in (long, *jobs[1:]))
    assert list(found) == [0, *accumulate(room)][:-1]
    assert not [word for text in found.values() for word in CANARIES if word in text]


def test_what_templates_share_is_in_the_file_once(desk: Desk, tmp_path: Path) -> None:
    few_jobs = desk.jobs(desk.rows("Ann", "Bo"))
    many_jobs = desk.jobs(desk.rows(*["Ann"] * 40))
    two = bind(few_jobs, tmp_path / "pile.pdf")
    many = bind(many_jobs, tmp_path / "pile.pdf")
    single = stamp_client(few_jobs[0].prepared, few_jobs[0].personal)
    assert len(many) < len(two) + 38 * 3000 < 40 * len(single) / 4
    with pikepdf.open(BytesIO(many)) as pdf:
        fonts = {font.objgen for page in pdf.pages[:3] for font in page.resources.Font.values()}
        others = {font.objgen for page in pdf.pages[-4:-1] for font in page.resources.Font.values()}
    assert fonts == others


def test_what_is_equal_in_several_templates_is_in_the_file_once(desk: Desk, tmp_path: Path) -> None:
    jobs = desk.jobs(desk.row(i, "Ann", note="Rest. " * 20 * i) for i in range(3))
    assert len({job.name for job in jobs}) == 3
    bind(jobs, tmp_path / "pile.pdf")
    with pikepdf.open(tmp_path / "pile.pdf") as pdf:
        fonts = [
            thing.read_raw_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and "/Length1" in thing
        ]
    assert len(fonts) == len(set(fonts)) > 1


def test_each_handout_is_a_part_with_its_title(jobs: tuple[BatchJob, ...], tmp_path: Path) -> None:
    pdf = bind(jobs, tmp_path / "pile.pdf")
    tree = spoken(pdf)
    assert tree.role == "Document"
    parts = [kid for kid in tree.kids if not isinstance(kid, str)]
    assert [part.role for part in parts] == ["Part"] * 6
    with pikepdf.open(BytesIO(pdf)) as opened:
        titles = [str(part.T) for part in opened.Root.StructTreeRoot.K.K]
        metadata = opened.Root.Metadata.read_bytes()
    title = jobs[0].prepared.template.info.title
    assert titles[0] == f"c-1: {title}"
    assert titles[1] == titles[2] == f"c-2: {title}"
    assert b"<pdfuaid:part>1<" in metadata
    assert b"<pdfaid:conformance>A<" in metadata
    single = spoken(stamp_client(jobs[0].prepared, jobs[0].personal))
    assert parts[0].text == single.text


def test_for_the_printer_alone_there_is_no_structure_and_no_claim(
    jobs: tuple[BatchJob, ...], tmp_path: Path
) -> None:
    pdf, tagged = bind(jobs, tmp_path / "a.pdf", tagged=False), bind(jobs, tmp_path / "b.pdf")
    assert pixels(pdf) == pixels(tagged)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(opened.Root.keys())
        metadata = opened.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>" not in metadata
    assert b"<pdfaid:conformance>A<" not in metadata
    assert len(pdf) < len(tagged)


@pytest.mark.parametrize("tagged", [True, False])
def test_a_name_is_in_the_content_of_pages_alone(
    desk: Desk, jobs: tuple[BatchJob, ...], tmp_path: Path, *, tagged: bool
) -> None:
    data = bind(jobs, tmp_path / "pile.pdf", tagged=tagged, separators=separators(desk, jobs))
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {part.objgen for page in pdf.pages for part in page.obj.get("/Contents", [])}
    assert _holding(data, CANARIES) < pages
    assert _holding(data, CANARIES)
    assert not _holding(data, ("a_long-id",)) <= pages


def _holding(pdf: bytes, texts: Iterable[str]) -> set[tuple[int, int]]:
    """Return the numbers of the objects that hold a text, as letters or in hexadecimal."""
    forms = [text.encode(code) for text in texts for code in ("utf-8", "utf-16-be", "utf-16-le")]
    forms += [form.hex().encode() for form in forms]
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = set() if not any(form in pdf for form in forms) else {(0, 0)}
        for thing in opened.objects:
            streamed = thing.read_bytes() if isinstance(thing, pikepdf.Stream) else b""
            written = thing.unparse(resolved=True) + streamed
            if any(form in written for form in forms):
                found.add(thing.objgen)
        return found


def test_the_same_jobs_give_the_same_bytes(jobs: tuple[BatchJob, ...], tmp_path: Path) -> None:
    assert bind(jobs, tmp_path / "a.pdf") == bind(jobs, tmp_path / "b.pdf")


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(
    jobs: tuple[BatchJob, ...], tmp_path: Path
) -> None:
    path = tmp_path / "pile.pdf"
    path.write_text("old")
    with pytest.raises(UserError, match="is there already") as caught:
        bind(jobs, path, force=False)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    steps = merge(jobs, path, Binding(), replace=True)
    for _ in jobs:
        next(steps)
    assert path.read_text() == "old"
    steps.close()  # type: ignore[attr-defined]
    assert path.read_text() == "old"
    assert names(tmp_path) == ["pile.pdf"]
    bind(jobs, path)
    assert names(tmp_path) == ["pile.pdf"]


def test_a_second_run_is_refused_and_the_first_goes_on(
    jobs: tuple[BatchJob, ...], tmp_path: Path
) -> None:
    path = tmp_path / "pile.pdf"
    first = merge(jobs, path, Binding(), replace=False)
    next(first)
    with pytest.raises(UserError) as caught:
        bind(jobs, path)
    assert caught.value.exit_code == ExitCode.BUSY
    assert str(caught.value).startswith(f"{path}: another run is writing there; wait")
    assert len(list(first)) == 4
    assert check_pdf(path.read_bytes()) == sum(sides_of(job, Binding()) for job in jobs)


def test_what_a_killed_run_has_left_is_taken_over(
    jobs: tuple[BatchJob, ...], tmp_path: Path
) -> None:
    (tmp_path / ".pile.pdf.part").write_bytes(b"half" * 100_000)
    assert bind(jobs, tmp_path / "pile.pdf") == bind(jobs, tmp_path / "other.pdf")
    assert names(tmp_path) == ["other.pdf", "pile.pdf"]


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_has_the_name_of_the_part_is_never_followed(
    jobs: tuple[BatchJob, ...], tmp_path: Path, kind: str
) -> None:
    part, other = tmp_path / ".pile.pdf.part", tmp_path / "other"
    other.write_text("mine")
    if kind == "folder":
        part.mkdir()
    elif kind == "link":
        part.symlink_to(other)
    else:
        os.mkfifo(part)
    with pytest.raises(UserError) as caught:
        bind(jobs, tmp_path / "pile.pdf")
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert other.read_text() == "mine"
    assert not (tmp_path / "pile.pdf").exists()


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["write", "fsync", "replace", "link", "open"])
def test_whatever_fails_the_old_file_stays_and_no_part(
    jobs: tuple[BatchJob, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    *,
    force: bool,
) -> None:
    path, new = tmp_path / "pile.pdf", bind(jobs, tmp_path / "new.pdf")
    (tmp_path / "new.pdf").unlink()
    for turn in count(1):
        if force:
            path.write_text("old")
        calls = failing(monkeypatch, name, turn)
        message = ""
        try:
            list(merge(jobs, path, Binding(), replace=force))
        except UserError as error:
            message = str(error)
        monkeypatch.undo()
        full = f"{path}: has no room left on the disk; make room, or choose another disk"
        assert message in ("", full)
        left = path.read_bytes() if path.exists() else None
        assert left in ((b"old" if force else None, new) if message else (new,))
        assert set(names(tmp_path)) <= {"pile.pdf"}
        path.unlink(missing_ok=True)
        if len(calls) < turn:  # there is no n-th call any more
            break


def test_a_failing_client_leaves_nothing(jobs: tuple[BatchJob, ...], tmp_path: Path) -> None:
    long = replace(jobs[1], personal=jobs[1].personal._replace(client="W" * 60))
    with pytest.raises(UserError, match="client: is too long"):
        bind([jobs[0], long], tmp_path / "pile.pdf")
    assert names(tmp_path) == []


def test_a_name_that_is_taken_meanwhile_stays_taken(tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    with pytest.raises(UserError, match="is there already"):
        _write_into(path)
    assert path.read_text() == "taken"
    assert names(tmp_path) == ["pile.pdf"]


def _write_into(path: Path) -> None:
    with open_atomic_stream(path, replace=False) as file:
        file.write(b"half")
        path.write_text("taken")


OTHERS = (
    "pile.pdf",
    "pile-01.pdf",
    "pile-0004.pdf",
    "pile-004.PDF",
    "pile-004.txt",
    "a-004.pdf",
)
"""Names that are not of the series `pile-NNN.pdf`."""


def pile(desk: Desk, folder: Path, count: int, split: int = 0, *, force: bool = False) -> Batch:
    """Order one merged file of `count` clients, or files of `split` clients."""
    roster = folder.parent / "clients.csv"
    roster.write_text(desk.table([{"client": "Ann"}] * count))
    return Batch(
        roster=roster,
        defaults=desk.defaults,
        personal=ClientText(DAY),
        output=folder / "pile.pdf",
        merged=True,
        split=split or None,
        force=force,
        timer=lambda: 0.0,
    )


def split_merge(desk: Desk, folder: Path, count: int, split: int, *, force: bool = True) -> None:
    """Merge `count` clients into files of `split` clients."""
    batch = pile(desk, folder, count, split, force=force)
    with check_batch(batch, desk.cache) as checked:
        list(run_batch(checked))


def numbered(numbers: Iterable[int]) -> list[str]:
    return [f"pile-{number:03}.pdf" for number in numbers]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "out"
    path.mkdir()
    return path


@few
@given(
    number=st.integers(1, 3000),
    split=st.none() | st.integers(1, 4000),
    limit=st.just(MAX_OBJECTS) | st.integers(1, 100_000),
    duplex=st.booleans(),
)
def test_parts_hold_every_job_once_and_in_order(
    desk: Desk, number: int, split: int | None, limit: int, duplex: bool
) -> None:
    (job,) = desk.jobs(desk.rows("Ann"))
    jobs = [replace(job, name=str(i % 3)) for i in range(number)]
    parts = merged_parts(jobs, Path("there") / "pile.pdf", split, Binding(duplex), limit)
    assert [job for _, some in parts for job in some] == jobs
    assert len({path for path, _ in parts}) == len(parts)
    assert all(path.suffix == ".pdf" and path.parent.name == "there" for path, _ in parts)
    assert all(1 <= len(some) <= (split or number) for _, some in parts)


@pytest.mark.parametrize("copies", [1, 30])
@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("separated", [True, False])
def test_the_objects_of_a_file_are_known_before_it_is_made(
    desk: Desk, tmp_path: Path, copies: int, tagged: bool, separated: bool
) -> None:
    (job,) = desk.jobs(desk.rows("Ann"))
    jobs = [replace(job, row=replace(job.row, copies=copies))] * 60
    how: dict[str, Any] = {
        "tagged": tagged,
        "separators": separators(desk, jobs) if separated else {},
    }
    data = bind(jobs, tmp_path / "pile.pdf", **how)
    made = int(data.rpartition(b"/Type/XRef/Size ")[2].split(b"/")[0])

    def parts(limit: int) -> int:
        path = tmp_path / "pile.pdf"
        return len(merged_parts(jobs, path, None, Binding(**how), limit))

    assert parts(made - 1) > 1, "a file that would be refused is divided"
    assert parts(int(1.05 * made) + 300) == 1, "a file that would do is not"


def test_a_file_that_would_hold_too_much_is_divided_and_told_before(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (job,) = desk.jobs(desk.rows("Ann"))
    limit = OBJECTS_OF_FILE + len(job.prepared.template.shared) + 3 * objects_of_job(job, Binding())
    few_objects = partial(merged_parts, limit=int(limit * OBJECTS_BESIDE) + 1)
    monkeypatch.setattr("handouts.batch.run.merged_parts", few_objects)
    with check_batch(pile(desk, folder, 8), desk.cache) as checked:
        assert names(folder) == []
        told = "Files: 3, for a PDF holds 8,388,607 objects at most."
        assert told in list(forecast_lines(forecast(checked)))
        assert (checked.divided, checked.place) == (
            True,
            f"{folder}/pile-001.pdf and 2 more like it",
        )
        list(run_batch(checked))
    assert names(folder) == numbered([1, 2, 3])


@few
@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(1, 5))
def test_only_the_files_of_the_last_run_are_left(
    desk: Desk, folder: Path, count: int, split: int, later: int, later_split: int
) -> None:
    for name in OTHERS:
        (folder / name).write_text("mine")
    split_merge(desk, folder, count, split)
    split_merge(desk, folder, later, later_split)
    left = numbered(range(1, ceil(later / later_split) + 1))
    assert names(folder) == sorted([*OTHERS, *left])


def test_without_force_a_series_is_not_mixed(desk: Desk, folder: Path) -> None:
    split_merge(desk, folder, 3, 1)
    for name in numbered([1, 2]):
        (folder / name).unlink()
    with pytest.raises(UserError) as caught:
        split_merge(desk, folder, 2, 1, force=False)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert str(caught.value).startswith(f"{folder}/pile-003.pdf: is there already; choose another")
    assert names(folder) == ["pile-003.pdf"]


def test_files_of_others_are_refused_by_name_before_anything_is_made(
    desk: Desk, folder: Path
) -> None:
    split_merge(desk, folder, 3, 1)
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    (folder / "pile-004.pdf").write_bytes(b"%PDF-1.7\n" + bytes(900))
    (folder / "pile-005.pdf").write_bytes(b"")
    (folder / "pile-006.pdf").symlink_to("pile-003.pdf")
    (folder / "pile-007.pdf").mkdir()
    os.mkfifo(folder / "pile-008.pdf")
    foreign = numbered(range(4, 9))
    with pytest.raises(UserError) as caught:
        split_merge(desk, folder, 1, 1)
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    assert [Path(problem.file).name for problem in caught.value.problems] == foreign
    assert {problem.message for problem in caught.value.problems} == {
        "is there already and is no file of ours"
    }
    assert names(folder) == sorted([*before, *foreign])
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_sheet_of_ours_is_known(desk: Desk, folder: Path) -> None:
    (job,) = desk.jobs(desk.rows("Ann"))
    pdf = stamp_client(job.prepared, job.personal)
    (folder / "a.pdf").write_bytes(pdf)
    (folder / "b.pdf").write_bytes(pdf.replace(b"<pdf:Producer>Handouts", b"<pdf:Producer>Others"))
    (folder / "c.pdf").write_bytes(b"x" + pdf)
    found = [name for name in names(folder) if is_our_pdf(folder / name)]
    assert found == ["a.pdf"]


def test_more_than_a_thousand_files_are_one_series(folder: Path) -> None:
    for name in numbered([999, 1000, 1001]):
        (folder / name).write_bytes(b"")
    with pytest.raises(UserError) as caught:
        leftover_parts(folder / "pile.pdf", [folder / "pile-999.pdf"], replace=False)
    assert len(caught.value.problems) == 2


def test_two_papers_in_one_print_file_are_told_by_a_line(desk: Desk) -> None:
    same = desk.jobs(desk.rows("Ann", "Bo"))
    assert two_papers(same, Path("f.pdf")) == []
    mixed = desk.jobs(
        [desk.row(1, paper="letter"), desk.row(2, paper="a4"), desk.row(3, paper="a4")]
    )
    (remark,) = two_papers(mixed, Path("f.pdf"))
    assert str(remark) == (
        "f.pdf: has two papers, 2 handouts on a4 and 1 handout on letter; load both into the "
        "printer, or give all rows the same paper"
    )
