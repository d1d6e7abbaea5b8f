"""Whoever took part, and anybody else, can do a draw again: from its page, its file, or a few lines of their own."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.pages.html import Visitor
from tests.pages.registrations.conftest import Story
from tests.services.cards.people import acts_as
from uitpas2.accounts.models import Assignment
from uitpas2.commands import main
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.registrations import services
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import Priority

SignIn = Callable[[Assignment], FlaskClient]


@pytest.fixture
def drawn(story: Story, workplace: Workplace, clock: FrozenClock) -> str:
    """The page of a draw for two places: Noor, a child of another municipality, and two who only come together."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        office = acts_as(work, story.office)
        terms = {"opens_at": None, "cut_off_minutes": 60, "answer_hours": 24, "needs_approval": False}
        services.set_terms(office, story.swimming, **terms, priorities=[Priority.RESIDENT])
        services.announce_draw(office, story.swimming, at=work.now + timedelta(days=2))
        both = [HolderFactory(first_name=name).id for name in ("Ada", "Bo")]
        services.register_several(work, holder_ids=both, session_id=story.session, together=True)
        for holder_id in (story.noor, HolderFactory(of_aalst=True).id):
            services.register(work, holder_id=holder_id, session_id=story.session)
    clock.move(timedelta(days=2))
    with workplace.begin(system_actor("test")) as work:
        assert services.draw(work, story.swimming) == 4
    return f"/activities/{story.swimming}/draw"


def test_everybody_can_repeat_a_draw_from_its_file_and_finds_nobody_in_it(
    visitor: Visitor, client: FlaskClient, drawn: str, tmp_path: Path
) -> None:
    page = visitor.visit(drawn)
    file = client.get(page.link("Neem alles mee als bestand (CSV)"))
    rows = list(csv.DictReader(io.StringIO(file.text)))
    seed = rows[0]["seed"]

    def own_ticket(code: str) -> str:
        return hmac.new(seed.encode(), code.encode(), "sha256").hexdigest()

    turns: dict[str, tuple[int, str]] = {}
    for row in rows:
        key = row["together"] or row["code"]
        turns[key] = min(turns.get(key, (9, "")), (int(row["group"]), own_ticket(row["code"])))
        assert row["ticket"] == own_ticket(row["code"])
    order = sorted(turns, key=lambda key: turns[key])

    assert hashlib.sha256(seed.encode()).hexdigest() == rows[0]["commitment"]
    assert [order.index(row["together"] or row["code"]) + 1 for row in rows] == [int(row["turn"]) for row in rows]
    assert sum(row["outcome"] == "place" for row in rows) <= 2
    assert all(row["code"] in page.text for row in rows)
    for text in (page.html, file.text):
        assert not [name for name in ("Noor", "Ada", "Bo ", "Maes", "Peeters", "holder-") if name in text]
    kept = tmp_path / "draw.csv"
    kept.write_bytes(file.data)
    assert "the same order: 4 registrations" in CliRunner().invoke(main, ["draw", "repeat", str(kept)]).output


@pytest.mark.parametrize("change", ["turn", "seed", "group", "columns", "nothing"])
def test_a_file_that_was_changed_is_found_out(client: FlaskClient, drawn: str, tmp_path: Path, change: str) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"{drawn}.csv").text)))
    match change:
        case "turn":
            rows[1][0], rows[-1][0] = rows[-1][0], rows[1][0]
        case "seed":
            for row in rows[1:]:
                row[6] = "another"
        case "group":
            rows[-1][1] = "-1"
        case "columns":
            rows[0][0] = "place"
    kept = tmp_path / "draw.csv"
    kept.write_text("\n".join(",".join(row) for row in rows))

    result = CliRunner().invoke(main, ["draw", "repeat", str(kept)])

    assert (result.exit_code == 0) == (change == "nothing"), result.output
    assert len(result.output.strip().splitlines()) == 1


def test_each_family_finds_its_own_child_and_no_other(
    visitor: Visitor, sign_in: SignIn, story: Story, workplace: Workplace, drawn: str
) -> None:
    sign_in(story.mother)
    with workplace.begin(system_actor("test")) as work:
        asked = select(Registration.id).where(Registration.holder_id == story.noor)
        page = f"/family/children/{story.noor}/registrations/{work.session.scalars(asked).one()}"
    own = visitor.visit(visitor.visit(page).link("Hoe weet je dat de loting eerlijk is?"))
    sign_in(story.other_mother)
    other = visitor.visit(drawn)

    assert "Noor: beurt" in own.text
    assert own.text.count("beurt") == 1
    assert "Waar vind ik mijn eigen kind?" not in other.text
    assert visitor.visit(f"/activities/{story.noor}/draw", status=404).status == 404


def test_before_it_is_done_there_is_no_seed_and_no_file(
    visitor: Visitor, client: FlaskClient, story: Story, workplace: Workplace
) -> None:
    assert client.get(f"/activities/{story.swimming}/draw").status_code == 404
    with workplace.begin(system_actor("test")) as work:
        at = work.now + timedelta(days=2)
        seed = services.announce_draw(acts_as(work, story.office), story.swimming, at=at).draw_seed or ""

    page = visitor.visit(f"/activities/{story.swimming}/draw")

    assert seed not in page.html
    assert client.get(f"/activities/{story.swimming}/draw.csv").status_code == 404
