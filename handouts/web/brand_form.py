"""Turn the form of the clinic into the values of a brand file, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handouts.brand.model import plain_brand
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTACTS = {"phone": "Phone", "email": "Email", "address": "Address", "web": "Website"}
"""The fields of the form for ways to reach the clinic, and the labels that they print with."""

FIELDS = {"link.url": "url", "link.label": "link_label"}
"""The fields of the form of some keys of a brand; others have the same name."""

LINES = ("name", "tagline", "practitioner", "credentials")


class ColorsForm(Model):
    """The colors as they were typed; an empty tint is made from the primary color."""

    primary: str
    accent: str
    tint: str


class ClinicForm(Model):
    """The form of the clinic; `logo` says whether the brand has the logo that was dropped."""

    name: str
    tagline: str
    practitioner: str
    credentials: str
    colours: ColorsForm
    phone: str
    email: str
    address: str
    web: str
    url: str
    link_label: str
    notice_additions: str
    notice: str
    logo: bool


def brand_values(form: ClinicForm, logo: str) -> dict[str, Any]:
    """Return the values of a brand file; what is empty is left out, but for what it must have."""
    values: dict[str, Any] = {"name": form.name.strip()}
    for name in LINES[1:]:
        values[name] = getattr(form, name).strip()
    values["logo"] = logo if form.logo else ""
    values["colours"] = {
        name: value for name, value in form.colours.model_dump().items() if value or name != "tint"
    }
    values["contact"] = [
        {"label": label, "text": text}
        for field, label in CONTACTS.items()
        if (text := getattr(form, field).strip())
    ]
    if form.url.strip() or form.link_label.strip():
        values["link"] = {"url": form.url.strip(), "label": form.link_label.strip()}
    lines = (line.strip() for line in form.notice_additions.splitlines())
    values["notice_additions"] = [line for line in lines if line]
    values["notice"] = form.notice
    return {key: value for key, value in values.items() if value or key == "name"}


def field_of_key(key: str, form: ClinicForm) -> str:
    """Return the field of the form that the key of a brand file came from."""
    if key in FIELDS:
        return FIELDS[key]
    if found := re.match(r"contact\[(\d+)\]", key):
        given = [field for field in CONTACTS if getattr(form, field).strip()]
        return given[int(found[1]) - 1]
    return key if key.startswith("colours.") else re.split(r"[.\[]", key, maxsplit=1)[0]


def form_values(brand: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form shows of the values of a brand file.

    A way to reach the clinic that has no field of its own is left out.
    """
    plain = plain_brand()
    colors = brand.get("colours") or {
        "primary": str(plain.colours.primary),
        "accent": str(plain.colours.accent),
    }
    labels = {label.casefold(): field for field, label in CONTACTS.items()}
    contacts = {
        labels[line["label"].casefold()]: line["text"]
        for line in brand.get("contact", ())
        if line["label"].casefold() in labels
    }
    link = brand.get("link") or {}
    return {
        **{name: brand.get(name, "") for name in LINES},
        "colours": {"tint": "", **colors},
        **{field: contacts.get(field, "") for field in CONTACTS},
        "url": link.get("url", ""),
        "link_label": link.get("label", ""),
        "notice_additions": "\n".join(brand.get("notice_additions", ())),
        "notice": brand.get("notice", plain.notice),
        "logo": bool(brand.get("logo")),
    }
