"""For everybody: the rule book, and the rules of a municipality in plain words and as data."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from uitpas2.accounts import queries as accounts
from uitpas2.database.work import Work
from uitpas2.discounts import queries
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.queries import HeldFor
from uitpas2.discounts.rules import EXAMPLE_PRICE, ChoicesInForce, Chooser, DatedValue, examples, rule_book
from uitpas2.discounts.schemas import RulesQuery
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.guard import open_to_all

NIS = "string(length=5)"


@blueprint.get("/rulebook")
@open_to_all("what Flanders decides is public")
def rulebook() -> ResponseReturnValue:
    with reading() as work:
        today = work.today
    return render_template("discounts/rulebook.html", book=rule_book(), today=today)


@blueprint.get("/rules")
@open_to_all("what municipalities decide is public")
def rules() -> ResponseReturnValue:
    query = read_query(RulesQuery)
    if query.is_valid and "nis" in query.data:
        return redirect(url_for("discounts.public_rules", nis=query.data["nis"]), 303)
    with reading() as work:
        municipalities = accounts.municipalities(work)
    return render_template("discounts/rules.html", municipalities=municipalities, form=query)


@blueprint.get(f"/rules/<{NIS}:nis>")
@open_to_all("what municipalities decide is public")
def public_rules(nis: str) -> ResponseReturnValue:
    with reading() as work:
        current, coming = _now_and_later(work, nis)
    return render_template(
        "discounts/public.html",
        current=current,
        coming=coming,
        parameters=rule_book().chosen_by(Chooser.MUNICIPALITY),
        examples=examples(current),
        example_price=EXAMPLE_PRICE,
    )


@blueprint.get(f"/rules/<{NIS}:nis>.json")
@open_to_all("what municipalities decide is public")
def public_rules_as_data(nis: str) -> ResponseReturnValue:
    with reading() as work:
        current, coming = _now_and_later(work, nis)
    return jsonify(
        municipality={"nis": current.municipality_nis, "name": current.municipality},
        on=current.on.isoformat(),
        rule_book=rule_book().version,
        rules=[_as_data(current, key) for key in current.values],
        choice=_choice_as_data(current),
        coming=[_choice_as_data(held.choices) for held in coming],
        example=[_example_as_data(decision) for decision in examples(current).values()],
    )


def _now_and_later(work: Work, nis: str) -> tuple[ChoicesInForce, list[HeldFor]]:
    current = queries.choices_in_force(work, nis, work.today)
    held = queries.held_over_time(work, nis)
    return current, [one for one in held if one.period.start > work.today]


def _as_data(current: ChoicesInForce, key: str) -> dict[str, Any]:
    parameter, used = rule_book().parameters[key], current.values[key]
    dated = parameter.on(current.on)
    return {
        "key": key,
        "article": parameter.article,
        "label": parameter.label.as_dict(),
        "text": parameter.told.fill(value=used.value).as_dict(),
        "unit": parameter.unit.value,
        "value": used.value,
        "chosen_by": used.chosen_by.value,
        "default": dated.default,
        "lowest": dated.lowest,
        "highest": dated.highest,
        "version": dated.starts.isoformat(),
        "rests_on": _sources(dated),
    }


def _sources(dated: DatedValue) -> dict[str, Any]:
    named = {"default": dated.default_rests_on, "bounds": dated.bounds_rest_on}
    return {
        name: {
            "basis": source.basis.value,
            "why": source.why.as_dict(),
            "link": source.link,
            "checked_on": source.checked_on.isoformat(),
        }
        for name, source in named.items()
    }


def _choice_as_data(choices: ChoicesInForce) -> dict[str, Any] | None:
    if choices.proposal_id is None:
        return None
    chosen = {key: used.value for key, used in choices.values.items() if used.chosen_by is Chooser.MUNICIPALITY}
    return {
        "starts": choices.starts.isoformat() if choices.starts else None,
        "council_decision": choices.council_decision,
        "values": chosen,
    }


def _example_as_data(decision: Any) -> dict[str, Any]:
    return {
        "product_class": decision.facts.product_class.value,
        "full_price_cents": decision.full_price.cents,
        "shares_cents": {payer.value: amount.cents for payer, amount in decision.shares.items()},
    }
