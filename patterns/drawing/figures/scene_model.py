"""The base class of the models of a figure's scene file: the text below a key describes it."""

from __future__ import annotations

from pydantic import ConfigDict

from patterns.schema.base import Model


class SceneModel(Model):
    """A part of a scene; editors show the text below each key."""

    model_config = ConfigDict(use_attribute_docstrings=True)
