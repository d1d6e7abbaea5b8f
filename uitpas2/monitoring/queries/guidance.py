"""Counting whom partners reached, for a release only; and what was released, for those whose figures they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.rules import Permission
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.period import Period, age_on
from uitpas2.monitoring.models import GuidanceFigure, GuidanceRelease
from uitpas2.monitoring.rules.guidance import AGE_GROUPS, Breakdown, Reach, age_group
from uitpas2.monitoring.rules.quarters import quarter_name
from uitpas2.registrations.models import Referral, RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus
from uitpas2.welfare.models import Client
from uitpas2.welfare.queries import recognitions_between

EVERYBODY = ""  # instead of a partner: all of them together

Cell = tuple[str, Reach, Breakdown, str]


@dataclass(frozen=True, slots=True)
class _Done:
    """One thing that a partner did for one child."""

    partner_id: str
    holder_id: str
    born: date | None
    theme: str = ""


def reached(work: Work, municipality_nis: str, quarter: Period) -> dict[Cell, set[str]]:
    """The children who live in a municipality, by partner that it recognised in the quarter, by what was done with
    them, by theme and by age. Exact, and therefore for making a release only.
    """
    assert quarter.end is not None
    partners = {
        one.partner_id
        for one in recognitions_between(work, quarter.start, quarter.end)
        if one.municipality_nis == municipality_nis
    }
    cells: dict[Cell, set[str]] = defaultdict(set)
    for reach, questions in _questions(municipality_nis, quarter.start, quarter.end).items():
        for done in (_Done(*row) for question in questions for row in work.session.execute(question)):
            if done.partner_id in partners:
                _count(cells, reach, done, quarter.start)
    return cells


def _count(cells: dict[Cell, set[str]], reach: Reach, done: _Done, day: date) -> None:
    for whose in (done.partner_id, EVERYBODY):
        cells[whose, reach, Breakdown.ALL, ""].add(done.holder_id)
        if done.born is not None:
            cells[whose, reach, Breakdown.AGE, age_group(max(0, age_on(done.born, day)))].add(done.holder_id)
        if done.theme:
            cells[whose, reach, Breakdown.THEME, done.theme[:40]].add(done.holder_id)


def _questions(nis: str, starts: date, ends: date) -> dict[Reach, list[Select[*tuple[Any, ...]]]]:
    """Partner, child, birth date and, where there is one, theme: for each thing that is done."""
    first, last = brussels_moment(starts), brussels_moment(ends)
    lives_here = (Holder.municipality_nis == nis, Holder.erased_at.is_(None))
    guided = (
        select(Client.partner_id, Holder.id, Holder.birth_date)
        .join(Holder, Holder.id == Client.holder_id)
        .where(Client.since < last, or_(Client.ended_at.is_(None), Client.ended_at >= first), *lives_here)
    )
    letters = (
        select(Referral.partner_id, Holder.id, Holder.birth_date, Activity.theme)
        .join(Holder, Holder.id == Referral.holder_id)
        .join(Activity, Activity.id == Referral.activity_id)
        .where(Referral.made_at >= first, Referral.made_at < last, *lives_here)
    )
    made = (
        select(Registration.entered_for, Holder.id, Holder.birth_date, Activity.theme)
        .join(Holder, Holder.id == Registration.holder_id)
        .join(Activity, Activity.id == Registration.activity_id)
        .where(Registration.entered_for.is_not(None), *lives_here)
    )
    took_place = (
        made.join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .join(Session, Session.id == RegisteredSession.session_id)
        .where(Session.day >= starts, Session.day < ends, Registration.status == RegistrationStatus.CONFIRMED)
    )
    return {
        Reach.GUIDED: [guided],
        Reach.REFERRED: [letters, made.where(Registration.at >= first, Registration.at < last)],
        Reach.REGISTERED: [took_place],
        Reach.CAME: [took_place.where(RegisteredSession.attendance == Attendance.ATTENDED)],
    }


@dataclass(frozen=True, slots=True)
class GuidanceReport:
    """What one reader sees of one release: a municipality everything, a partner its own figures.

    `figures` by whose they are, what was done, the breakdown and its part; None for what is not shown.
    """

    municipality: str
    quarter: str
    starts: date
    whose: Sequence[tuple[str, str]]
    figures: Mapping[Cell, int | None]

    def figure(self, whose: str, reach: Reach, breakdown: Breakdown = Breakdown.ALL, part: str = "") -> int | None:
        return self.figures.get((whose, reach, breakdown, part))

    def parts(self, whose: str, breakdown: Breakdown) -> list[str]:
        """The themes or age groups of which something is shown; ages in their order."""
        found = {
            cell[3] for cell, figure in self.figures.items() if cell[0] == whose and cell[2] is breakdown and figure
        }
        ages = [name for name, _, _ in AGE_GROUPS if name in found]
        return ages if breakdown is Breakdown.AGE else sorted(found)


def quarters_released(work: Work) -> list[date]:
    """The first days of the quarters of which the actor has figures, the latest first."""
    found = select(GuidanceRelease.starts).where(_readable(work)).distinct().order_by(GuidanceRelease.starts.desc())
    return list(work.session.scalars(found))


def guidance_reports(work: Work, starts: date) -> list[GuidanceReport]:
    """The actor's figures of a quarter, one report for each municipality: for a municipality its own, with each partner
    in total; for a partner its own figures wherever it is recognised.
    """
    rows = work.session.execute(
        select(GuidanceRelease, Municipality.name)
        .join(Municipality, Municipality.nis == GuidanceRelease.municipality_nis)
        .where(GuidanceRelease.starts == starts, _readable(work))
        .order_by(Municipality.name)
    ).all()
    return [_report(work, release, name) for release, name in rows]


def _report(work: Work, release: GuidanceRelease, municipality: str) -> GuidanceReport:
    own = select(GuidanceFigure).where(GuidanceFigure.release_id == release.id)
    if not _is_municipality(work):
        own = own.where(GuidanceFigure.partner_id == work.actor.organisation_id)
    figures = {(one.partner_id, one.reach, one.breakdown, one.part): one.children for one in work.session.scalars(own)}
    names = select(Organisation.id, Organisation.name).where(Organisation.id.in_({cell[0] for cell in figures}))
    whose = [(row.id, row.name) for row in work.session.execute(names.order_by(Organisation.name))]
    return GuidanceReport(municipality, quarter_name(release.starts), release.starts, whose, figures)


def _readable(work: Work) -> ColumnElement[bool]:
    if _is_municipality(work):
        return GuidanceRelease.municipality_nis == work.actor.municipality_nis
    return exists().where(
        GuidanceFigure.release_id == GuidanceRelease.id,
        GuidanceFigure.partner_id == work.actor.organisation_id,
    )


def _is_municipality(work: Work) -> bool:
    return work.actor.may(Permission.RECOGNISE_PARTNERS)


def municipalities_to_release(work: Work, quarter: Period) -> list[str]:
    """The municipalities that recognised a partner in a quarter and have no figures of it yet."""
    assert quarter.end is not None
    there = set(
        work.session.scalars(select(GuidanceRelease.municipality_nis).where(GuidanceRelease.starts == quarter.start))
    )
    wanted = {one.municipality_nis for one in recognitions_between(work, quarter.start, quarter.end)}
    return sorted(wanted - there)
