"""Name the optional packages that a command lacks."""

from __future__ import annotations

import re
import tomllib

import pytest

from patterns.errors import ExitCode, UserError
from patterns.extras import EXTRAS, require_extra
from tests.helpers import ROOT

PAIRS = [(extra, module) for extra, modules in EXTRAS.items() for module in sorted(modules)]


@pytest.mark.parametrize(("extra", "module"), PAIRS)
@pytest.mark.parametrize("part", ["", ".inner.part"])
def test_a_missing_package_is_named_with_its_extra(extra: str, module: str, part: str) -> None:
    with pytest.raises(UserError) as caught, require_extra(extra):
        raise ModuleNotFoundError(name=f"{module}{part}")
    assert f'pip install "handouts[{extra}]"' in str(caught.value)
    assert caught.value.exit_code == ExitCode.USAGE


@pytest.mark.parametrize("name", ["handouts.gone", "numpyx", None])
def test_any_other_missing_module_is_a_bug(name: str | None) -> None:
    with pytest.raises(ModuleNotFoundError), require_extra("draw"):
        raise ModuleNotFoundError(name=name)


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_package_of_an_extra_is_known(extra: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    packages = {re.split(r"[<>=\[ ]", one)[0] for one in project["optional-dependencies"][extra]}
    assert packages <= EXTRAS[extra]
