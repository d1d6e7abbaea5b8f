"""Fifty national numbers come in through every door that takes one, and some that do not: they turn up nowhere.

Not in the database, not in the logs, in no mail, in no page, file or print that anybody can fetch afterwards. The
control: names that came in along with them are found in each of these places, so the search would find a number too.
"""

from __future__ import annotations

import base64
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.mails import Postman
from tests.together.tenants import Caller, address, callers, gaps, ids, pages, text_of
from tests.together.traces import dump, national_numbers_in, traces
from tests.unit.cards.test_national_number import number_for
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.app import create_app
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.jobs import import_confirmed_holders
from uitpas2.cards.models import Holder, HolderImport
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.seeds import two_tenants
from uitpas2.settings import Settings

CANARY = "Zwentibold"
REGISTER = "/counter/holders/new"
HEADER = "eigen nummer;voornaam;achternaam;geboortedatum;postcode;plaats;insz;ouder;e-mail ouder;kaart;lengte"
SILENT = "http://127.0.0.1:9/"  # where no government answers


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """What is written does not depend on the database: one will do, of which the file itself can be read too."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def app(workplace: Workplace, settings: Settings) -> Flask:
    made = create_app(replace(settings, entitlement_source=SILENT), workplace)
    made.config["WTF_CSRF_ENABLED"] = False
    return made


@dataclass
class Scene:
    """A clerk who plants numbers, everybody who may look for them, and what was answered underway."""

    app: Flask
    workplace: Workplace
    tenant: dict[str, Any]
    everybody: list[Caller]
    planted: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Caller:
        return next(who for who in self.everybody if who.name == name)

    def number(self) -> tuple[str, str]:
        """The next number, with the birth date to which it belongs; each third is a bis number."""
        order = len(self.planted) + 1
        born = date(2010, 1, 1 + order % 28)
        self.planted.append(number_for(born, order, (order % 3) * 20))
        return self.planted[-1], str(born)

    def form(self, number: str, born: str, **changes: str) -> dict[str, str]:
        order = len(self.planted)
        return {
            "first_name": f"{CANARY}{order}",
            "last_name": f"Kind {order}",
            "birth_date": born,
            "postal_code": "9000",
            "city": "Gent",
            "guardian_name": "Ouder",
            "guardian_email": f"ouder{order}@zwentibold.test",
            "national_number": number,
            "idempotency_key": f"planted-{order:04d}-{len(changes)}",
            **changes,
        }

    def register(self, number: str, born: str, **changes: str) -> int:
        return self["clerk"].ask("POST", REGISTER, self.form(number, born, **changes)).status_code


@pytest.fixture
def scene(app: Flask, workplace: Workplace) -> Scene:
    with quick_hashing():
        made = two_tenants.seed(workplace)
    tenant = made["tenants"][0]
    return Scene(app, workplace, tenant, callers(app, workplace, made, tenant))


def in_groups(number: str) -> str:
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def register_them(scene: Scene) -> None:
    """Well, in groups, twice, for somebody else's birth date, with something else wrong, and while we break down."""
    for turn in range(18):
        number, born = scene.number()
        typed = in_groups(number) if turn % 2 else number
        if turn < 12:
            assert scene.register(typed, born) == 303
            scene.kept.append(number)
        elif turn < 14:
            assert scene.register(typed, "2011-05-05") == 422
        else:
            assert scene.register(typed, born, postal_code="1000") == 422
    assert scene.register(scene.kept[0], "2010-01-02", first_name="Ander", last_name="Iemand") == 422


def search_them(scene: Scene) -> None:
    """One that is there, some that are not, in words, by who may not, in addresses that nobody should use."""
    clerk = scene["clerk"]
    assert clerk.ask("POST", "/counter", {"text": in_groups(scene.kept[1])}).status_code == 303
    for turn in range(8):
        number, _ = scene.number()
        typed = [number, in_groups(number), f"Kind {number}", f" {number[:6]} {number[6:]} "][turn % 4]
        scene.answers.append(text_of(clerk.ask("POST", "/counter", {"text": typed})))
        clerk.ask("POST", "/counter/holders/start", {"text": typed})
        clerk.ask("GET", f"/counter?text={number}")
        clerk.ask("GET", f"/counter/holders/{number}")
        scene["volunteer"].ask("POST", "/counter", {"text": typed})
        scene["guardian"].ask("GET", f"/activities?text={number}")


def put_them_in_the_wrong_field(scene: Scene) -> None:
    machine, activity = scene["api client"], scene.tenant["activity_id"]
    machine.headers["Idempotency-Key"] = "a-number-in-the-wrong-field"
    wrong = [scene.number()[0] for _ in range(8)]
    machine.ask("GET", f"/api/v1/cards/{wrong[0]}")
    for path in ("quotes", "sales", "checkins"):
        machine.ask("POST", f"/api/v1/{path}", {"card": wrong[1], "activity_id": activity})
    scene["volunteer"].ask("POST", f"/scan/{activity}/look", {"scanned": wrong[2]})
    scene["guardian"].ask("POST", "/family/add", {"card_number": wrong[3], "birth_date": "2010-01-02"})
    meeting = {"card_number": wrong[4], "birth_date": "2010-01-02", "way": "paper", "why": f"Geen mail, {wrong[4]}"}
    scene["partner"].ask("POST", "/partner/clients/new", meeting)
    nobody = scene.app.test_client()
    nobody.post("/sign-in", data={"email": wrong[5], "password": wrong[5]})
    nobody.get(f"/{wrong[6]}?{wrong[6]}={wrong[6]}", headers={"User-Agent": wrong[6], "Referer": f"/{wrong[6]}"})
    nobody.post("/realms/uitid/protocol/openid-connect/token", data={"client_id": wrong[7], "client_secret": wrong[7]})


def write_them_down(scene: Scene) -> None:
    """A parent asks for a correction, and somebody reads a ground for a purpose."""
    child, right = scene.tenant["holder_id"], scene.tenant["right_id"]
    wish = {"wish": f"Niet {in_groups(scene.kept[2])}, maar {scene.kept[3]}", "idempotency_key": "a-wish-0001"}
    assert scene["guardian"].ask("POST", f"/family/children/{child}/correction", wish).status_code == 303
    with scene.workplace.begin(system_actor("test")) as work:
        services.read_ground(work, right, purpose=f"Controle van {scene.kept[4]}")


def import_them(scene: Scene) -> None:
    """A list with good lines and bad ones, the number as a reference and as a file name; and a workbook."""
    lines = [HEADER]
    for turn in range(10):
        number, born = scene.number()
        order = len(scene.planted)
        wrong = {7: "31/02/2010", 8: "5 mei"}.get(turn, born)
        reference = number if turn == 9 else f"GZ-{order}"
        cells = [reference, f"{CANARY}{order}", "Lijst", wrong, "9000", "Gent", in_groups(number), "Ouder"]
        lines.append(";".join([*cells, f"o{order}@zwentibold.test", "digitaal", "1"]))
        scene.kept += [number] if turn < 7 else []
    upload(scene, "\n".join(lines).encode(), f"lijst {scene.number()[0]}.csv")

    book = Workbook()
    book.active.append([*HEADER.split(";")[:-1], scene.number()[0]])
    for _ in range(3):
        number, born = scene.number()
        scene.kept.append(number)
        order = len(scene.planted)
        cells = ["", f"{CANARY}{order}", "Boek", born, 9000, "Gent", int(number), "Ouder", f"o{order}@zwentibold.test"]
        book.active.append(cells)
    content = io.BytesIO()
    book.save(content)
    upload(scene, content.getvalue(), "boek.xlsx")


def upload(scene: Scene, content: bytes, name: str) -> None:
    clerk = scene["clerk"].client
    read = clerk.post("/counter/imports", data={"file": (io.BytesIO(content), name)})
    assert read.status_code == 303, text_of(read)
    confirm = {"leave_out": "on", "mail": "on", "idempotency_key": f"import-{len(scene.planted):04d}"}
    assert clerk.post(f"{read.location}/confirm", data=confirm).status_code == 303
    import_confirmed_holders(scene.workplace)


def ask_the_government(scene: Scene) -> None:
    """Which does not answer."""
    with scene.workplace.reading() as work:
        ids_of = work.session.scalars(select(Holder.id).where(Holder.first_name.startswith(CANARY)).limit(2)).all()
    for holder_id in ids_of:
        scene["clerk"].ask("POST", f"/counter/holders/{holder_id}/right/ask", {"idempotency_key": f"ask-{holder_id}"})


def seen_afterwards(scene: Scene) -> Iterator[tuple[str, str]]:
    """Every page, file and print there is, once, also of who was planted and what was imported; clerks see most."""
    with scene.workplace.reading() as work:
        planted = work.session.scalars(select(Holder.id).where(Holder.first_name.startswith(CANARY))).first()
        imports = work.session.scalars(select(HolderImport.id)).all()
    others = [{"holder_id": planted}, *({"import_id": id} for id in imports)]
    own, seen = ids(scene.tenant), set()
    for who in sorted(scene.everybody, key=lambda who: who.name != "clerk"):
        for route in pages(scene.app):
            for values in [own, *(own | other for other in others if set(other) <= set(gaps(route)))]:
                asked = address(route, values)
                if who.may_enter(route) and asked not in seen:
                    seen.add(asked)
                    yield asked, text_of(who.ask("GET", asked))


def test_fifty_national_numbers_turn_up_nowhere(
    scene: Scene, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    with quick_hashing():
        register_them(scene)
        search_them(scene)
        put_them_in_the_wrong_field(scene)
        write_them_down(scene)
        import_them(scene)
        ask_the_government(scene)
    monkeypatch.setattr("uitpas2.cards.services.register_with_guardian", lambda *_, **__: 1 / 0)
    scene.app.testing = False
    assert scene.register(*scene.number()) == 500

    waiting = dump(scene.workplace)
    mails = "\n".join(f"{mail.to} {mail.subject} {mail.body}" for mail in Postman(scene.workplace).brings())
    fetched = dict(seen_afterwards(scene))
    logs = capfd.readouterr()
    places = {
        "database": waiting,
        "database later": dump(scene.workplace),
        "file": bytes_of(scene.workplace.engine),
        "mails": mails,
        "answers to a search": "\n".join(scene.answers),
        "logs": logs.out + logs.err + caplog.text,
        **fetched,
    }
    found = {place: numbers for place, text in places.items() if (numbers := national_numbers_in(text, scene.planted))}

    assert found == {}
    assert len(scene.planted) == 50
    with_names = {place for place, text in places.items() if traces(text, [CANARY])}
    assert {"database", "mails"} <= with_names
    assert {place.rpartition(".")[2] for place in with_names} >= {"csv", "xlsx"}
    assert "logs" not in with_names
    assert logs.err.count('"event": "request"') > 150
    with scene.workplace.reading(system_actor("test")) as work:
        there = [number for number in scene.planted if is_kept(work, number)]
    assert there == scene.kept


def bytes_of(engine: Engine) -> str:
    """The database file with its log, as they lie on the disk: also what was thrown away and not yet overwritten."""
    path = Path(str(engine.url.database))
    return "".join(part.read_bytes().decode("latin-1") for part in path.parent.glob(f"{path.name}*"))


def is_kept(work: Any, number: str) -> bool:
    try:
        return bool(cards.holder_by_national_number(work, number))
    except HolderUnknown:
        return False


def test_the_search_finds_a_number_however_it_is_spelled() -> None:
    number = number_for(date(2010, 1, 5), 7)
    texts = [
        number,
        in_groups(number),
        f"({number[:6]} {number[6:9]} {number[9:]})",
        f"{number[:6]}\u202f{number[6:]}",
        base64.b64encode(number.encode()).decode(),
        number.encode().hex(),
    ]

    assert all(national_numbers_in(f"iets{text}anders 12", [number]) for text in texts)
    assert not national_numbers_in("10.01.05-007.00", [number])
