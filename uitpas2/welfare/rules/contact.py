"""The card for the fridge door: it says whom to call, and nothing about why."""

from __future__ import annotations

import re

# Words that tell a visitor what kind of help a family gets. Whole words, or their beginning where a * stands.
TELLING = (
    "ocmw", "cpas", "caw", "armoede*", "kansarm*", "kanspas", "kansen*", "sociaal huis", "sociaal", "sociale*",
    "welzijn*", "schuld*", "budgetbeheer", "leefloon", "steun*", "bijstand", "hulpverlen*", "jeugdzorg*",
    "pauvre*", "social*", "précarité", "dettes", "aide*", "welfare", "poverty", "debt*", "cab",
)  # fmt: skip


def telling_word(text: str, partner_name: str = "") -> str:
    """The first word in a text that tells why somebody is helped, the partner's own name included; "" for none."""
    bare = " ".join(re.split(r"[\W_]+", text.casefold())).strip()
    if partner_name and " ".join(re.split(r"[\W_]+", partner_name.casefold())).strip() == bare:
        return partner_name
    for word in TELLING:
        pattern = rf"\b{re.escape(word.removesuffix('*'))}{'' if word.endswith('*') else chr(92) + 'b'}"
        if found := re.search(pattern, bare):
            return found.group()
    return ""
