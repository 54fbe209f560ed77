"""The command line: parse arguments with click, run a command, print its result.

Slow modules are imported inside the commands, so that help is printed at once.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from handouts import interruption
from handouts.commands.click_types import (
    CommandGroup,
    CountType,
    DayType,
    LanguageType,
    WordType,
    usage_lines,
)
from handouts.commands.messages import count
from handouts.process import (
    RunState,
    guard,
    make_request,
    print_messages,
    print_remarks,
    read_request,
    read_values,
    template_store,
    waiting_told,
    write_and_report,
)
from handouts.request.values import option_name, values_given_by
from patterns.errors import ExitCode, Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handouts.batch.run import Batch
    from handouts.request.values import ClientText, SheetRequest, Value
    from handouts.template_cache import TemplateCache

F = TypeVar("F", bound="Callable[..., Any]")

MAX_JOBS = 60
"""The maximum number of processes; Windows can wait for at most 61."""


def _debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.obj.debug |= value


def _none_if_empty(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> Any:
    """Return None for an option that may be repeated and was not given, as for any other."""
    return value or None


MAX_PORT = 65_535

# Paths are not checked here; what reads a file reports its problems.
PATH = click.Path(path_type=Path, readable=False)
KIND = WordType(["pattern", "activity", "plan", "brand"])
JOBS = CountType(MAX_JOBS)
STARTER = WordType([*KIND.choices, "roster", "translation"])
SCHEMA = WordType([*KIND.choices, "scene"])

DEBUG = click.option(
    "--debug",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_debug,
    help="Show where in the program a fault of ours lies.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
FORCE = click.option("--force", is_flag=True, help="Write over files that are there.")


def _option(name: str, value: Value) -> Callable[[F], F]:
    """Make the option of a value of `handouts.request.values`."""
    kinds: dict[str, dict[str, Any]] = {
        "word": {"type": WordType(value.words)},
        "flag": {"is_flag": True, "default": None},
        "id": {"metavar": "ID"},
        "ids": {"metavar": "ID", "multiple": True, "callback": _none_if_empty},
        "language": {"type": LanguageType()},
        "tag": {"metavar": "TAG"},
        "day": {"type": DayType()},
        "path": {"type": PATH, "metavar": "FILE"},
    }
    settings = kinds[value.kind]
    if name == "library":
        settings |= {"metavar": "FOLDER", "envvar": "HANDOUTS_LIBRARY", "show_envvar": True}
    more = " Repeatable." if settings.get("multiple") else ""
    return click.option(option_name(name), name, help=f"{value.meaning}.{more}", **settings)


VALUES = {name: _option(name, value) for name, value in values_given_by("option").items()}
"""The option of each value that options can give."""

OF_ONE_CLIENT = ("side", "site", "confirmed")
"""The values that differ between clients, so a batch has no options for them."""

PLAN = click.option("--plan", metavar="FILE|-", help="The client's plan; - reads standard input.")

SHEET = (
    click.argument("patterns", nargs=-1, required=True, metavar="PATTERN..."),
    PLAN,
    *VALUES.values(),
)
"""The arguments and options that a sheet is made from."""

WITH_NUMBER = frozenset({"brand", "date", "library", "plan"})
"""The options that may stand beside the number of a sheet, whose choices are those of then."""


def takes(*options: Callable[[Any], Any]) -> Callable[[F], F]:
    """Add arguments and options to a command, in this order, and `--debug`."""

    def add(command: F) -> F:
        for option in reversed((*options, DEBUG)):
            command = option(command)
        return command

    return add


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="handouts", message="%(prog)s %(version)s")
@takes()
@click.pass_context
def handouts(context: click.Context) -> None:
    """Make printable self-care sheets for the clients of massage and physical therapists.

    To begin: handouts build lateral-hip-rotators --side right

    A client's name is given in a plan, never as an option: other users of this computer can see
    options.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@handouts.command("list")
@takes(
    VALUES["library"],
    click.option("--activities", is_flag=True, help="List what patterns and plans can use."),
    click.option(
        "--find",
        metavar="WORDS",
        default="",
        help='What a client says, as "stiff neck", or a muscle.',
    ),
    JSON,
)
def list_(library: Path | None, activities: bool, find: str, as_json: bool) -> None:
    """List the patterns, or the activities.

    Patterns are listed by region, each in a line: id, version, title. Activities are listed by kind
    and region, each with what it is for and needs, and with its dose in the form that a plan
    changes it.
    """
    from handouts.commands.list import list_activities, list_patterns
    from patterns.library_paths import library_remarks

    listing = (list_activities if activities else list_patterns)(library, find)
    print_remarks(library_remarks(library))
    if find and not listing.records:
        hint = "use fewer, or leave --find out"
        print_remarks([Problem("", 0, 0, "--find", "nothing here has all of these words", hint)])
    if as_json:
        _print_json({"activities" if activities else "patterns": listing.records})
    for line in () if as_json else listing.lines:
        click.echo(line)
    if listing.problems:
        raise UserError(listing.problems)


@handouts.command()
@takes(
    click.argument("patterns", nargs=-1, metavar="PATTERN..."),
    PLAN,
    click.option("--number", metavar="NUMBER", help="Make the sheet of this number once more."),
    *VALUES.values(),
    click.option("-o", "--output", metavar="FILE|FOLDER|-", help="Where it goes; - prints it."),
    click.option(
        "--password-file",
        type=PATH,
        metavar="FILE",
        help="Lock the sheet with the password that is the file's first line.",
    ),
    FORCE,
    JSON,
)
def build(
    number: str | None,
    output: str | None,
    password_file: Path | None,
    force: bool,
    as_json: bool,
    **sheet: Any,
) -> None:
    """Make the sheet of a pattern.

    PATTERN is an id from the list, or the path of a pattern file. Without -o the sheet is written
    here as handout-PATTERN-DATE.pdf. Several patterns make a file each and need a folder, whose
    name ends in /. Options count more than the plan. A --number, without PATTERN, brings back a
    sheet that was given, if the page keeps a record of these.
    """
    from handouts.commands.build import build_handouts
    from handouts.files.atomic import write_stream

    if output == "-" and (as_json or len(sheet["patterns"]) > 1):
        raise click.UsageError("-o - takes one pattern, without --json.")
    if output == "-" and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("-o - prints a PDF; send it on: -o - > sheet.pdf")
    password = None
    if password_file is not None:
        from handouts.request.password import read_password

        password = read_password(password_file)
    if number is None and not sheet["patterns"]:
        raise click.UsageError("Missing argument 'PATTERN...'.")
    if number is None:
        request = _request(**sheet, password_file=password_file)
    else:
        request = _bring_back(number, sheet, password_file)
    if output == "-":
        (handout,) = build_handouts(*request, password)
        write_stream(_binary(sys.stdout), handout.pdf)
        print_remarks(request[0].remarks)
        return
    records = list(write_and_report(*request, output, password, force=force))
    if as_json:
        _print_json({"files": records})


@handouts.command()
@takes(
    click.argument("roster", type=PATH, metavar="ROSTER"),
    click.option("-o", "--output", type=PATH, metavar="FOLDER", help="A file for each row."),
    click.option("--merged", type=PATH, metavar="FILE", help="One file for the printer."),
    click.option("--dry-run", is_flag=True, help="Check everything; say what would be made."),
    click.option("--only", multiple=True, metavar="ID", help="Make this row. Repeatable."),
    click.option("--limit", type=CountType(), help="Make the first rows only."),
    click.option("--keep-going", is_flag=True, help="Make the good rows, list the others."),
    click.option("--plan", type=PATH, metavar="FILE", help="Choices for all rows; no client."),
    *(option for name, option in VALUES.items() if name not in OF_ONE_CLIENT),
    click.option("--sheet", metavar="NAME", help="The sheet of a workbook. Else the first."),
    click.option("--encoding", metavar="NAME", help="Of CSV that is not UTF-8, such as cp1252."),
    click.option(
        "--columns",
        metavar="NAMES",
        help='Which to use: client="First Name"+"Last Name",id="Client ID". Others are left out.',
    ),
    click.option(
        "--duplex/--no-duplex",
        default=True,
        help="Merged: begin each client on a fresh sheet of paper. On unless switched off.",
    ),
    click.option("--separators", is_flag=True, help="Merged: a sheet with the id before each."),
    click.option("--split", type=CountType(), help="Merged: so many clients to a file."),
    click.option("--print-only", is_flag=True, help="Merged: for the printer alone, untagged."),
    click.option("--jobs", type=JOBS, help=f"Processes, up to {MAX_JOBS}. Else one a processor."),
    click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster that stamps the files."),
    FORCE,
    JSON,
)
def batch(
    output: Path | None, merged: Path | None, dry_run: bool, as_json: bool, **settings: Any
) -> None:
    """Make the sheets of a roster.

    ROSTER is a table (CSV, XLSX, ODS or XLS) with a row for each handout; handouts new roster PATH
    writes one to start from. Everything is checked before anything is written. Run it again to go
    on after it was stopped: what is finished is not made twice.
    """
    from handouts.batch.progress import watch
    from handouts.batch.run import check_batch, run_batch
    from handouts.batch.summary import closing_lines, divided_line, forecast, forecast_lines, sheets

    target = output or merged
    if target is None or None not in {output, merged}:
        raise click.UsageError("Give -o FOLDER, or --merged FILE.")
    if target == Path("-"):
        raise click.UsageError("A batch goes into a folder or a file, not to standard output.")
    if merged is None and any(settings[name] for name in ("separators", "split", "print_only")):
        raise click.UsageError("--separators, --split and --print-only need --merged.")
    given, cache = _batch(target, merged is not None, settings)
    with check_batch(given, cache) as checked:
        print_remarks([*cache.remarks, *checked.remarks])
        if dry_run:
            expected = forecast(checked)
            if as_json:
                _print_json({**expected._asdict(), "sheets": sheets(checked.jobs)})
            else:
                click.echo("\n".join(forecast_lines(expected)))
        else:
            if checked.divided:
                print_messages([divided_line(len(checked.parts))])
            total = watch(
                run_batch(checked), len(checked.jobs), sys.stderr, kept=output is not None
            )
            if as_json:
                numbered = {"failed": len(checked.bad), "sheets": sheets(checked.jobs)}
                _print_json({**total._asdict(), **numbered})
            print_messages(closing_lines(total, checked))
        checked.refuse_bad_rows()


@handouts.command()
@takes(click.option("--clear", is_flag=True, help="Delete the templates."), JSON)
def cache(clear: bool, as_json: bool) -> None:
    """Tell where templates lie, or delete them.

    A template is a sheet without a client's words. One that is not there is made anew.
    """
    from handouts.commands.messages import printable

    store = template_store()
    number, size = store.clear() if clear else store.size()
    if as_json:
        folder = None if store.folder is None else str(store.folder)
        _print_json({"folder": folder, "templates": number, "bytes": size})
    elif store.folder is None:
        click.echo("No templates are kept")
    else:
        place = "deleted from" if clear else "in"
        line = f"{count(number, 'template')}, {size:,} bytes, {place} {store.folder}"
        click.echo(printable(line))


@handouts.command()
@takes(
    *SHEET,
    click.option("-o", "--output", type=PATH, metavar="FOLDER", required=True, help="Where to."),
    FORCE,
)
def preview(output: Path, force: bool, **sheet: Any) -> None:
    """Make a PNG picture of every side.

    It takes what build takes.
    """
    from handouts.commands.build import write_previews

    request = _request(**sheet)
    for path in write_previews(*request, output, replace=force):
        print_messages([f"Wrote {path}"])
    print_remarks(request[0].remarks)


@handouts.command("open")
@takes(
    click.option("--no-browser", is_flag=True, help="Print the address instead; it works once."),
    click.option("--port", type=CountType(MAX_PORT), help="The port to use. Else a free one."),
    VALUES["library"],
    VALUES["brand"],
)
def open_(no_browser: bool, port: int | None, library: Path | None, brand: Path | None) -> None:
    """Open the page for therapists.

    It is served to the browser of this computer alone: point at where it hurts, tick, see the
    sheet, print. Nothing of a client is kept. It ends a minute after the page is closed.
    """
    from datetime import date

    from handouts.process import config_folder
    from handouts.web.opening import open_page, show_in_browser
    from handouts.web.settings import Settings
    from handouts.web.words import words
    from patterns.library_paths import checked_library

    def say(line: str) -> None:
        print_messages([line])

    def show(address: str) -> None:
        if no_browser:
            click.echo(address)
        elif not show_in_browser(address):
            say(words().no_browser)
            click.echo(address)

    settings = Settings(
        store=template_store(),
        config=config_folder(),
        brand=brand,
        library=checked_library(library),
        today=date.today,
        timer=time.monotonic,
    )
    open_page(settings, port, show, say)


@handouts.command()
@takes(
    click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]..."),
    click.option("--as", "kind", type=KIND, help="What the files are. Else their keys tell."),
    click.option("--report", metavar="PATTERN", help="Tell how plain a pattern's sheets are."),
    VALUES["library"],
    JSON,
)
def check(
    paths: tuple[Path, ...],
    kind: str | None,
    report: str | None,
    library: Path | None,
    as_json: bool,
) -> None:
    """Check patterns, activities, plans, brands.

    PATH is a file, such as a translation, or a folder of them. Without one the shipped library is
    checked. With --report the sheets of one pattern, given by its id or path, are read instead: how
    hard each section is, which terms are not explained, and which items of PEMAT-P and of the CDC's
    index are not met.
    """
    from handouts.commands.check import check as check_files
    from patterns.library_paths import LIBRARY as SHIPPED

    if report is not None:
        if paths or kind:
            raise click.UsageError("--report takes one pattern, without PATH and --as.")
        _report(report, library, as_json)
        return
    remarks: list[Problem] = []
    number, problems = check_files(paths or (SHIPPED,), kind, remarks, library)
    print_remarks(sorted(remarks))
    if as_json:
        rows = [problem._asdict() for problem in problems]
        _print_json({"files": number, "problems": rows})
    elif not problems:
        click.echo(f"{count(number, 'file')}, no problems")
    if problems:
        raise UserError(problems)


def _report(pattern: str, library: Path | None, as_json: bool) -> None:
    """Print the report on a pattern; raise `UserError` if an item is not met."""
    from handouts.commands.messages import printable
    from handouts.commands.report import report_on
    from handouts.report.json_output import report_tree
    from handouts.report.text_output import report_lines
    from patterns.library_paths import library_of, library_remarks

    report = report_on(pattern, library)
    print_remarks(library_remarks(library_of(pattern, library)))
    if as_json:
        _print_json(report_tree(report))
    else:
        click.echo("\n".join(map(printable, report_lines(report))))
    if report.unmet:
        message = f"{count(report.unmet, 'item')} not met"
        raise UserError.one(message, file=report.about.file, hint="the report says where and why")


@handouts.command()
@takes(click.argument("kind", type=STARTER), click.argument("path"))
def new(kind: str, path: str) -> None:
    """Write a file to start from.

    PATH is a file, or a folder, whose name ends in / if it is to be made. The file is valid as it
    stands. Its comments say how to go on, and the schema that helps editors is written beside it.
    A pattern comes with an activity that it uses. A roster is a table of clients (CSV). The name
    of a translation, such as pattern.es.yaml, says what it translates; replace its sentences.
    """
    from handouts.commands.new import start

    for written in start(kind, path):
        print_messages([f"Wrote {written}"])


@handouts.command()
@takes(click.argument("kind", type=SCHEMA))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file.

    That of a scene needs: pip install "handouts[draw]"
    """
    from handouts.commands.file_kinds import schema_text

    click.echo(schema_text(kind), nl=False)


@handouts.command()
@takes(
    click.argument("scenes", nargs=-1, type=PATH, required=True, metavar="SCENE..."),
    click.option("--all", "everything", is_flag=True, help="Draw also what has not changed."),
    click.option("--check", is_flag=True, help="Write nothing; name the files that differ."),
    click.option("--sample", type=CountType(), help="With --check, draw N unchanged scenes, too."),
    click.option(
        "--refresh", is_flag=True, help="Compare, and write only what they were drawn from."
    ),
    click.option("--png", type=PATH, metavar="FILE", help="Write one image to look at."),
    click.option("--draft", is_flag=True, help="Draw the image quickly: one side, coarse."),
    click.option("--gallery", type=PATH, metavar="FILE", help="Write a page of the pictures."),
    click.option("--watch", is_flag=True, help="Draw again whenever a scene is saved."),
    click.option(
        "--jobs", type=JOBS, help=f"Scenes drawn at once, up to {MAX_JOBS}. Else one a processor."
    ),
)
def draw(
    scenes: tuple[Path, ...],
    everything: bool,
    check: bool,
    sample: int | None,
    refresh: bool,
    png: Path | None,
    draft: bool,
    gallery: Path | None,
    watch: bool,
    jobs: int | None,
) -> None:
    """Draw the pictures of scenes.

    SCENE is a file, or a folder that holds a folder scenes. The pictures go into the folder
    pictures beside scenes. A scene is drawn again if it, a mesh or the drawing code has changed
    since. Needs: pip install "handouts[draw]"
    """
    from handouts.commands.draw import scene_files
    from handouts.commands.look import saved_scenes, write_gallery
    from handouts.commands.messages import problem_lines

    _check_draw_options(check, sample, refresh, png, draft, gallery, watch)
    found = scene_files(scenes)
    if png and len(found) > 1:
        raise click.UsageError("--png takes one scene.")
    if gallery:
        write_gallery(found, gallery)
        print_messages([f"Wrote {gallery}"])
        return
    if check or refresh:
        _compare(found, jobs, sample or 0, everything=everything, refresh=refresh)
        return
    work = partial(_draw, everything=everything, png=png, draft=draft, jobs=jobs)
    if not watch:
        work(found)
        return
    for saved in saved_scenes(found):
        try:
            work(saved)
        except UserError as error:  # the next save may mend it
            print_messages(problem_lines(error.problems))


def _check_draw_options(
    check: bool,
    sample: int | None,
    refresh: bool,
    png: Path | None,
    draft: bool,
    gallery: Path | None,
    watch: bool,
) -> None:
    """Refuse options that do not go together."""
    if sum((check, refresh, png is not None, gallery is not None)) > 1:
        raise click.UsageError("--check, --refresh, --png and --gallery exclude one another.")
    if sample is not None and not check:
        raise click.UsageError("--sample goes with --check.")
    if draft and png is None:
        raise click.UsageError("--draft goes with --png: no sheet may print a draft.")
    if watch and (check or refresh or gallery):
        raise click.UsageError("--watch goes with --png, or stands alone.")


def _draw(
    scenes: Sequence[Path], *, everything: bool, png: Path | None, draft: bool, jobs: int | None
) -> None:
    """Draw scenes once: write the pictures of those that changed, or an image of one."""
    from handouts.commands.draw import draw_changed
    from handouts.commands.look import write_image

    if png:
        write_image(scenes[0], png, draft=draft)
        print_messages([f"Wrote {png}"])
        return
    drawn = 0
    for _, files in draw_changed(scenes, jobs or _processors(), everything=everything):
        print_messages([f"Drew {', '.join(path.name for path in files)}"])
        drawn += 1
    if unchanged := len(scenes) - drawn:
        print_messages([f"{count(unchanged, 'scene')} unchanged; to draw all, use --all"])


def _compare(
    scenes: Sequence[Path], jobs: int | None, sample: int, *, everything: bool, refresh: bool
) -> None:
    """Draw scenes that changed, and a sample, and tell what differs from the pictures there."""
    from handouts.commands.draw import compare

    found = compare(
        scenes, jobs or _processors(), sample=sample, everything=everything, refresh=refresh
    )
    if found.outdated:
        hint = "digests are old, the pictures are not; write them with: handouts draw --refresh"
        print_messages([f"{count(found.outdated, 'scene')}: {hint}"])
    if found.differences:
        raise UserError(found.differences)
    click.echo(f"{count(len(scenes), 'scene')}, {found.drawn} drawn, no differences")


def _request(
    patterns: Sequence[str], plan: str | None, password_file: Path | None = None, **options: Any
) -> tuple[TemplateCache, list[SheetRequest], ClientText]:
    """Read the plan, and combine it with the options of a sheet."""
    from handouts.request.plan_reader import MAX_BYTES

    source: Path | bytes | None = None if plan is None else Path(plan)
    if plan == "-":
        stream = _binary(sys.stdin)
        try:
            with interruption.Blocking(), waiting_told("the plan"):
                source = stream.read(MAX_BYTES + 1) if stream else b""
        except OSError:
            raise UserError.one("cannot be read", file="standard input") from None
    state = click.get_current_context().obj
    return read_request(patterns, source, options, state, [password_file])


def _bring_back(
    number: str, sheet: dict[str, Any], password_file: Path | None
) -> tuple[TemplateCache, list[SheetRequest], ClientText]:
    """Make the request of a sheet that was given, with the client's lines of now."""
    from handouts.commands.bring_back import check_same, options_of
    from handouts.process import config_folder
    from handouts.request.given import find_given

    patterns = sheet.pop("patterns")
    beside = [option_name(name) for name in sheet if sheet[name] and name not in WITH_NUMBER]
    if patterns or beside:
        extra = "PATTERN" if patterns else beside[0]
        raise click.UsageError(f"--number makes a sheet as it was given; leave {extra} out.")
    given = find_given(config_folder(), number)
    own = {name: sheet[name] for name in WITH_NUMBER if sheet[name] is not None}
    options = {"plan": None, "date": given.day, **options_of(given), **own}
    request = _request((given.pattern,), password_file=password_file, **options)
    check_same(given, request[1][0])
    return request


def _batch(output: Path, merged: bool, settings: dict[str, Any]) -> tuple[Batch, TemplateCache]:
    """Convert the options of a batch."""
    from handouts.batch.progress import show_layouts
    from handouts.batch.run import Batch
    from handouts.roster.mapping import check_mapping, parse_mapping

    options = {name: settings[name] for name in VALUES if name not in OF_ONE_CLIENT}
    state, plan = click.get_current_context().obj, settings["plan"]
    mapped = parse_mapping(settings["columns"] or "")
    values = read_values(plan, options, state)
    cache, (defaults,), text = make_request([""], plan, values, options, [settings["roster"]])
    same = ("roster", "sheet", "encoding", "limit", "keep_going", "force", "split", "scheduler")
    batch = Batch(
        defaults=defaults,
        personal=text,
        is_dated=options["date"] is not None or "date" in values,
        mapped={**check_mapping(values.get("columns", {}), "columns"), **mapped},
        output=output,
        merged=merged,
        ids=settings["only"],
        duplex=settings["duplex"],
        tagged=not settings["print_only"],
        separated=settings["separators"],
        jobs=settings["jobs"] or _processors(),
        timer=time.perf_counter,
        show=partial(show_layouts, sys.stderr),
        **{name: settings[name] for name in same},
    )
    return batch, cache


def _processors() -> int:
    return min(os.cpu_count() or 1, MAX_JOBS)


def _binary(stream: Any) -> Any:
    """Return the binary buffer of a standard stream; None if the caller has closed it."""
    return getattr(stream, "buffer", None)


def _print_json(tree: dict[str, object]) -> None:
    import json

    click.echo(json.dumps(tree, indent=2))


def main(args: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    return guard(partial(_run_command, list(args)))


def _run_command(args: list[str], state: RunState) -> int:
    try:
        with handouts.make_context("handouts", args, obj=state) as context:
            handouts.invoke(context)
        interruption.check()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        print_messages(usage_lines(error, handouts.commands))
        return ExitCode.USAGE
    return ExitCode.DONE


if __name__ == "__main__":
    interruption.catch_signals()
    sys.exit(main(sys.argv[1:]))
