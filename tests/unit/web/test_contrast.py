"""Contrast is computed from the tokens, by the formula of WCAG 2.2, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "uitpas2" / "static" / "css" / "tokens.css"

# Text on each ground it stands on; 4.5 is level AA for text, 7 for soft text that matters.
TEXT = [
    *((ink, ground, 7.0) for ink in ("ink", "ink-soft") for ground in ("paper", "surface")),
    *(
        ("ink", ground, 7.0)
        for ground in ("sunken", "brand-soft", "accent-soft", "yes-soft", "attention-soft", "no-soft")
    ),
    *(("ink-soft", ground, 4.5) for ground in ("sunken", "brand-soft", "accent-soft")),
    *((word, ground, 4.5) for word in ("brand", "brand-strong", "no", "accent") for ground in ("paper", "surface")),
    ("brand-strong", "brand-soft", 4.5),
    ("brand", "brand-soft", 4.5),
    *(("brand-ink", ground, 4.5) for ground in ("brand", "brand-strong")),
    *(("signal-ink", ground, 4.5) for ground in ("yes", "attention", "no")),
]
# Lines of fields, icons and focus rings: 3 is what a shape needs that one has to see.
SHAPES = [
    ("field-line", "paper", 3.0),
    ("field-line", "surface", 3.0),
    *((tone, ground, 3.0) for tone in ("yes", "attention", "no", "brand") for ground in ("paper", "surface")),
    *((tone, f"{tone}-soft", 3.0) for tone in ("yes", "attention", "no", "brand")),
    ("brand-ink", "brand", 3.0),
    ("focus", "focus-outline", 3.0),
]
PAIRS = [*TEXT, *SHAPES]


def _themes() -> dict[str, dict[str, str]]:
    light_part, dark_part = TOKENS.read_text(encoding="utf-8").split("@media screen and (prefers-color-scheme: dark)")
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light_part))
    return {"light": light, "dark": {**light, **dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark_part))}}


THEMES = _themes()


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_tokens_has_enough_contrast(theme: str) -> None:
    tokens = THEMES[theme]

    measured = {(front, ground): contrast(tokens[front], tokens[ground]) for front, ground, _least in PAIRS}

    too_low = [
        f"{front} on {ground}: {measured[front, ground]:.2f}, needs {least}"
        for front, ground, least in PAIRS
        if measured[front, ground] < least
    ]
    assert too_low == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_ring_is_seen_on_every_ground_by_one_of_its_two_colours(theme: str) -> None:
    tokens = THEMES[theme]
    grounds = [
        name for name, _ in tokens.items() if name in {"paper", "surface", "sunken", "brand", "yes", "attention", "no"}
    ]

    weakest = {
        ground: max(contrast(tokens["focus"], tokens[ground]), contrast(tokens["focus-outline"], tokens[ground]))
        for ground in grounds
    }

    assert min(weakest.values()) >= 3.0, weakest


def test_the_dark_theme_overrides_every_colour_of_the_light_one() -> None:
    dark_part = TOKENS.read_text(encoding="utf-8").split("@media screen and (prefers-color-scheme: dark)")[1]
    overridden = set(re.findall(r"--([\w-]+): #", dark_part))

    assert set(THEMES["light"]) == overridden
