"""Find the template of a request in the cache, or lay it out and store it there.

The way of a request: its key, the layout of its client's fields, the template of both, and that
template prepared to be filled. What lays out is imported only for a template that is missing.
"""

from __future__ import annotations

import os
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from handouts.template.charset import unicode_blocks_of
from handouts.template.codec import from_bytes
from handouts.template.fingerprint import RequestFingerprints, code_digest
from handouts.template.stamp import PreparedPdf, prepare
from handouts.template.text_fit import field_layout_for
from patterns.errors import UserError, collect_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from handouts.pipeline import LayoutAnswer, LayoutTask
    from handouts.request.values import ClientText, SheetRequest
    from handouts.template.model import FieldLayout, FieldMetrics
    from handouts.template.store import TemplateStore
    from patterns.errors import Problem

    Do = Callable[
        [Callable[[LayoutTask], LayoutAnswer], Sequence[LayoutTask]], Iterable[LayoutAnswer]
    ]
    """Does tasks, in this process or in others, and returns the answers in order."""


class TemplateKey(NamedTuple):
    """What the templates of a request have in common, whatever the client's text.

    `fingerprint` covers everything that shapes a sheet, `blocks` are the Unicode blocks of the
    client's letters (see `handouts.template.charset`).
    """

    request: SheetRequest
    fingerprint: str
    blocks: tuple[int, ...]

    def name(self, layout: FieldLayout | None = None) -> str:
        """Name the template of a layout in the store; without a layout, the fields' metrics."""
        shape = tuple(layout) if layout is not None else "metrics"
        return sha256(f"{self.fingerprint} {shape} {self.blocks}".encode()).hexdigest()


class TemplateCache:
    """Gives templates, stored or laid out; it remembers what it has read, so make one for a run.

    `given` are the files that a run reads beside those that shape a sheet: a plan, a roster.
    """

    def __init__(self, store: TemplateStore, given: Iterable[Path | None] = ()) -> None:
        self.store = store
        self.laid_out = 0
        self._given = [path for path in given if path is not None]
        self._fingerprints = RequestFingerprints()
        self._run = os.urandom(8).hex()
        self._metrics: dict[TemplateKey, FieldMetrics] = {}
        self._prepared: dict[str, PreparedPdf] = {}
        self._failed: dict[str, tuple[Problem, ...]] = {}

    @property
    def inputs(self) -> list[Path]:
        """The files that sheets are made from: nothing is written over them."""
        return [*self._given, *self._fingerprints.files]

    def prepare_all(self, requests: Sequence[SheetRequest], text: ClientText) -> list[PreparedPdf]:
        """Prepare a template for each request, with room for one client's text.

        Raises `UserError` with every problem of the files that the requests name.
        """
        keys, problems = collect_errors(partial(self.key, r, text) for r in requests)
        if problems:
            problems += self._problems_of_files(requests)
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
        """Find out what shapes a sheet; raise `UserError` for a pattern that is not there."""
        blocks = unicode_blocks_of(text.texts)
        return TemplateKey(request, self._fingerprints.of(request), blocks)

    def layout(self, key: TemplateKey, text: ClientText) -> FieldLayout:
        """Divide the fields so that a client's text fits.

        Raises `UserError` for text that cannot fit or cannot be printed, and for what is wrong
        with the brand.
        """
        if key not in self._metrics:
            self._metrics[key] = self.store.load_metrics(key.name()) or self._measure(key)
        return field_layout_for(text, self._metrics[key])

    def lay_out_missing(
        self,
        wanted: Iterable[tuple[TemplateKey, FieldLayout]],
        do: Do = map,
    ) -> None:
        """Lay out and store the templates that are not stored, each once."""
        missing = [pair for pair in dict.fromkeys(wanted) if not self._is_known(*pair)]
        if not missing:
            return
        # Laying out brings pydantic and ReportLab with it, which takes half a second.
        from handouts.pipeline import LayoutTask, do_layout

        tasks = [LayoutTask(self._run, key.request, key.blocks, at) for key, at in missing]
        for (key, layout), answer in zip(missing, do(do_layout, tasks), strict=True):
            name = key.name(layout)
            if template := from_bytes(answer.template):
                self.store.save(name, template)
                self._prepared[name] = prepare(template)
                self.laid_out += 1
            else:
                self._failed[name] = answer.problems

    def get(self, key: TemplateKey, layout: FieldLayout) -> PreparedPdf:
        """Return a prepared template; raise `UserError` if it could not be laid out."""
        name = key.name(layout)
        if name in self._failed:
            raise UserError(self._failed[name])
        return self._prepared[name]

    def separator(self, paper: str, language: str, blocks: tuple[int, ...]) -> PreparedPdf:
        """Prepare the sheet that lies before a handout in a pile."""
        named = f"separator {code_digest().hex()} {paper} {language} {blocks}"
        name = sha256(named.encode()).hexdigest()
        template = self.store.load(name)
        if template is None:
            # The layout brings ReportLab with it; a stored sheet does without.
            from handouts.layout.separator import lay_out_separator

            template = lay_out_separator(paper, language, blocks)
            self.store.save(name, template)
        return prepare(template)

    def _is_known(self, key: TemplateKey, layout: FieldLayout) -> bool:
        """Load a template from the store, unless it is known to be there or to fail."""
        name = key.name(layout)
        if name not in self._prepared and name not in self._failed:
            if (template := self.store.load(name)) is None:
                return False
            self._prepared[name] = prepare(template)
        return True

    def _measure(self, key: TemplateKey) -> FieldMetrics:
        """Measure the fields of a key, and store that for later runs."""
        from handouts.pipeline import field_metrics, order_loader

        metrics = field_metrics(order_loader(self._run).load(key.request), key.blocks)
        self.store.save_metrics(key.name(), metrics)
        return metrics

    def _problems_of_files(self, requests: Iterable[SheetRequest]) -> list[Problem]:
        from handouts.pipeline import order_loader

        load = order_loader(self._run).load
        return collect_errors(partial(load, request) for request in requests)[1]
