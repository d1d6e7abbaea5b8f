"""What a change of the rule book would have meant in all of Flanders, and the words for every simulation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.rules import Permission
from uitpas2.discounts.pages.blueprint import PAYERS, blueprint
from uitpas2.discounts.pages.groups import Group, groups_of
from uitpas2.discounts.queries.simulating import simulate_all
from uitpas2.discounts.rules import PRICE, Chooser, Parameter, Payer, rule_book
from uitpas2.discounts.rules.simulated import Part, Simulation
from uitpas2.discounts.rules.simulating import Draft, with_default
from uitpas2.discounts.schemas import simulation_query
from uitpas2.discounts.values.kinds import NUMBERS, Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import Period
from uitpas2.web.bodies import Form, read_query
from uitpas2.web.context import reporting
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words, reader_language
from uitpas2.web.limits import TRY_OUT, limiter

TOP = 10
BAR_WIDTH = 250
PAYER_HEIGHT = 84


def _asks_nothing() -> bool:
    return not {"value", "none", "try"} & set(request.args)


@blueprint.get("/flanders/simulation")
@needs(Permission.SEE_CHOICES_OF_ALL)
@limiter.limit(TRY_OUT, exempt_when=_asks_nothing)
def simulation() -> ResponseReturnValue:
    key = request.args.get("parameter", "")
    parameter = next((one for _title, some in _groups() for one in some if one.key == key), None)
    if key and parameter is None:
        abort(404)
    if parameter is None:
        return render_template("discounts/simulation.html", groups=_groups(), parameter=None)
    form = read_query(simulation_query(parameter))
    value = _value(parameter, form)
    is_asked = form.is_valid and value is not None
    with reporting() as work:
        today, names = work.today, {one.nis: one.name for one in accounts.municipalities(work)}
        found = simulate_all(work, _draft(parameter, value, form)) if is_asked and value is not None else None
    return render_template(
        "discounts/simulation.html",
        groups=_groups(),
        parameter=parameter,
        dated=parameter.on(today),
        today=today,
        form=form,
        value=value,
        is_asked=is_asked,
        simulation=found,
        table=_table(found, show_all=form.data.get("show") == "all") if found else None,
        names=names,
        ticked=_ticked(parameter),
        is_number=parameter.kind in NUMBERS,
        of_flanders=True,
        offers_none=parameter.on(today).may_be_none or parameter.on(today).default >= NOTHING,
        shown_query={**request.args.to_dict(flat=False), "show": "all", "_anchor": "towns"},
    ), 200 if form.is_valid else 422


def _groups() -> list[tuple[Group, list[Parameter]]]:
    """What decides about prices, and so can be tried on sales, by subject. What organisers choose is theirs."""
    book = rule_book()
    decisive = book.compiled(PRICE, max(book.changes)).parameters
    return groups_of(
        one for key, one in book.parameters.items() if key in decisive and one.chosen_by is not Chooser.ORGANISER
    )


def _ticked(parameter: Parameter) -> list[str]:
    return [code for code in request.args.getlist("value") if code in parameter.codes]


def _value(parameter: Parameter, form: Form) -> int | None:
    """The default that is tried; None while nothing was filled in."""
    if parameter.kind is Kind.SET_OF:
        return (
            sum(1 << parameter.codes.index(code) for code in set(_ticked(parameter))) if "try" in request.args else None
        )
    if form.data.get("none"):
        return NOTHING
    value: int | None = form.data.get("value")
    return value


def _draft(parameter: Parameter, value: int, form: Form) -> Draft:
    lowest, highest = form.data.get("lowest"), form.data.get("highest")
    return Draft(book=with_default(rule_book(), parameter.key, value, lowest=lowest, highest=highest))


@dataclass(frozen=True)
class Table:
    """The municipalities by how much changes there, and how many more there are to show."""

    rows: list[Part]
    together: Part | None
    more: int


def _table(found: Simulation, *, show_all: bool) -> Table:
    alone = [one for one in found.municipalities if len(one.names) == 1]
    alone.sort(key=lambda one: abs(one.change.cents), reverse=True)
    together = next((one for one in found.municipalities if len(one.names) > 1), None)
    shown = alone if show_all else [one for one in alone if one.change][:TOP]
    return Table(shown, together, len(alone) - len(shown))


@dataclass(frozen=True)
class Bar:
    """One payer in the chart: what is paid before and after, with how long the bars are and how far down they stand."""

    payer: Payer
    top: int
    before: Euro
    after: Euro
    before_width: int
    after_width: int


@blueprint.app_template_global()
def simulation_bars(found: Simulation) -> list[Bar]:
    """The bars of the chart, all to the same scale."""
    amounts = found.total.payers
    longest = max((amount.cents for one in amounts.values() for amount in (one.before, one.after)), default=0) or 1
    return [
        Bar(
            payer=payer,
            top=place * PAYER_HEIGHT,
            before=one.before,
            after=one.after,
            before_width=one.before.cents * BAR_WIDTH // longest,
            after_width=one.after.cents * BAR_WIDTH // longest,
        )
        for place, (payer, one) in enumerate(amounts.items())
    ]


@blueprint.app_template_global()
def payer_words(payer: Payer) -> str:
    return in_words(PAYERS[payer])


@blueprint.app_template_global()
def parameter_words(key: str) -> str:
    """What a parameter is called."""
    return in_words(rule_book().parameters[key].label)


@blueprint.app_template_filter("class_words")
def class_words(code: str) -> str:
    """What a product class is called."""
    vocabulary = rule_book().vocabulary
    return in_words(vocabulary.words_of(vocabulary.facts["product_class"])[code])


@blueprint.app_template_filter("whole_months")
def whole_months(period: Period) -> str:
    """A period of whole months in words: from November 2025 to October 2026."""
    assert period.end is not None
    first, last = (
        format_date(day, "MMMM y", locale=reader_language()) for day in (period.start, period.end - timedelta(days=1))
    )
    return str(_("from %(first)s up to and including %(last)s", first=first, last=last))


@blueprint.app_template_filter("size")
def size(amount: Euro) -> Euro:
    """How large a difference is, whatever its sign."""
    return -amount if amount < ZERO else amount


@blueprint.app_template_filter("whole_euro")
def whole_euro(amount: Euro) -> str:
    """A rounded amount without its cents: € 1.230."""
    language = reader_language()
    number = format_decimal(abs(amount.cents) // 100, locale="nl_BE" if language == "nl" else language)
    minus = "\u2212" if amount < ZERO else ""
    if language == "fr":
        return f"{minus}{number}\u00a0€"
    return f"{minus}€{number}" if language == "en" else f"{minus}€\u00a0{number}"


@blueprint.app_template_filter("signed_euro")
def signed_euro(amount: Euro) -> str:
    """A difference with its sign; what rounds to nothing says so."""
    return f"+{whole_euro(amount)}" if amount > ZERO else whole_euro(amount)


@blueprint.app_template_filter("thousands")
def thousands(number: int) -> str:
    """A number of people or tickets with marks between the thousands."""
    language = reader_language()
    return format_decimal(number, locale="nl_BE" if language == "nl" else language)
