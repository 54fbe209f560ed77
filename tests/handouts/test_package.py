"""A program builds a handout from models, without files and without the command line."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import handouts
from handouts import ClientText, Order, SheetRequest, build
from handouts.brand.model import plain_brand
from patterns.catalog import load
from patterns.notice import load_notice
from tests.helpers.matrix import HIP, TEXT, Member, make


def test_models_in_bytes_out() -> None:
    request = SheetRequest(HIP, side="left")
    order = Order(load(HIP), request, plain_brand(), load_notice("en-US"), "a4")
    text = ClientText(date(2026, 3, 4))
    assert build(order, text).startswith(b"%PDF-1.7")
    assert build(order, text) == build(order, text)


def test_it_gives_what_the_pipeline_gives() -> None:
    made = make(Member())
    assert build(made.order, TEXT) == made.pdf


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = (
        "import sys, handouts; print([m for m in ('pydantic', 'reportlab') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_no_other_name_is_offered() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'other'"):
        handouts.other  # noqa: B018
