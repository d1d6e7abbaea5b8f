"""Within one town: a partner, an organiser, two families and the two parents of one child each have their own canary.

Everybody opens every page, export, PDF, feed and API answer there is for them, with the ids of everybody; and all mail
is read. A canary turns up only where it belongs, and there it does turn up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update

from tests.databases import empty
from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.mails import Postman
from tests.together.tenants import Caller, address, caller_of, callers, gaps, ids, pages, text_of
from uitpas2.accounts.models import Account, Assignment, Municipality, Organisation
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.models import Session
from uitpas2.billing.models import Payment
from uitpas2.cards.models import Holder
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations.models import Registration
from uitpas2.registrations.services import register
from uitpas2.seeds import two_tenants
from uitpas2.welfare.models import Task

FAMILY = frozenset({"guardian", "other parent"})
PARTNER = frozenset({"partner", "responsible"})
MUNICIPALITY = frozenset({"officer", "second-officer", "clerk"})
ELSEWHERE = {"flanders", "policy", "second-officer"}
AT_THE_DOOR = frozenset({"organiser", "volunteer", "api client"})


@dataclass(frozen=True)
class Planted:
    """A text, who may read it, and who certainly comes across it."""

    text: str
    readers: frozenset[str]
    seen_by: frozenset[str]


PLANTED = {
    "the partner that guides Noor": Planted("Parkiet7Q", FAMILY | PARTNER | MUNICIPALITY, PARTNER | {"guardian"}),
    "what the partner notes for itself": Planted("Parkietnota8W", PARTNER, frozenset({"partner"})),
    "the other family’s child": Planted(
        "Merel4K", frozenset({"other family", "clerk"}) | AT_THE_DOOR, frozenset({"organiser", "api client"})
    ),
    "where the other family lives": Planted(
        "Merelstraat5X", frozenset({"other family", "clerk"}), frozenset({"other family", "clerk"})
    ),
    "how the other family is reached": Planted(
        "merelmail6z", frozenset({"other family", "clerk"}), frozenset({"clerk"})
    ),
    "how Noor’s other parent is reached": Planted(
        "vinkmail3t", frozenset({"other parent", "clerk"}), frozenset({"other parent", "clerk"})
    ),
    "how Noor’s mother is reached": Planted(
        "mereltje9p", frozenset({"guardian", "clerk"}), frozenset({"guardian", "clerk"})
    ),
    "where Noor lives": Planted("Lijsterstraat2H", frozenset({"guardian", "clerk"}), frozenset({"clerk"})),
    "what the organiser notes about a payment": Planted("Zwaluwnota1D", frozenset({"organiser"}), frozenset()),
}


# Where somebody else reads a text after all, with the reason.
BESIDES = {
    ("where Noor lives", "/organiser/bills/"): "a bill is sent to where they live",
    ("where Noor lives", "/organiser/certificates/"): "the tax certificate says where a child lives",
    ("where Noor lives", "/partner/rights/"): "the letter about a right is sent to where they live",
    (
        "what the partner notes for itself",
        "/family/children/[^/]+/data",
    ): "a family may have all that is kept of a child",
    ("the partner that guides Noor", "/family/children/[^/]+/guides$"): "a family chooses among the town’s partners",
}


@dataclass
class Town:
    app: Flask
    workplace: Workplace
    tenant: dict[str, Any]
    others: dict[str, str]  # the same gaps of addresses, with what belongs to the other family
    mails: dict[str, str]  # whose address is whose
    everybody: list[Caller]


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Who reads what does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def town(app: Flask, workplace: Workplace) -> Town:
    with quick_hashing():
        made = two_tenants.seed(workplace)
    tenant = made["tenants"][0]
    with workplace.begin(system_actor("test")) as work:
        use(work)
        partner = work.session.get_one(Organisation, tenant["partner_id"])
        partner.name = f"Wijkhuis {PLANTED['the partner that guides Noor'].text}"
        work.session.execute(update(Task).values(what=PLANTED["what the partner notes for itself"].text))
        work.session.execute(update(Payment).values(note=PLANTED["what the organiser notes about a payment"].text))
        home = update(Holder).where(Holder.id.in_([tenant["holder_id"], tenant["sibling_id"]]))
        work.session.execute(home.values(street=f"{PLANTED['where Noor lives'].text} 1"))
        mother = work.session.get_one(Account, tenant["guardian_id"])
        mother.email = f"{PLANTED['how Noor’s mother is reached'].text}@gezin.test"
        father = AccountFactory(name="Wouter", email=f"{PLANTED['how Noor’s other parent is reached'].text}@gezin.test")
        noor = work.session.get_one(Holder, tenant["holder_id"])
        GuardianshipFactory(account=father, holder=noor, other_household=work.new_id())
        lou = HolderFactory(
            first_name=f"Lou{PLANTED['the other family’s child'].text}",
            street=f"{PLANTED['where the other family lives'].text} 3",
            municipality=work.session.get_one(Municipality, tenant["nis"]),
        )
        card = CardFactory(holder=lou)
        other = AccountFactory(name="Ans", email=f"{PLANTED['how the other family is reached'].text}@gezin.test")
        GuardianshipFactory(account=other, holder=lou)
        ahead = select(Session).where(Session.activity_id == tenant["sold_activity_id"]).order_by(Session.starts)
        second, third = work.session.scalars(ahead).all()[1:3]
        of_lou = register(work, session_id=second.id, holder_id=lou.id).id
        by_mail = select(Assignment).join(Account).where(Account.email == tenant["sign_ins"]["partner"])
        guide = actor_of(work.session.scalars(by_mail).one())
        parents = [AssignmentFactory(guardian=True, account=account) for account in (father, other)]
        others = {"holder_id": lou.id, "card_id": card.id, "registration_id": of_lou, "account_id": other.id}
        tenant["sign_ins"]["guardian"] = mother.email
        extra = [caller_of(app, name, one) for name, one in zip(("other parent", "other family"), parents, strict=True)]
        third_id = third.id
        mails = {father.email: "other parent", other.email: "other family"}
    with workplace.begin(guide) as work:
        register(work, session_id=third_id, holder_id=tenant["holder_id"])
    # Who works for all of Flanders is walked beside two tenants, in test_tenants; one officer sees what two see.
    everybody = [one for one in (*callers(app, workplace, made, tenant), *extra) if one.name not in ELSEWHERE]
    return Town(app, workplace, tenant, ids(tenant) | others, mails, everybody)


def walk(town: Town, *, only: frozenset[str] = frozenset()) -> dict[str, dict[str, str]]:
    """By caller, every address that is open to them with all that was answered; of the other family as well."""
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    own = ids(town.tenant) | {"activity_id": town.tenant["sold_activity_id"]}
    for who in [one for one in town.everybody if not only or one.name in only]:
        for route in pages(town.app):
            if route.door.open_because or not who.may_enter(route):
                continue
            for values in (own, town.others | {"activity_id": town.tenant["sold_activity_id"]}):
                asked = address(route, values)
                if asked not in seen[who.name]:
                    seen[who.name][asked] = text_of(who.ask("GET", asked))
                if not gaps(route):
                    break
    return seen


def reads(planted: Planted, text: str) -> bool:
    return planted.text.lower() in text.lower()


def is_besides(what: str, asked: str) -> bool:
    return any(re.match(where, asked) for about, where in BESIDES if about == what)


def strangers(seen: dict[str, dict[str, str]]) -> list[str]:
    """Who reads what is not for them, and where."""
    return [
        f"{who} reads {what} on {asked}"
        for who, answers in seen.items()
        for asked, text in answers.items()
        for what, planted in PLANTED.items()
        if reads(planted, text) and who not in planted.readers and not is_besides(what, asked)
    ]


def letterboxes(town: Town) -> dict[str, dict[str, str]]:
    """The same of all mail, by who gets it; who works somewhere has the name of their role."""
    owners = {mail: name for name, mail in town.tenant["sign_ins"].items()} | town.mails
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for number, mail in enumerate(Postman(town.workplace).brings()):
        owner = owners.get(mail.to, "somebody else")
        seen[owner][f"mail {number}, {mail.subject}"] = f"{mail.subject} {mail.body}"
    return seen


def test_everybody_in_town_reads_only_what_is_theirs_to_read(town: Town) -> None:
    seen = walk(town)
    letters = letterboxes(town)

    for what, planted in PLANTED.items():
        who_saw = {who for who, answers in seen.items() if any(reads(planted, text) for text in answers.values())}
        assert who_saw >= planted.seen_by, (what, who_saw)
    assert "\n".join(strangers(seen)) == ""
    assert {"guardian", "other parent", "other family"} <= set(letters)
    assert strangers(letters) == []


def test_a_list_that_named_the_partner_would_be_noticed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = update(Registration).where(Registration.entered_for.is_not(None)).values(partner_shown=True)
    with town.workplace.begin(system_actor("test")) as work:
        work.session.execute(shown)

    found = strangers(walk(town, only=AT_THE_DOOR))

    assert any("organiser reads the partner that guides Noor on /organiser/activities/" in one for one in found)
    assert any("api client reads the partner that guides Noor on /api/v1/registrations" in one for one in found)
