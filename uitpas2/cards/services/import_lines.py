"""Carrying out lines of a confirmed import: each is looked at again before it is done.

Who was registered meanwhile is known by now, a card that was handed out is no longer free; what a clerk chose counts
only as long as it is still the same people that were shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from uitpas2.accounts.models import Account, Municipality
from uitpas2.cards.errors import AlreadyRegistered, BarredFromRegion
from uitpas2.cards.errors.importing import NotDoneHere
from uitpas2.cards.models import Holder, HolderImport, HolderImportRow, HolderReference
from uitpas2.cards.queries.importing import opened_line
from uitpas2.cards.queries.knowing import knowledge_for, places_to_import
from uitpas2.cards.queries.memberships import own_membership
from uitpas2.cards.queries.national_numbers import index_keys
from uitpas2.cards.rules import CardKind, MembershipStatus, NationalNumber
from uitpas2.cards.rules.importing import (
    KEY_PURPOSE,
    NOT_DONE,
    Column,
    Judgement,
    KeptLine,
    Problem,
    RowChoice,
    RowState,
    Wanted,
    judge,
    read_row,
    sealed,
)
from uitpas2.cards.rules.importing.mails import ACCOUNT_CODE
from uitpas2.cards.services.cards import issue_card
from uitpas2.cards.services.holders import add_guardian, register_holder
from uitpas2.cards.services.import_reading import number_indexes
from uitpas2.cards.services.import_writing import Together, issue_together, plain_ones, register_together
from uitpas2.cards.services.national_numbers import identity
from uitpas2.cards.services.telling import tell
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.kernel.errors import DomainError
from uitpas2.trail.services import attempt, note

# Which column of a file a refusal of a service belongs to.
_COLUMNS = {
    "national_number": Column.NATIONAL_NUMBER,
    "number": Column.CARD_NUMBER,
    "postal_code": Column.POSTAL_CODE,
    "birth_date": Column.BIRTH_DATE,
    "email": Column.GUARDIAN_EMAIL,
}


@dataclass(slots=True)
class _Line:
    """A line about to be done: as it was shown, and as it stands now."""

    row: HolderImportRow
    kept: KeptLine
    wanted: Wanted | None
    indexes: list[str]
    problems: tuple[Problem, ...]


class Batch:
    """Some lines of an import in one transaction."""

    def __init__(self, work: Work, found: HolderImport, rows: Collection[HolderImportRow]) -> None:
        self.work, self.found = work, found
        places, keys = places_to_import(work), index_keys(work)
        self.lines = []
        for row in rows:
            kept = opened_line(work, row)
            wanted, problems = read_row(kept.cells, places, work.today)
            indexes = number_indexes(wanted, keys) if wanted else []
            self.lines.append(_Line(row, kept, wanted, indexes, problems))
        self.knowledge = knowledge_for(work, [(line.wanted, line.indexes) for line in self.lines if line.wanted])
        registered = select(HolderImportRow.holder_id).where(
            HolderImportRow.import_id == found.id, HolderImportRow.state == RowState.REGISTERED
        )
        self.mailed: set[str] = set()
        self.own = {id for id in work.session.scalars(registered) if id}
        name = select(Municipality.name).where(Municipality.nis == (work.actor.municipality_nis or ""))
        self.municipality = work.session.scalar(name) or ""

    def carry_out(self) -> None:
        judged = [(line, self._look_again(line)) for line in self.lines]
        together = self._register_together(judged)
        for line, judgement in judged:
            if line.row.line in together:
                self._keep(line, judgement, RowState.REGISTERED, together[line.row.line].holder_id)
            else:
                self._do_one(line, judgement)
        self.work.session.flush()

    def _register_together(self, judged: Sequence[tuple[_Line, Judgement]]) -> Mapping[int, Together]:
        """What is plainly new, in a few statements; none of it when somebody registers one of them at this moment."""
        new = {
            line.row.line: (line.wanted, line.indexes)
            for line, judgement in judged
            if judgement.state is RowState.NEW and line.wanted is not None
        }
        plain = plain_ones(self.work, new, self.knowledge)
        try:
            with attempt(self.work):
                made = register_together(self.work, plain)
        except IntegrityError:
            return {}
        self.own |= {one.holder_id for one in made.values()}
        for one in made.values():
            if one.account_id and one.code:
                account = self.work.session.get_one(Account, one.account_id)
                self._send_code(account, one.code, self.work.session.get_one(Holder, one.holder_id))
        return made

    def _do_one(self, line: _Line, judged: Judgement) -> None:
        try:
            with attempt(self.work):
                state, holder_id = self._do(line, judged)
        except DomainError as error:
            judged = Judgement.wrong(Problem.of(_COLUMNS.get(error.field or "", Column.LAST_NAME), error))
            state, holder_id = RowState.WRONG, None
        except IntegrityError:
            judged = Judgement.wrong(Problem.of(Column.LAST_NAME, NotDoneHere()))
            state, holder_id = RowState.WRONG, None
        self._keep(line, judged, state, holder_id)

    def _look_again(self, line: _Line) -> Judgement:
        """What the line is by now; whom the clerk told apart from this person is apart."""
        shown = line.kept.judgement
        if line.wanted is None:
            return Judgement.wrong(*line.problems)
        if shown.state is RowState.WRONG:
            return shown
        apart = set(self.own)
        if line.row.choice is RowChoice.SOMEBODY_ELSE:
            apart |= {*shown.alike, shown.holder_id or ""}
        judged = judge(line.wanted, line.indexes, self.knowledge, apart=apart)
        if judged.by_name and shown.holder_id in judged.alike:  # of several namesakes, the one that was shown
            apart |= {*judged.alike} - {shown.holder_id}
            judged = judge(line.wanted, line.indexes, self.knowledge, apart=apart)
        is_double = judged.state is RowState.NEW and shown.alike_line is not None
        if is_double and line.row.choice is not RowChoice.SOMEBODY_ELSE:
            return shown
        return judged

    def _do(self, line: _Line, judged: Judgement) -> tuple[RowState, str | None]:
        assert line.wanted is not None or judged.state is RowState.WRONG
        if line.wanted is None:
            return RowState.WRONG, None
        if judged.state is RowState.NEW:
            return RowState.REGISTERED, self._register(line.wanted)
        if judged.holder_id is None:
            return judged.state, None
        if judged.state is RowState.KNOWN or not judged.by_name:
            self._remember(line.wanted, judged.holder_id)
        if judged.state is RowState.CHANGED and line.row.choice is RowChoice.TAKE_OVER:
            shown = line.kept.judgement
            if not judged.moves and (shown.holder_id, shown.differences) == (judged.holder_id, judged.differences):
                self._update(line.wanted, judged, judged.holder_id)
                return RowState.UPDATED, judged.holder_id
        return judged.state, judged.holder_id

    def _register(self, wanted: Wanted) -> str:
        holder = register_holder(
            self.work,
            first_name=wanted.first_name,
            last_name=wanted.last_name,
            birth_date=wanted.birth_date,
            street=wanted.street,
            postal_code=wanted.postal_code,
            city=wanted.city,
            municipality_nis=wanted.nis,
            national_number=wanted.national_number,
            kind=wanted.kind,
            language=wanted.language,
        )
        self._remember(wanted, holder.id)
        self._card(wanted, holder)
        self._guardian(wanted, holder)
        self.own.add(holder.id)
        return holder.id

    def _remember(self, wanted: Wanted, holder_id: str) -> None:
        if wanted.reference:
            place = {"organisation_id": self.found.organisation_id, "reference": wanted.reference}
            insert_unless_there(self.work.session, HolderReference, **place, holder_id=holder_id)

    def _card(self, wanted: Wanted, holder: Holder) -> None:
        """A card from stock by its number, an older card that nobody knows yet, or a new one on the phone."""
        if wanted.card_number in self.knowledge.cards:
            issue_card(self.work, holder.id, number=wanted.card_number)
        elif wanted.card_number:
            membership = own_membership(self.work, holder)
            if membership is None or membership.status is MembershipStatus.BLOCKED:
                raise BarredFromRegion(field="number")
            member = {"id": membership.id, "holder_id": holder.id}
            issue_together(self.work, membership.card_system_id, [(wanted, member)])
        elif wanted.wants_digital:
            issue_card(self.work, holder.id, kind=CardKind.DIGITAL)

    def _guardian(self, wanted: Wanted, holder: Holder) -> None:
        if not wanted.guardian_email:
            return
        name = wanted.guardian_name or f"{holder.first_name} {holder.last_name}"
        account, code = add_guardian(
            self.work, holder.id, name=name, email=wanted.guardian_email, language=wanted.language
        )
        if code is not None:
            self._send_code(account, code, holder)

    def _send_code(self, account: Account, code: str, holder: Holder) -> None:
        """By mail, if that was chosen; else the counter hands out a new one when somebody comes."""
        if not self.found.mail_address or account.id in self.mailed:
            return
        self.mailed.add(account.id)
        tell(
            self.work,
            account,
            ACCOUNT_CODE,
            holder,
            municipality=self.municipality,
            address=self.found.mail_address,
            email=account.email,
            code=code,
        )

    def _update(self, wanted: Wanted, judged: Judgement, holder_id: str) -> None:
        """Take over what differs; what was never there (a number, a card, a guardian) is added."""
        session = self.work.session
        held = {"key_share": True}  # who is erased at this moment gets no name back
        holder = session.get_one(Holder, holder_id, populate_existing=True, with_for_update=held)
        if holder.erased_at is not None:
            raise NotDoneHere
        self._remember(wanted, holder_id)
        columns = {difference.column for difference in judged.differences}
        plain = {Column.FIRST_NAME, Column.LAST_NAME, Column.BIRTH_DATE, Column.STREET, Column.POSTAL_CODE, Column.CITY}
        for column in sorted(columns & plain):
            setattr(holder, column.value, getattr(wanted, column.value))
        if Column.NATIONAL_NUMBER in columns:
            assert wanted.national_number is not None
            self._give_number(holder, wanted.national_number)
        session.flush()
        if Column.CARD_NUMBER in columns:
            self._card(wanted, holder)
        if Column.GUARDIAN_EMAIL in columns:
            self._guardian(wanted, holder)
        note(self.work, "holder.corrected", "holder", holder.id, columns=sorted(column.value for column in columns))

    def _give_number(self, holder: Holder, number: NationalNumber) -> None:
        columns = identity(self.work, number, holder.birth_date, holder.municipality_nis)
        if columns is None:
            raise AlreadyRegistered(field="national_number")
        for name, value in columns.items():
            setattr(holder, name, value)

    def _keep(self, line: _Line, judged: Judgement, state: RowState, holder_id: str | None) -> None:
        """What was left out stays readable for its file of errors; the words of all other lines go at once."""
        values: dict[str, Any] = {"state": state, "holder_id": holder_id, "done": True, "sealed": None}
        if state in NOT_DONE:
            place = f"{line.row.import_id}/{line.row.line}"
            values["sealed"] = sealed(KeptLine(line.kept.cells, judged), self.work.keys.derive(KEY_PURPOSE), place)
        for name, value in values.items():
            setattr(line.row, name, value)
