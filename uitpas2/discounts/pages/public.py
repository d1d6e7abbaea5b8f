"""For everybody: the rule book, and the rules of a municipality in plain words and as data."""

from __future__ import annotations

from typing import Any

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from uitpas2.accounts import queries as accounts
from uitpas2.database.work import Work
from uitpas2.discounts import queries
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.pages.changes import ChangesOn, over_time
from uitpas2.discounts.pages.told import rules_as_data, shown
from uitpas2.discounts.rules import EXAMPLE_PRICE, ChoicesInForce, Chooser, Decision, examples, rule_book
from uitpas2.discounts.rules.as_data import rule_as_data
from uitpas2.discounts.rules.examples import EXAMPLES
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
    book = rule_book()
    by_article = {
        number: [one for one in book.parameters.values() if one.article == number] for number in book.articles
    }
    return render_template("discounts/rulebook.html", book=book, by_article=by_article, today=today)


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
        groups=shown(current),
        count=len(rule_book().chosen_by(Chooser.MUNICIPALITY)),
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
        rules=rules_as_data(current),
        coming=[_coming_as_data(one) for one in coming],
        example=[
            _example_as_data(product_class.value, decision)
            for product_class, decision in zip(EXAMPLES, examples(current).values(), strict=True)
        ],
    )


def _now_and_later(work: Work, nis: str) -> tuple[ChoicesInForce, list[ChangesOn]]:
    """What holds today, and what changes on later days, the first one first."""
    current = queries.choices_in_force(work, nis, work.today)
    changes = over_time(queries.held_over_time(work, nis))
    return current, [one for one in reversed(changes) if one.day > work.today]


def _coming_as_data(one: ChangesOn) -> dict[str, Any]:
    return {"from": one.day.isoformat(), "rules": [rule_as_data(change.after) for change in one.changes]}


def _example_as_data(product_class: str, decision: Decision) -> dict[str, Any]:
    return {
        "product_class": product_class,
        "full_price_cents": decision.full_price.cents,
        "shares_cents": {payer.value: amount.cents for payer, amount in decision.shares.items()},
    }
