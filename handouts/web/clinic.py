"""Edit the clinic's brand: try it on a sheet, tell what is refused, save it as a brand file.

A brand that is being edited lies in a folder of its own, as the program reads brands from files.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.brand.logo.reading import MAX_LOGO_BYTES, read_logo
from handouts.brand.model import load_brand
from handouts.files.atomic import SHARED, write_atomically
from handouts.files.own_files import BRAND, CLINIC, own_brand
from handouts.files.targets import make_folder
from handouts.layout.brand_fit import check_brand_fits
from handouts.request.values import ClientText, SheetRequest
from handouts.template.store import TemplateStore
from handouts.web.brand_form import FIELDS, brand_values, field_of_key, form_values
from handouts.web.draft import Draft, as_sentences
from handouts.web.sheets import FieldProblem, SheetMaker
from handouts.web.words import words
from handouts.web.yaml_text import yaml_text
from patterns.errors import Problem, UserError
from patterns.files import name_on_disk, read_file
from patterns.notice import load_notice
from patterns.schema.loader import locate
from patterns.schema.yaml_document import MAX_BYTES, parse_document

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from handouts.web.brand_form import ClinicForm
    from patterns.catalog import Entry

LOGO_KINDS = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg", b"RIFF": ".webp"}
"""How the files of pictures begin; any other is taken for a drawing."""

FIRST_LINE = "The clinic: written by the page of Handouts, to be changed there or here."


class TriedBrand(NamedTuple):
    """What came of trying a brand: a sheet, or what is refused."""

    pdf: bytes
    problems: tuple[FieldProblem, ...]


class ClinicEditor:
    """The brand that is being edited."""

    def __init__(self, config: Path | None) -> None:
        self._config = config
        self._room = TemporaryDirectory(prefix="handouts-", ignore_cleanup_errors=True)
        self._folder = Path(self._room.name)
        self._kept: dict[str, Any] = {}
        self._good: dict[str, Any] = {**form_values({}), "name": words().your_clinic}
        self._logo = ""

    def close(self) -> None:
        """Delete the folder in which the brand was tried."""
        self._room.cleanup()

    def begin(self) -> dict[str, Any]:
        """Return what the form shows, from the brand file of the clinic if there is one."""
        path = own_brand(self._config)
        if path is None:
            return form_values({})
        values = parse_document(read_file(path, name=BRAND, limit=MAX_BYTES), BRAND).tree
        self._kept = {"fonts": values["fonts"]} if values.get("fonts") else {}
        self._logo = str(values.get("logo") or "")
        for name in (self._logo, *self._kept.get("fonts", {}).values()):
            if name:
                source = path.parent / name_on_disk(name)
                data = read_file(source, name=name, limit=MAX_LOGO_BYTES)
                self._write(self._folder, name, data)
        return form_values(values)

    def take_logo(self, data: bytes) -> str:
        """Take a new logo; raise `UserError` for a file that cannot be printed."""
        kind = next((end for start, end in LOGO_KINDS.items() if data.startswith(start)), ".svg")
        name = f"logo{kind}"
        self._write(self._folder, f"new-{name}", data)
        new = self._folder / f"new-{name}"
        try:
            read_logo(new)
        finally:
            new.unlink(missing_ok=True)
        self._write(self._folder, name, data)
        self._logo = name
        return name

    @property
    def logo(self) -> tuple[bytes, str] | None:
        """The logo and the name of its file; None if there is none."""
        path = self._folder / name_on_disk(self._logo)
        if not self._logo or not path.is_file():
            return None
        return read_file(path, name=self._logo, limit=MAX_LOGO_BYTES), self._logo

    def try_out(self, form: ClinicForm, pattern: Entry, day: datetime.date) -> TriedBrand:
        """Make a sheet with the brand of the form."""
        path = self._write_brand(self._folder, form)
        sided = pattern.pattern.sided
        request = SheetRequest(
            pattern.pattern.id,
            side="right" if sided else None,
            detail="brief",
            brand=path,
            library=_library_of(pattern),
        )
        draft = Draft("clinic", request, ClientText(day))
        try:
            load_brand(path)
        except UserError as error:
            problems = self._told(error, form)
        else:
            made = SheetMaker(TemplateStore(None)).make(draft)
            problems = tuple(self._of_form(each, form) for each in made.problems)
            if made.pdf:
                self._good = form.model_dump()
                return TriedBrand(made.pdf, ())
        self._write_brand(self._folder, self._with_good(form, problems))
        return TriedBrand(SheetMaker(TemplateStore(None)).make(draft).pdf, problems)

    def _with_good(self, form: ClinicForm, problems: Iterable[FieldProblem]) -> ClinicForm:
        """Return the form with the last values that could be printed where those are refused."""
        values = form.model_dump()
        for field in (problem.field for problem in problems):
            if field.startswith("colours."):
                values["colours"] = self._good["colours"]
            elif field in FIELDS.values():
                values |= {name: self._good[name] for name in FIELDS.values()}
            elif field in self._good:
                values[field] = self._good[field]
        return type(form).model_validate(values)

    def save(self, form: ClinicForm, pattern: Entry) -> tuple[FieldProblem, ...]:
        """Save the brand of the form as the clinic's, if it prints in every edition and paper."""
        if self._config is None:
            return (FieldProblem("", words().no_folder),)
        path = self._write_brand(self._folder, form)
        try:
            _check_fits(path, pattern)
            self._publish(self._config / CLINIC, form)
        except UserError as error:
            return self._told(error, form)
        return ()

    def _publish(self, folder: Path, form: ClinicForm) -> None:
        """Write the brand and what it names into the clinic's folder."""
        make_folder(folder)
        for name in (self._logo if form.logo else "", *self._kept.get("fonts", {}).values()):
            if name:
                data = read_file(self._folder / name, name=name, limit=MAX_LOGO_BYTES)
                self._write(folder, name, data)
        self._write_brand(folder, form)

    def _write_brand(self, folder: Path, form: ClinicForm) -> Path:
        text = yaml_text({**brand_values(form, self._logo), **self._kept}, FIRST_LINE)
        self._write(folder, BRAND, text.encode())
        return folder / BRAND

    def _write(self, folder: Path, name: str, data: bytes) -> None:
        path = folder / name_on_disk(name)
        make_folder(path.parent)
        write_atomically(path, data, replace=True, mode=SHARED)

    def _told(self, error: UserError, form: ClinicForm) -> tuple[FieldProblem, ...]:
        return tuple(dict.fromkeys(self._field_problem(p, form) for p in error.problems))

    def _field_problem(self, problem: Problem, form: ClinicForm) -> FieldProblem:
        of_logo = bool(self._logo) and problem.file.endswith(self._logo)
        field = "logo" if of_logo else field_of_key(problem.field, form)
        return FieldProblem(field, as_sentences(problem))

    def _of_form(self, problem: FieldProblem, form: ClinicForm) -> FieldProblem:
        return problem._replace(field=field_of_key(problem.field, form))


def _check_fits(path: Path, pattern: Entry) -> None:
    """Raise `UserError` for a brand that does not fit in every edition and on every paper."""
    brand = load_brand(path)
    if misfits := check_brand_fits(brand, pattern, load_notice(brand.notice)):
        raise UserError(locate(path, misfits))


def _library_of(pattern: Entry) -> Path:
    """Return the library that a pattern lies in."""
    return pattern.file.parent.parent
