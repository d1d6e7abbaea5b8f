"""For whom: ages, birth dates, members, schools."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.moments import day_at
from uitpas2.activities.rules.reading.results import AudienceRead
from uitpas2.activities.rules.reading.spots import Spot, shown, text_at, truth_at, word_at

NO_UPPER_AGE = 99  # "0-99" is how people write "for everybody"


class _For(StrEnum):
    EVERYONE = "everyone"
    MEMBERS = "members"
    EDUCATION = "education"


_AUDIENCES = {word.value: word for word in _For}


def audience_of(item: Spot) -> AudienceRead:
    """Everything an item says about whom it is for; whatever it does not say is open."""
    audience = item.at("audience")
    kind = word_at(audience.at("audienceType"), _AUDIENCES, _For.EVERYONE) if audience.is_object() else _For.EVERYONE
    age_from, age_to = ages_at(item.at("typicalAgeRange"))
    born_from, born_to = birth_dates_at(item.at("birthdateRange"))
    return AudienceRead(
        children_only=truth_at(item.at("childrenOnly")),
        members_only=kind is _For.MEMBERS,
        schools_only=kind is _For.EDUCATION,
        age_from=age_from,
        age_to=age_to,
        born_from=born_from,
        born_to=born_to,
    )


def ages_at(spot: Spot) -> tuple[int | None, int | None]:
    """ "6-12", "6-", "-12", or "-" for all ages; an upper age of 99 or more is no bound."""
    written = text_at(spot).replace(" ", "")
    if not written:
        return None, None
    found = re.fullmatch(r"(\d{0,3})-(\d{0,3})", written)
    if found is None:
        spot.fault(say.NO_AGE_RANGE, value=shown(written))
        return None, None
    lowest, highest = (int(part) if part else None for part in found.groups())
    if lowest is not None and highest is not None and lowest > highest:
        spot.fault(say.ENDS_BEFORE_START)
        return None, None
    return lowest, None if highest is not None and highest >= NO_UPPER_AGE else highest


def birth_dates_at(spot: Spot) -> tuple[date | None, date | None]:
    """The first and last birth date, either may be open."""
    if not spot.is_object():
        return None, None
    first, last = day_at(spot.at("from")), day_at(spot.at("to"))
    if first and last and first > last:
        spot.at("to").fault(say.ENDS_BEFORE_START)
    return first, last
