"""Names and notes in scripts that must be shaped, as clients have them."""

from __future__ import annotations

from handouts.request.values import ClientText
from tests.helpers.matrix import DAY

HEBREW = "שרה כהן"
ARABIC = "محمد عبد الله العثماني"
DEVANAGARI = "श्री प्रिया शर्मा"
THAI = "สมชาย ใจดี น้ำผึ้ง"
HINDI_NOTE = "आज रात घुटनों के बीच तकिया रखें। 10 मिनट आराम करें।"

SHAPED = ClientText(DAY, HEBREW, ARABIC, f"{DEVANAGARI}, {THAI}. {HINDI_NOTE}")
"""A text in all four scripts."""
