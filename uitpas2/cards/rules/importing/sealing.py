"""A line as it waits to be imported: unreadable for whoever copies the database, and bound to its place."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from uitpas2.cards.rules.importing.columns import Column
from uitpas2.cards.rules.importing.matching import Difference, Judgement
from uitpas2.cards.rules.importing.rows import Cells, Problem
from uitpas2.cards.rules.importing.words import RowState

KEY_PURPOSE = "holder-import"
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class KeptLine:
    """What was typed, and what was found about it when the file was read. Prints as nothing."""

    cells: Cells
    judgement: Judgement

    def __repr__(self) -> str:
        return "KeptLine(***)"


def sealed(kept: KeptLine, key: bytes, place: str) -> bytes:
    """`place` is the import and the line: a line that is moved elsewhere cannot be opened there."""
    text = json.dumps({"cells": kept.cells, "judgement": asdict(kept.judgement)})
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), place.encode())


def opened(key: bytes, kept: bytes, place: str) -> KeptLine:
    """Raises cryptography's InvalidTag when it was changed or belongs to another secret or place."""
    told = json.loads(AESGCM(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], place.encode()))
    return KeptLine({Column(name): text for name, text in told["cells"].items()}, _judgement(**told["judgement"]))


def _judgement(
    *, state: str, alike: list[str], differences: list[dict[str, str]], problems: list[dict[str, Any]], **other: Any
) -> Judgement:
    return Judgement(
        state=RowState(state),
        alike=tuple(alike),
        differences=tuple(Difference(Column(one.pop("column")), **one) for one in differences),
        problems=tuple(Problem(Column(one.pop("column")), **one) for one in problems),
        **other,
    )
