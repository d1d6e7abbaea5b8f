"""Finding by national number without knowing it, under the keys that are in use."""

from __future__ import annotations

from collections.abc import Collection

from cryptography.exceptions import InvalidTag
from sqlalchemy import func, or_, select

from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Holder, KeyRotation, NumberPolicy
from uitpas2.cards.queries.people import scope
from uitpas2.cards.rules import NationalNumber
from uitpas2.database.work import Work
from uitpas2.kernel.keys import Keys


def national_number_keys(keys: Keys, version: int) -> tuple[bytes, bytes]:
    """The keys of one version: for encrypting, and for the blind index."""
    suffix = "" if version == 1 else f"/{version}"
    return keys.derive(f"national-number{suffix}"), keys.derive(f"national-number-index{suffix}")


def key_version(work: Work) -> int:
    """The version under which new numbers are kept."""
    return work.session.scalar(select(func.max(KeyRotation.version))) or 1


def unfinished_rotation(work: Work) -> int | None:
    """The version to which the keys are being changed, when that stopped half way."""
    return work.session.scalar(select(KeyRotation.version).where(KeyRotation.finished_at.is_(None)))


def is_known_here(work: Work, number: NationalNumber) -> bool:
    """Whether a holder in the actor's scope has this number."""
    return _holder_with(work, number) is not None


def holder_by_national_number(work: Work, text: str) -> Holder:
    """The holder in the actor's scope who has this number. Raises NationalNumberMistyped or HolderUnknown."""
    found = _holder_with(work, NationalNumber(text))
    if found is None:
        raise HolderUnknown
    return found


def _holder_with(work: Work, number: NationalNumber) -> Holder | None:
    indexed = select(Holder).where(Holder.national_number_index.in_(number_indexes(work, number)), scope(work))
    if found := work.session.scalar(indexed):
        return found
    id = kept_without_index(work, {number}).get(number)
    return work.session.get_one(Holder, id) if id else None


def kept_without_index(work: Work, numbers: Collection[NationalNumber]) -> dict[NationalNumber, str]:
    """Those of these numbers that a holder in the actor's scope has without being in the index, with the holder's id.

    Looked for among those born on their days only: each of the few that are found has to be opened.
    """
    born = {days for number in numbers for days in number.born_between()}
    days = Holder.birth_date.in_(sorted(first for first, last in born if first == last))
    years = [Holder.birth_date.between(first, last) for first, last in sorted(born) if first != last]
    rows = work.session.execute(
        select(Holder.id, Holder.national_number, Holder.national_number_key).where(
            or_(days, *years),
            Holder.national_number.is_not(None),
            func.coalesce(Holder.national_number_index, "") == "",  # IS NULL would make SQLite read all without one
            scope(work),
        )
    )
    opened = ((_opened(work, row.national_number, row.national_number_key or 1), row.id) for row in rows)
    return {number: id for number, id in opened if number is not None and number in numbers}


def _opened(work: Work, kept: bytes | None, version: int) -> NationalNumber | None:
    """The number, unless it stands under an earlier secret of the platform."""
    try:
        return NationalNumber.decrypted(national_number_keys(work.keys, version)[0], kept or b"")
    except InvalidTag:
        return None


def keeps_national_numbers(work: Work, municipality_nis: str) -> bool:
    """Whether a municipality works with national numbers; unless it said no, it may."""
    policy = work.session.get(NumberPolicy, municipality_nis)
    return policy is None or policy.keeps_national_numbers


def index_keys(work: Work) -> list[bytes]:
    """The keys under which a number may stand in the index: two while the keys are being changed."""
    version = key_version(work)
    versions = {version, version - 1} if unfinished_rotation(work) else {version}
    return [national_number_keys(work.keys, one)[1] for one in sorted(versions) if one]


def number_indexes(work: Work, number: NationalNumber) -> list[str]:
    return [number.blind_index(key) for key in index_keys(work)]
