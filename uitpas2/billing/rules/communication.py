"""The structured communication of Belgian banks: ten digits and two check digits, written +++ddd/dddd/ddddd+++.

The check digits are what is left of the first ten after dividing by 97, or 97 where nothing is left.
Source: Febelfin, standard CODA, structured communication 101 ("10 + 2 (digit 97)").
"""

from __future__ import annotations

import hashlib
import re

_SHAPE = re.compile(r"(?<!\d)(\d{3})\s?[/.-]?\s?(\d{4})\s?[/.-]?\s?(\d{5})(?!\d)")


def communication_of(first10: int) -> str:
    """Ten digits with their check digits, twelve in all. Raises ValueError outside ten digits."""
    if not 0 <= first10 < 10**10:
        raise ValueError(f"not ten digits: {first10}")
    return f"{first10:010d}{first10 % 97 or 97:02d}"


def communication_for(id: str, attempt: int = 0) -> str:
    """The communication of a bill, from its id: as scattered as ids are, so a slip of a digit meets no other bill."""
    digest = hashlib.sha256(f"{id}/{attempt}".encode()).digest()
    return communication_of(int.from_bytes(digest[:8], "big") % 10**10)


def is_communication(digits: str) -> bool:
    return re.fullmatch(r"\d{12}", digits) is not None and communication_of(int(digits[:10])) == digits


def shown_communication(digits: str) -> str:
    """+++090/9337/55493+++"""
    return f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++"


def find_communications(text: str) -> list[str]:
    """Every valid communication in a text, however people wrote it; in order, each once."""
    found = ("".join(match.groups()) for match in _SHAPE.finditer(text))
    return list(dict.fromkeys(digits for digits in found if is_communication(digits)))
