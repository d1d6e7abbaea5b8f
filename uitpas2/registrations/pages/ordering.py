"""Choose moments and children, see what each gets and pays, and confirm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel.dates import format_date
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.database.work import Work
from uitpas2.discounts.queries import explain_decision
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.registrations import queries, services
from uitpas2.registrations.errors import ChildNeeded, MomentNeeded, TooMuchAtOnce
from uitpas2.registrations.pages.finder import asked_places
from uitpas2.registrations.pages.portals import PORTALS, Portal, add_beside_choice
from uitpas2.registrations.rules import PRIORITY_WORDS, Wish
from uitpas2.registrations.rules.periods import Period
from uitpas2.registrations.schemas import OrderForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.idempotency import once
from uitpas2.web.language import reader_language

MOST_AT_ONCE = 150
LISTS = ("child", "what", "period")


def choice_page(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """The moments of one activity, with the price this child pays."""
    with reading() as work:
        return _choice(work, portal, holder_id, activity_id, _chosen_before())


def check_page(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """What each child would get and pay. An address without a choice leads back to choosing."""
    form = Form(values={name: request.args.getlist(name) for name in LISTS})
    form.values["together"] = request.args.get("together", "")
    with reading() as work:
        holder = queries.child(work, holder_id)
        wishes = _wishes(form, queries.choice(work, holder, activity_id), holder.id)
        if not form.is_valid:
            return _choice(work, portal, holder_id, activity_id, form), 422
        return _checked(work, portal, holder_id, activity_id, wishes, form, together=form.values["together"] == "true")


def confirm(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """Register what was shown, and go to what became of it; a refusal stands above what is possible now."""
    form = read_form(OrderForm)
    wishes = [wish for text in form.data.get("wish", []) if (wish := Wish.of_text(text))]
    if not wishes:
        form.add(MomentNeeded(field="what"))
        with reading() as work:
            return _choice(work, portal, holder_id, activity_id, form), 422
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: ({"ids": _register(work, wishes, form.data)}, 201))
            return redirect(_after(portal, holder_id, activity_id, wishes, answer["ids"]), 303)
        except DomainError as error:
            add_beside_choice(form, error)
    with reading() as work:
        together = bool(form.data.get("together"))
        return _checked(work, portal, holder_id, activity_id, wishes, form, together=together), 422


def _register(work: Work, wishes: Sequence[Wish], data: dict[str, Any]) -> list[str]:
    made = services.register_all(
        work,
        wishes,
        together=data["together"],
        or_wait=data["or_wait"],
        expected=Euro(data["expected_cents"]) if data["expected_cents"] is not None else None,
        partner_shown=data["partner_shown"],
    )
    return [one.id for one in made]


def _after(portal: Portal, holder_id: str, activity_id: str, wishes: Sequence[Wish], ids: Sequence[str]) -> str:
    """One registration has its own page; several are shown together."""
    if len(ids) == 1:
        return url_for(portal.registration, holder_id=wishes[0].holder_id, registration_id=ids[0])
    return url_for(portal.registered, holder_id=holder_id, activity_id=activity_id)


def _wishes(form: Form, choice: queries.Choice, holder_id: str) -> list[Wish]:
    """Every chosen child with every chosen moment; what is missing is added to the form's errors."""
    own = {one.id for one in choice.children}
    children = [id for id in form.values["child"] if id in own] if len(own) > 1 else [holder_id]
    keys = dict.fromkeys(key for key in form.values["what"] if Wish.of_key(holder_id, key))
    for period in form.values["period"]:
        keys |= dict.fromkeys(choice.keys_of(period))
    if not children:
        form.add(ChildNeeded(field="child"))
    if not keys:
        form.add(MomentNeeded(field="what"))
    if len(children) * len(keys) > MOST_AT_ONCE:
        form.add(TooMuchAtOnce(field="what", most=MOST_AT_ONCE))
    return [wish for child in children for key in keys if (wish := Wish.of_key(child, key))]


def _choice(work: Work, portal: Portal, holder_id: str, activity_id: str, form: Form) -> str:
    holder = queries.child(work, holder_id)
    chosen = queries.choice(work, holder, activity_id)
    form.values.setdefault("child", [holder.id])
    form.values.setdefault("what", [])
    return render_template(
        "registrations/choice.html",
        portal=portal,
        holder=holder,
        choice=chosen,
        form=form,
        periods=[(one, _period_in_words(one)) for one in chosen.periods],
        months=_months(chosen),
        published=queries.published_terms(work, activity_id),
        now=work.now,
        groups=PRIORITY_WORDS,
        asked=asked_places(),
    )


def _checked(
    work: Work,
    portal: Portal,
    holder_id: str,
    activity_id: str,
    wishes: Sequence[Wish],
    form: Form,
    *,
    together: bool,
) -> str:
    holder = queries.child(work, holder_id)
    order = queries.order_of(work, activity_id, wishes, together=together)
    return render_template(
        "registrations/order.html",
        portal=portal,
        holder=holder,
        order=order,
        form=form,
        chosen=_choices_in_address(),
        meanwhile=queries.clashes(work, order),
        published=queries.published_terms(work, activity_id),
        groups=PRIORITY_WORDS,
        explained=lambda price: explain_decision(price.decision, known_on=work.now, language=reader_language()),
    )


def _chosen_before() -> Form:
    """What was chosen in the finder, or before going back, stands chosen already."""
    values: dict[str, Any] = {name: request.args.getlist(name) for name in LISTS if name in request.args}
    if session_id := request.args.get("session", ""):
        values.setdefault("what", [Wish("", session_id=session_id).key])
    values["together"] = request.args.get("together", "")
    return Form(values=values)


def _choices_in_address() -> dict[str, Any]:
    """What the address says about the choice, so that going back loses nothing."""
    chosen = {name: request.args.getlist(name) for name in (*LISTS, "together")}
    return {**asked_places(), **chosen}


def _months(choice: queries.Choice) -> list[tuple[str, list[queries.Option]]]:
    """The single moments, by month."""
    found: dict[str, list[queries.Option]] = {}
    for option in choice.moments:
        found.setdefault(_month(option.first.day), []).append(option)
    return list(found.items())


def _period_in_words(period: Period) -> str:
    month = _month(period.month)
    if period.weekday is None:
        return str(gettext("Every day in %(month)s", month=month))
    weekday = format_date(min(period.days), "EEEE", locale=reader_language())
    return str(gettext("Every %(weekday)s in %(month)s", weekday=weekday, month=month))


def _month(day: Any) -> str:
    return format_date(day, "MMMM y", locale=reader_language())


for one in PORTALS:
    one.open("GET", "/places/<activity_id>", "choice", choice_page)
    one.open("GET", "/places/<activity_id>/check", "check", check_page)
    one.open("POST", "/places/<activity_id>", "confirm", confirm)
