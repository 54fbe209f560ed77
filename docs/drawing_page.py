"""Write the page that names every key of a figure's scene, from the models that read it."""

from __future__ import annotations

import json
from typing import Any, get_args

from patterns.drawing.figures.figure_scene import FigureScene
from patterns.drawing.figures.hands import HandShape
from patterns.drawing.figures.pose import JOINT_BONES
from patterns.drawing.figures.props import Material
from patterns.drawing.figures.things import THINGS

OPENING = """\
# Scenes of figures

A scene is a YAML file that says how a person stands, sits or lies, with which things, and from
where they are seen. `handouts draw` makes its pictures.
[Drawing the pictures](../patterns/drawing/README.md) begins with a first figure. This page is made
from the program by `python -m docs.generate`.

## While you write

| to | type |
|---|---|
| see it in a few seconds | `handouts draw try/scenes/standing.yaml --png look.png --draft` |
| see it again at each save | the same with `--watch`; Ctrl-C ends it |
| see both sides as they will be | `handouts draw try/scenes/standing.yaml --png look.png` |
| write its pictures | `handouts draw try`; what has not changed is left alone, but with `--all` |
| see all pictures of a folder, in color or gray | `handouts draw try --gallery gallery.html` |
| be helped by your editor | `handouts schema scene > scene.schema.json` |

Your editor finds the schema if a scene begins with
`# yaml-language-server: $schema=scene.schema.json`; the path is relative to the scene.

Look at each picture at the size at which it prints, in gray too: is a hand or a limb wrong, does
something float or pass through something, is the sore muscle where the ring will be?

## Two frames of an activity

Draw the start and the end as two scenes with the same `view`: a `window` with `edge: none` sets
both to one scale and one place. `printed: 45` makes lines wide enough for two frames side by side;
a picture that stands alone prints at 60 to 90 mm. The anchor `sore` is where the sheet puts the red
ring, and `step.3` where the number of the third step may stand. Name the frames in
[`activity.yaml`](activity-keys.md#drawings).

## Words to choose from
"""


SIMPLE = {
    "number": "number",
    "integer": "whole number",
    "string": "text",
    "boolean": "true or false",
}


def drawing_page() -> str:
    """Write the page: how to go on, the words to choose from, and a table for each part."""
    schema = FigureScene.model_json_schema()
    parts = {"FigureScene": schema, **schema["$defs"]}
    lists = [
        ("Joints", ", ".join(f"`{name}`" for name in JOINT_BONES)),
        ("Shapes of a hand", ", ".join(f"`{name}`" for name in get_args(HandShape))),
        ("Materials", ", ".join(f"`{name}`" for name in get_args(Material))),
    ]
    words = [f"**{title}:** {text}.\n" for title, text in lists]
    rows = [f"| `{name}` | {shape.about} |" for name, shape in THINGS.items()]
    things = ["## Things\n", "Write `kind: thing` and `of: NAME`.\n", "| name | what it is |"]
    return "\n".join(
        [
            OPENING,
            *words,
            *things,
            "|---|---|",
            *rows,
            "",
            "## Keys\n",
            "Lengths are in meters, angles in degrees, and `[x, y, z]` is left, up and front.\n",
            *(_part(name, part, parts) for name, part in parts.items()),
        ]
    )


def _part(name: str, part: dict[str, Any], parts: dict[str, Any]) -> str:
    needed = set(part.get("required", ()))
    rows = [
        f"| `{key}` | {'yes' if key in needed else _default(value)} | {_value(value, parts)} "
        f"| {_one_line(value['description'])} |"
        for key, value in part["properties"].items()
    ]
    head = "| key | needed, or what it is else | value | what it does |\n|---|---|---|---|"
    return "\n".join([f"### {name}\n", f"{_one_line(part['description'])}\n", head, *rows, ""])


def _default(value: dict[str, Any]) -> str:
    default = value.get("default")
    return "none" if default in (None, "", [], {}) else f"`{json.dumps(default)}`".replace('"', "")


def _value(value: dict[str, Any], parts: dict[str, Any]) -> str:
    """Say in words what a key takes."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if choices := value.get("anyOf") or value.get("oneOf"):
        kinds = [_value(choice, parts) for choice in choices if choice.get("type") != "null"]
        return " or ".join(dict.fromkeys(kinds))
    if words := value.get("enum"):
        return " or ".join(f"`{word}`" for word in words)
    if "const" in value:
        return f"`{value['const']}`"
    if "prefixItems" in value:
        return "[x, y, z]"
    if value.get("type") == "array":
        return f"list of {_value(value['items'], parts)}"
    if value.get("type") == "object":
        return f"names, each with {_value(value['additionalProperties'], parts)}"
    return SIMPLE[value["type"]]


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
