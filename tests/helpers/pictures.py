"""Find the pictures in a composed handout."""

from __future__ import annotations

from handouts.document import PictureBlock


def pictures_of(part: object) -> list[PictureBlock]:
    """Return the pictures of a part of a handout, in reading order."""
    if isinstance(part, PictureBlock):
        return [part]
    if isinstance(part, tuple):
        return [found for item in part for found in pictures_of(item)]
    names = getattr(part, "__dataclass_fields__", ())
    return [found for name in names for found in pictures_of(getattr(part, name))]
