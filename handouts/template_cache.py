"""Find the template of a request in the cache, or lay it out and store it there.

A request gets a key; the key and the client's text give the layout of the fields; key and layout
name the template, which is then prepared for stamping. The layout code is imported only when a
template is missing.
"""

from __future__ import annotations

import os
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from handouts.template.charset import unicode_blocks_of
from handouts.template.codec import from_bytes
from handouts.template.fingerprint import RequestFingerprints, code_digest
from handouts.template.model import GlyphTable
from handouts.template.stamp import PreparedPdf, prepare
from handouts.template.text_fit import field_layout_for
from patterns.errors import Problem, UserError, collect_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from pathlib import Path

    from fonts.scripts.script_face import ScriptFace
    from handouts.pipeline import LayoutAnswer, LayoutTask
    from handouts.request.values import ClientText, SheetRequest
    from handouts.template.model import FieldLayout, FieldMetrics, Template
    from handouts.template.store import TemplateStore

    RunTasks = Callable[
        [Callable[[LayoutTask], LayoutAnswer], Sequence[LayoutTask]], Iterable[LayoutAnswer]
    ]
    """Runs tasks, in this process or in others, and returns the answers in order."""

    ShowLayouts = Callable[[int, int], object]
    """Shows how many templates are laid out, and how many will be."""


_NOT_ON_A_CARD = (
    "edition",
    "a card has no place for the note and the next visit",
    "they stand on the sheet that it goes with",
)


class TemplateKey(NamedTuple):
    """What all templates of a request have in common, for every layout of the fields.

    `fingerprint` covers everything that shapes a sheet. `blocks` are the Unicode blocks of the
    client's text (see `handouts.template.charset`).
    """

    request: SheetRequest
    fingerprint: str
    blocks: tuple[int, ...]

    def name(self, layout: FieldLayout | None = None) -> str:
        """Return the store's name of the template of a layout, or without one of the metrics."""
        shape = tuple(layout) if layout is not None else "metrics"
        return sha256(f"{self.fingerprint} {shape} {self.blocks}".encode()).hexdigest()


class TemplateCache:
    """Finds or makes templates; it remembers what it has read, so make a new one for each run.

    `others` are other files that the run reads: a plan, a roster.
    """

    def __init__(self, store: TemplateStore, others: Iterable[Path | None] = ()) -> None:
        self.store = store
        self.laid_out = 0
        self._others = [path for path in others if path is not None]
        self._fingerprints = RequestFingerprints()
        self._run = os.urandom(8).hex()
        self._metrics: dict[TemplateKey, FieldMetrics] = {}
        self._templates: dict[str, Template] = {}
        self._data: dict[bytes, bytes | None] = {}
        self._tables: dict[Hashable, GlyphTable | ScriptFace] = {}
        self._failed: dict[str, tuple[Problem, ...]] = {}
        self._remarks: set[Problem] = set()

    @property
    def inputs(self) -> list[Path]:
        """The files that the run reads, which must not be overwritten."""
        return [*self._others, *self._fingerprints.files]

    @property
    def remarks(self) -> list[Problem]:
        """What to tell of brands, of long sheets, and of what does not stand on a card."""
        return sorted(self._remarks)

    def prepare_all(self, requests: Sequence[SheetRequest], text: ClientText) -> list[PreparedPdf]:
        """Prepare a template for each request, with fields for one client's text.

        Raises `UserError` with every problem of the files that the requests name.
        """
        keys, problems = collect_errors(partial(self.key, r, text) for r in requests)
        if problems:
            from handouts.pipeline import order_loader

            load = order_loader(self._run).load
            problems += collect_errors(partial(load, request) for request in requests)[1]
            raise UserError(problems)
        layouts, problems = collect_errors(partial(self.layout, key, text) for key in keys)
        if problems:
            raise UserError(problems)
        wanted = list(zip(keys, layouts, strict=True))
        self.lay_out_missing(wanted)
        prepared, problems = collect_errors(partial(self.get, *each) for each in wanted)
        if problems:
            raise UserError(problems)
        return prepared

    def key(self, request: SheetRequest, text: ClientText) -> TemplateKey:
        """Return the key of a request; raise `UserError` for an unknown pattern."""
        blocks = unicode_blocks_of(text.texts)
        return TemplateKey(request, self._fingerprints.of(request), blocks)

    def layout(self, key: TemplateKey, text: ClientText) -> FieldLayout:
        """Return the layout of the fields that fits a client's text.

        Raises `UserError` for text that does not fit or cannot be printed, and for problems of the
        brand.
        """
        if key.request.edition == "card" and (text.note or text.next_visit):
            self._remarks.add(Problem(str(key.request.pattern), 0, 0, *_NOT_ON_A_CARD))
        if key not in self._metrics:
            self._metrics[key] = self.store.load_metrics(key.name()) or self._measure(key)
        return field_layout_for(text, self._metrics[key])

    def lay_out_missing(
        self,
        wanted: Iterable[tuple[TemplateKey, FieldLayout]],
        run_tasks: RunTasks = map,
        show: ShowLayouts = lambda done, total: None,
    ) -> None:
        """Lay out and store the templates that are not stored, each once; `show` each of them."""
        missing = [pair for pair in dict.fromkeys(wanted) if not self._is_known(*pair)]
        if not missing:
            return
        # Imported late: pydantic and ReportLab take half a second.
        from handouts.pipeline import LayoutTask, do_layout

        tasks = [LayoutTask(self._run, k.request, k.blocks, layout) for k, layout in missing]
        answers = zip(missing, run_tasks(do_layout, tasks), strict=True)
        for done, ((key, layout), answer) in enumerate(answers, start=1):
            name = key.name(layout)
            if template := from_bytes(answer.template):
                self.store.save(name, template)
                self._keep(name, template)
                self.laid_out += 1
            else:
                self._failed[name] = answer.problems
            show(done, len(missing))

    def get(self, key: TemplateKey, layout: FieldLayout) -> PreparedPdf:
        """Return a prepared template; raise `UserError` if it could not be laid out."""
        return prepare(self.template(key, layout))

    def template(self, key: TemplateKey, layout: FieldLayout) -> Template:
        """Return a template; raise `UserError` if it could not be laid out."""
        name = key.name(layout)
        if name in self._failed:
            raise UserError(self._failed[name])
        template = self._templates[name]
        for remark in template.remarks:
            about = key.request.brand if remark.field else key.request.pattern
            self._remarks.add(Problem(str(about), 0, 0, *remark))
        return template

    def _keep(self, name: str, template: Template) -> None:
        """Keep a template; what it has in common with others is kept once."""
        shared = tuple(
            thing._replace(data=self._data.setdefault(thing.digest, thing.data))
            for thing in template.shared
        )
        glyphs = tuple(
            self._tables.setdefault(_table_key(table), table) for table in template.glyphs
        )
        self._templates[name] = template._replace(shared=shared, glyphs=glyphs)

    def separator(
        self, paper: str, language: str, blocks: tuple[int, ...], library: Path | None = None
    ) -> PreparedPdf:
        """Prepare the separator sheet that is printed before each handout of a merged file.

        `language` is a tag such as `en-US`, whose words may be in the clinic's `library`.
        """
        texts = self._fingerprints.of_texts(library).hex()
        key = f"separator {code_digest().hex()} {texts} {paper} {language} {blocks}"
        name = sha256(key.encode()).hexdigest()
        template = self.store.load(name)
        if template is None:
            # Imported late: a stored sheet does not need ReportLab.
            from handouts.layout.separator import lay_out_separator

            template = lay_out_separator(paper, language, blocks, library)
            self.store.save(name, template)
        return prepare(template)

    def _is_known(self, key: TemplateKey, layout: FieldLayout) -> bool:
        """Load a template from the store, unless it is loaded or has failed before."""
        name = key.name(layout)
        if name not in self._templates and name not in self._failed:
            if (template := self.store.load(name)) is None:
                return False
            self._keep(name, template)
        return True

    def _measure(self, key: TemplateKey) -> FieldMetrics:
        """Measure the fields of a key, and store the metrics."""
        from handouts.pipeline import field_metrics, order_loader

        metrics = field_metrics(order_loader(self._run).load(key.request), key.blocks)
        self.store.save_metrics(key.name(), metrics)
        return metrics


def _table_key(table: GlyphTable | ScriptFace) -> Hashable:
    """Return what tells a table from any other: its glyphs, and the distances of its kerning."""
    if isinstance(table, GlyphTable):
        return frozenset(table.glyphs.items()), table.kerning.distances
    return table
