"""One item, read from beginning to end."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.faults import Fault, ItemFaulty
from uitpas2.activities.rules.reading.moments import instant_at
from uitpas2.activities.rules.reading.prices import prices_of
from uitpas2.activities.rules.reading.results import ItemRead
from uitpas2.activities.rules.reading.soundness import check_storable
from uitpas2.activities.rules.reading.spots import Spot, id_at, text_at, web_address_at, word_at
from uitpas2.activities.rules.reading.texts import needed_text_at, optional_text_at
from uitpas2.activities.rules.reading.when import calendar_of, status_at
from uitpas2.activities.rules.reading.where import (
    departure_places_of,
    main_language_of,
    organiser_at,
    place_at,
)
from uitpas2.activities.rules.reading.whom import audience_of
from uitpas2.activities.rules.words import Publication

CAMP_TERM = "0.57.0.0.0"
CAMP_LABEL = "Kamp of vakantie"

# READY_FOR_VALIDATION stands in the public offer of UiTdatabank too; REJECTED does not.
_PUBLICATION = {
    "DRAFT": Publication.DRAFT,
    "READY_FOR_VALIDATION": Publication.PUBLISHED,
    "APPROVED": Publication.PUBLISHED,
    "REJECTED": Publication.DRAFT,
    "DELETED": Publication.DELETED,
}


class _Attendance(StrEnum):
    OFFLINE = "offline"
    ONLINE = "online"
    MIXED = "mixed"


_ATTENDANCE = {word.value: word for word in _Attendance}


def read_item(value: object, pointer: str) -> ItemRead:
    """Read one item; `pointer` is where it stands in the file, such as "/3".

    Raises ItemFaulty with every fault that was found, each at its own pointer.
    """
    found: list[Fault] = []
    item = Spot(value, pointer, found)
    if not item.needed().is_object() or not check_storable(item):
        raise ItemFaulty(tuple(found))
    read = _read(item)
    if found:
        raise ItemFaulty(tuple(found))
    return read


def _read(item: Spot) -> ItemRead:
    language = main_language_of(item)
    uitdatabank_id = id_at(item.at("@id").needed())
    name = needed_text_at(item.at("name"), language)
    status = status_at(item.at("status"), language)
    calendar = calendar_of(item, status, language)
    attendance = word_at(item.at("attendanceMode"), _ATTENDANCE, _Attendance.OFFLINE)
    _check_languages(item)
    return ItemRead(
        uitdatabank_id=uitdatabank_id,
        name=name,
        description=optional_text_at(item.at("description"), language),
        theme=theme_of(item),
        is_camp=_is_camp(item),
        publication=word_at(item.at("workflowStatus"), _PUBLICATION, Publication.PUBLISHED),
        visible_from=instant_at(item.at("availableFrom")),
        status=status,
        calendar=calendar,
        audience=audience_of(item),
        prices=prices_of(item, language),
        place=place_at(item.at("location"), needed=attendance is not _Attendance.ONLINE),
        organiser=organiser_at(item.at("organizer")),
        departure_places=departure_places_of(item),
        online_url=web_address_at(item.at("onlineUrl")),
        questions=[*questions_at(item.at("faqs"), language), *questions_at(item.at("faq"), language)],
    )


def theme_of(item: Spot) -> str:
    """What kind of thing it is, as people look for it: the event type, such as "Concert"."""
    labels = {
        text_at(term.at("domain")): text_at(term.at("label"), longest=80)
        for term in item.at("terms").each()
        if term.is_object()
    }
    return labels.get("eventtype") or labels.get("theme") or ""


def _is_camp(item: Spot) -> bool:
    terms = [term for term in item.at("terms").each() if isinstance(term.value, dict)]
    return any(term.at("id").value == CAMP_TERM or term.at("label").value == CAMP_LABEL for term in terms)


def questions_at(spot: Spot, main_language: str) -> list[Any]:
    """Questions with their answers: {"question": {language: text}, "answer": {language: text}}."""
    return [_question(entry, main_language) for entry in spot.each() if entry.is_object()]


def _question(spot: Spot, main_language: str) -> dict[str, Any]:
    languages = (
        [key for key, inside in spot.value.items() if isinstance(inside, dict)] if isinstance(spot.value, dict) else []
    )
    if not languages:
        spot.fault(say.NO_TRANSLATION)
    texts: dict[str, dict[str, str]] = {"question": {}, "answer": {}}
    for language in languages:
        for part in texts:
            here = spot.at(language).at(part)
            text = text_at(here.needed(), longest=20_000)
            if text:
                texts[part][language] = text
    return texts


def _check_languages(item: Spot) -> None:
    """The languages an item says it is written in: kept in the source, but they must be words."""
    for field in ("languages", "completedLanguages"):
        for language in item.at(field).each():
            text_at(language, longest=5)
