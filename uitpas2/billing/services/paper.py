"""Bills and tax certificates as PDF, in the language of the family. Loaded when one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_currency

from uitpas2.billing.queries.bills import ShownBill, ShownLine
from uitpas2.billing.queries.certificates import ShownCertificate
from uitpas2.billing.rules import CERTIFIER_WORDS, BillState, papers, shown_communication, shown_iban
from uitpas2.billing.rules.words import CORRECTION, LINE_WORDS, LineKind
from uitpas2.cards.rules.qr import dark_runs, qr_matrix
from uitpas2.cards.services.paper import Paper
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import TranslatedText

_BRAND, _INK, _SOFT, _LINE = (31, 78, 121), (29, 36, 51), (74, 82, 102), (217, 213, 204)
_LEFT, _RIGHT, _BOTTOM = 22.0, 188.0, 275.0
_CODE_SIDE = 42.0  # millimetres: a telephone reads it at arm's length
_LINE_HEIGHT = 6.4


def bill_pdf(shown: ShownBill, *, language: str, made_at: datetime) -> bytes:
    """A bill on paper: what for, what it comes to, and how to pay. Two pages or more when it is long."""
    title = papers.BACK if shown.bill.total < ZERO else papers.BILL
    sheet = _Sheet(title.fill(number=shown.standing.number), language, made_at, shown.organiser.name)
    whom = papers.FOR if shown.bill.account_id else papers.FOR_HOUSEHOLD
    sheet.below(whom.fill(family=shown.family), bold=True)
    for address in (shown.street, shown.place):
        sheet.below(address)
    sheet.below(papers.MADE.fill(day=sheet.day(shown.bill.made_on)), soft=True)
    sheet.skip(4)
    sheet.table_head([text.in_language(language) for text in papers.COLUMNS], _WIDTHS)
    for line in shown.lines:
        sheet.row([sheet.short_day(line), _words(line, language), sheet.euro(line.line.amount)], _WIDTHS)
    sheet.skip(2)
    sheet.sum_line(papers.TOTAL, shown.bill.total, bold=True)
    if shown.standing.paid:
        sheet.sum_line(papers.PAID, -shown.standing.paid)
        sheet.sum_line(papers.TO_PAY, shown.standing.open_amount, bold=True)
    sheet.skip(6)
    _how_to_pay(sheet, shown, language)
    return bytes(sheet.paper.output())


def _how_to_pay(sheet: _Sheet, shown: ShownBill, language: str) -> None:
    bill, state = shown.bill, shown.standing.state
    if not shown.code:
        if state is BillState.PAID:
            sheet.below(papers.ALREADY_PAID, bold=True)
        else:
            back = sheet.euro(-shown.standing.open_amount)
            sheet.below(f"{papers.TO_GET.in_language(language)}: {back}", bold=True)
        return
    sheet.room_for(_CODE_SIDE + 16)
    top = sheet.y
    sheet.below(papers.HOW, size=14, bold=True)
    width = _RIGHT - _LEFT - _CODE_SIDE - 6
    for text in (
        papers.BY_DAY.fill(day=sheet.day(bill.due_on)),
        papers.ON_ACCOUNT.fill(iban=shown_iban(bill.iban), payee=bill.payee),
        papers.WITH.fill(communication=shown_communication(bill.communication)),
        papers.SCAN,
        papers.TROUBLE,
    ):
        sheet.below(text, width=width)
    sheet.code(shown.code, _RIGHT - _CODE_SIDE, top)


def _words(line: ShownLine, language: str) -> str:
    text = CORRECTION if line.line.kind is LineKind.SALE and line.line.corrects_id else LINE_WORDS[line.line.kind]
    what = text.fill(activity=line.line.activity_name.in_language(language)).in_language(language)
    return f"{line.child} · {what}" if line.child else what


def certificates_pdf(shown: Sequence[ShownCertificate], *, language: str | None = None, made_at: datetime) -> bytes:
    """Tax certificates, each on a page of its own, in the language of its family unless another one is given."""
    first = shown[0]
    spoken = language or first.language
    sheet = _Sheet(papers.CERTIFICATE.fill(year=first.certificate.year), spoken, made_at, first.organiser)
    for place, one in enumerate(shown):
        if place:
            sheet.language = language or one.language
            sheet.new_page(papers.CERTIFICATE.fill(year=one.certificate.year))
        _certificate(sheet, one)
    return bytes(sheet.paper.output())


def _certificate(sheet: _Sheet, shown: ShownCertificate) -> None:
    certificate, terms = shown.certificate, shown.terms
    number = f"{certificate.year}-{certificate.number:04d}"
    sheet.below(papers.NUMBER.fill(number=number), soft=True)
    if certificate.replaced_by:
        sheet.below(papers.REPLACED, bold=True)
    sheet.heading(papers.PROVIDER)
    sheet.below(shown.organiser, bold=True)
    sheet.below(f"{terms.street}, {terms.postal_code} {terms.city}")
    sheet.below(papers.ENTERPRISE.fill(number=terms.enterprise_number))
    if terms.certifier is None:
        sheet.heading(papers.BOX_ONE_NOT)
    else:
        sheet.heading(papers.BOX_ONE)
        sheet.below(CERTIFIER_WORDS[terms.certifier])
        sheet.below(terms.certifier_name, bold=True)
        sheet.below(f"{terms.certifier_street}, {terms.certifier_postal_code} {terms.certifier_city}".strip(", "))
        if terms.certifier_number:
            sheet.below(papers.ENTERPRISE.fill(number=terms.certifier_number))
    sheet.heading(papers.BOX_TWO)
    for label, name, street, place in (
        (papers.DEBTOR, shown.debtor, shown.debtor_street, shown.debtor_place),
        (papers.CHILD, shown.child, shown.child_street, shown.child_place),
    ):
        sheet.below(label, soft=True)
        sheet.below(name or papers.NAME, bold=bool(name))
        if street:
            sheet.below(f"{street}, {place}")
        elif name:
            sheet.below(papers.ADDRESS)
        if label is papers.CHILD and shown.birth_date:
            sheet.below(papers.BORN.fill(day=sheet.day(shown.birth_date)))
        sheet.below(papers.NATIONAL_NUMBER)
        sheet.skip(2)
    sheet.table_head([text.in_language(sheet.language) for text in papers.PERIODS], _PERIOD_WIDTHS)
    for period in certificate.periods:
        tariff = sheet.euro(period.tariff) if period.tariff is not None else ""
        days = f"{period.starts:%d/%m/%Y} – {period.ends:%d/%m/%Y}"
        sheet.row([days, str(period.days), tariff, sheet.euro(period.amount)], _PERIOD_WIDTHS)
    sheet.sum_line(papers.RECEIVED.fill(year=certificate.year), certificate.total, bold=True)
    sheet.skip(4)
    sheet.below(papers.SIGNED.fill(day=sheet.day(certificate.made_on), place=terms.city))
    sheet.below(papers.WHY_NO_NUMBER, soft=True, size=9)
    sheet.below(papers.NOT_OFFICIAL, soft=True, size=9)


_WIDTHS = (26.0, 108.0, 32.0)
_PERIOD_WIDTHS = (76.0, 24.0, 34.0, 32.0)


class _Sheet:
    """A4 with the organiser's name on top; knows where it is, and begins a new page when there is no room."""

    def __init__(self, title: TranslatedText, language: str, made_at: datetime, organiser: str) -> None:
        self.language = language
        self.organiser = organiser
        self.paper = Paper(title.in_language(language), language, made_at)
        self.paper.set_margin(_LEFT)
        self.new_page(title)

    @property
    def y(self) -> float:
        return float(self.paper.get_y())

    def new_page(self, title: TranslatedText | None = None) -> None:
        self.paper.add_page()
        self.paper.set_fill_color(*_BRAND)
        self.paper.rect(0, 0, 210, 12, style="F")
        self.paper.set_text_color(255, 255, 255)
        self.paper.write_at(_LEFT, 3.4, self.organiser, 11, bold=True, width=_RIGHT - _LEFT)
        self.paper.set_text_color(*_INK)
        self.paper.set_y(24)
        if title is not None:
            self.below(title, size=18, bold=True)
            self.skip(2)

    def room_for(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.new_page()

    def skip(self, height: float) -> None:
        self.paper.set_y(self.y + height)

    def below(
        self,
        text: str | TranslatedText,
        *,
        size: float = 11,
        bold: bool = False,
        soft: bool = False,
        width: float = _RIGHT - _LEFT,
    ) -> None:
        words = text.in_language(self.language) if isinstance(text, TranslatedText) else text
        if not words:
            return
        self.room_for(size * 0.6)
        self.paper.set_text_color(*(_SOFT if soft else _INK))
        self.paper.set_right_margin(210 - _LEFT - width)
        self.paper.write_below(words, size, bold=bold, gap=-size * 0.3528 * 1.4 + 1.2)
        self.paper.set_right_margin(_LEFT)
        self.paper.set_text_color(*_INK)

    def heading(self, text: TranslatedText) -> None:
        self.skip(3)
        self.below(text, size=12, bold=True)

    def table_head(self, names: Sequence[str], widths: Sequence[float]) -> None:
        self.row(names, widths, bold=True)
        self._rule()

    def row(self, cells: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> None:
        """The last column stands at the right."""
        self.room_for(_LINE_HEIGHT)
        top, x = self.y, _LEFT
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            if place == len(cells) - 1:
                self._at_right(cell, top, bold=bold)
            elif cell:
                self.paper.write_at(x, top, cell, 10.5, bold=bold, width=width - 2)
            x += width
        self.paper.set_y(top + _LINE_HEIGHT)

    def sum_line(self, text: TranslatedText, amount: Euro, *, bold: bool = False) -> None:
        self.room_for(_LINE_HEIGHT + 2)
        self._rule()
        top = self.y
        self.paper.write_at(_LEFT, top, text.in_language(self.language), 11, bold=bold, width=120)
        self._at_right(self.euro(amount), top, bold=bold)
        self.paper.set_y(top + _LINE_HEIGHT + 1)

    def code(self, text: str, x: float, y: float) -> None:
        matrix = qr_matrix(text)
        module = _CODE_SIDE / (len(matrix) + 8)
        self.paper.set_fill_color(255, 255, 255)
        self.paper.rect(x, y, _CODE_SIDE, _CODE_SIDE, style="F")
        self.paper.set_fill_color(0, 0, 0)
        for column, row, length in dark_runs(matrix):
            self.paper.rect(x + (column + 4) * module, y + (row + 4) * module, length * module, module, style="F")

    def euro(self, amount: Euro) -> str:
        return format_currency(str(amount), "EUR", locale=self.language)

    def day(self, day: date) -> str:
        return format_date(day, "d MMMM y", locale=self.language)

    def short_day(self, line: ShownLine) -> str:
        return f"{line.line.day:%d/%m/%Y}"

    def _at_right(self, text: str, top: float, *, bold: bool) -> None:
        self.paper.set_font(self.paper.font_family, "B" if bold else "", 10.5)  # before measuring
        width = self.paper.get_string_width(text) if text else 0
        self.paper.write_at(_RIGHT - width - 4, top, text, 10.5, bold=bold)

    def _rule(self) -> None:
        self.paper.set_draw_color(*_LINE)
        self.paper.line(_LEFT, self.y, _RIGHT, self.y)
        self.skip(1.2)
