"""Files of holders: a preview first, nobody registered before the yes, and a second time changes nothing."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from tests.factories.accounts import LONG_AGO, AccountFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardKeyFactory, GuardianshipFactory, HolderFactory
from tests.mails import Postman
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from tests.unit.cards.test_national_number import number_for
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors.importing import ImportStarted, ImportUnknown, LeavingOutNeeded, NothingToImport
from uitpas2.cards.jobs import import_confirmed_holders
from uitpas2.cards.models import Card, Guardianship, Holder, HolderImportRow, HolderReference, Membership
from uitpas2.cards.rules import CardKind, CardStatus, check_digit
from uitpas2.cards.rules.importing import NOT_DONE, Column, ImportStatus, RowChoice, RowState
from uitpas2.commands import main
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.trail.models import TrailEntry
from uitpas2.trail.queries import about

HEADER = (
    "eigen nummer;voornaam;achternaam;geboortedatum;straat;postcode;plaats;insz;ouder;e-mail ouder;kaartnummer;"
    "kaart;taal"
)
OURS = f"020050000001{check_digit('020050000001')}"
INSZ = number_for(date(2018, 3, 14), 2)
NOOR = f"1;Noor;Peeters;14/03/2018;Kouter 1;9000;Gent;{INSZ};Lotte Maes;lotte@voorbeeld.test;;digitaal;fr"
JAN = "2;Jan;Jacobs;01/02/1980;;9000;Gent;;;jan@voorbeeld.test;0900000095902;"
CHIRO = "3;Chiro;;;;9000;Gent;;;;;"
WRONG = "4;Els;;31/02/2018;;9000;Gent;;;;;"
LIST = (NOOR, JAN)


@pytest.fixture
def clerks(workplace):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return tuple(actor_of(clerk) for clerk in (clerk_of_gent(), clerk_of_aalst()))


@pytest.fixture
def gent(clerks):
    return clerks[0]


@pytest.fixture
def made(workplace, clerks):
    """`made(HolderFactory)` makes something with a factory and commits it."""

    def make(factory, **words):
        with workplace.begin(system_actor("test")) as work:
            use(work)
            return factory(**words)

    return make


def read(workplace, clerk, *lines) -> str:
    with workplace.begin(clerk) as work:
        return services.read_holders(work, "\n".join([HEADER, *lines]).encode(), file_name="lijst.csv").id


def states(workplace, clerk, import_id) -> dict[str, int]:
    with workplace.reading(clerk) as work:
        return {state.value: number for state, number in queries.import_counts(work, import_id).items()}


def imported(workplace, clerk, import_id, **how) -> dict[str, int]:
    """Confirm, let the worker work, and tell the figures at the end."""
    with workplace.begin(clerk) as work:
        services.confirm_import(work, import_id, **how)
    import_confirmed_holders(workplace)
    with workplace.reading(clerk) as work:
        found = queries.holder_import(work, import_id)
        assert found.status is ImportStatus.DONE
        return found.figures


def choose(workplace, clerk, import_id, **choices) -> None:
    with workplace.begin(clerk) as work:
        services.choose_lines(work, import_id, {int(line[1:]): RowChoice(choice) for line, choice in choices.items()})


def holders(workplace) -> list[str]:
    with workplace.reading() as work:
        return list(work.session.scalars(select(Holder.first_name).order_by(Holder.first_name)))


def lines(workplace, clerk, import_id, *wanted):
    with workplace.reading(clerk) as work:
        return queries.import_lines(work, queries.holder_import(work, import_id), wanted or list(RowState))


def test_a_preview_registers_nobody_and_shows_no_national_number(workplace, gent):
    import_id = read(workplace, gent, *LIST, WRONG)

    assert states(workplace, gent, import_id) == {"new": 2, "wrong": 1}
    assert holders(workplace) == []
    noor, _, els = lines(workplace, gent, import_id)
    assert noor.cells[Column.NATIONAL_NUMBER] == "***"
    assert [(problem.column, problem.code) for problem in els.kept.judgement.problems] == [
        (Column.LAST_NAME, "import-cell-missing"),
        (Column.BIRTH_DATE, "import-date-unreadable"),
    ]
    with workplace.reading() as work:
        kept = b"".join(work.session.scalars(select(HolderImportRow.sealed)))
    assert b"Noor" not in kept
    assert INSZ.encode() not in kept


def test_after_the_yes_holders_cards_and_guardians_are_there_and_the_words_of_the_file_are_gone(workplace, gent):
    import_id = read(workplace, gent, *LIST)

    figures = imported(workplace, gent, import_id, mail_address="https://pas.test/activate")

    assert figures == {"registered": 2}
    with workplace.reading(gent) as work:
        noor = queries.holder_by_national_number(work, INSZ)
        (noors_card,) = queries.cards_of(work, noor.id)
        jan = queries.holder_of_card(work, "0900000095902")
        assert (noor.street, noor.registered_by, noors_card.kind) == (
            "Kouter 1",
            gent.organisation_id,
            CardKind.DIGITAL,
        )
        assert [account.name for account in queries.guardians_of(work, noor.id)] == ["Lotte Maes"]
        assert [account.name for account in queries.guardians_of(work, jan.id)] == ["Jan Jacobs"]
        assert queries.card_at_door(work, "0900000095902").first_name == "Jan"
        assert not noors_card.number.startswith("09")
        assert work.session.scalars(select(HolderImportRow)).all() == []
        assert {entry.actor_id for entry in about(work, "holder", noor.id)} == {gent.id}
    mail = next(mail for mail in Postman(workplace).brings() if mail.to == "lotte@voorbeeld.test")
    assert "https://pas.test/activate" in mail.body
    assert "Noor" not in mail.subject + mail.body


def test_importing_the_same_file_again_changes_nothing(workplace, gent):
    unsure = "6;Lien;Maes;02/05/2017;;9000;Gent;;;;;"
    without_reference = NOOR.removeprefix("1")
    for rows in ((*LIST, unsure), (without_reference, JAN.removeprefix("2"), unsure.removeprefix("6"))):
        first = read(workplace, gent, *rows)
        if "new" in states(workplace, gent, first):
            imported(workplace, gent, first)
        before = everything(workplace)

        again = read(workplace, gent, *rows)

        assert states(workplace, gent, again) == {"known": 3}
        with workplace.begin(gent) as work, pytest.raises(NothingToImport):
            services.confirm_import(work, again)
        assert everything(workplace) == before


def everything(workplace):
    with workplace.reading() as work:
        models = (Holder, Card, Guardianship, HolderReference)
        return [
            work.session.execute(select(model.__table__).order_by(*model.__table__.primary_key)).all()
            for model in models
        ]


def test_confirming_twice_imports_once_also_with_two_workers_at_the_lines(workplace, gent):
    import_id = read(workplace, gent, *LIST)
    imported(workplace, gent, import_id)

    with workplace.begin(gent) as work, pytest.raises(ImportStarted):
        services.confirm_import(work, import_id)
    assert not services.carry_out_import(workplace, import_id)
    assert holders(workplace) == ["Jan", "Noor"]


def test_lines_that_are_wrong_are_left_out_only_by_an_explicit_choice_and_can_be_fetched_for_a_day(
    workplace, gent, clock
):
    import_id = read(workplace, gent, NOOR, WRONG)
    with workplace.begin(gent) as work, pytest.raises(LeavingOutNeeded) as refused:
        services.confirm_import(work, import_id)
    assert refused.value.field == "leave_out"

    assert imported(workplace, gent, import_id, leave_out=True) == {"registered": 1, "wrong": 1}

    (left,) = lines(workplace, gent, import_id, *NOT_DONE)
    assert (left.line, left.cells[Column.FIRST_NAME]) == (3, "Els")
    clock.move(timedelta(hours=25))
    with workplace.begin(system_actor("timetable")) as work:
        assert (services.forget_old_imports(work), services.forget_old_imports(work)) == (1, 0)
    assert lines(workplace, gent, import_id) == []


def test_who_was_registered_meanwhile_is_known_by_then_and_a_card_that_went_is_told(workplace, gent, made):
    stock = made(CardFactory, stock=True).number
    els = f"5;Els;Claes;03/03/2010;;9000;Gent;;;;{stock};"
    import_id = read(workplace, gent, NOOR, els)
    made(HolderFactory)  # a Noor Peeters of this birth date, at the counter
    other = made(HolderFactory, first_name="Ander", birth_date=date(2000, 1, 1))
    with workplace.begin(gent) as work:
        services.issue_card(work, other.id, number=stock)

    figures = imported(workplace, gent, import_id)

    assert figures == {"changed": 1, "wrong": 1}
    assert holders(workplace) == ["Ander", "Noor"]
    (left,) = lines(workplace, gent, import_id)
    assert [(problem.column, problem.code) for problem in left.kept.judgement.problems] == [
        (Column.CARD_NUMBER, "import-belongs-to-other")
    ]


def test_what_is_known_otherwise_is_shown_side_by_side_and_taken_over_only_when_chosen(workplace, gent, made):
    left = made(HolderFactory, first_name="Lou", birth_date=date(2015, 1, 1), street="Oud 1")
    taken = made(HolderFactory, first_name="Zoe", birth_date=date(2016, 1, 1), street="Oud 1")
    rows = (
        "7;Lou;Peeters;01/01/2015;Nieuw 2;9000;Gent;;;;;",
        "8;Zoë;Peeters;01/01/2016;Nieuw 2;9000;GENT;;Lotte Maes;lotte@voorbeeld.test;0900000095902;",
    )
    import_id = read(workplace, gent, *rows)

    shown = lines(workplace, gent, import_id)
    assert [(one.column, one.known, one.typed) for one in shown[1].kept.judgement.differences] == [
        (Column.FIRST_NAME, "Zoe", "Zoë"),
        (Column.STREET, "Oud 1", "Nieuw 2"),
        (Column.GUARDIAN_EMAIL, "", "Lotte Maes lotte@voorbeeld.test"),
        (Column.CARD_NUMBER, "", "0900000095902"),
    ]
    choose(workplace, gent, import_id, l3="take-over")
    assert imported(workplace, gent, import_id) == {"changed": 1, "updated": 1}

    with workplace.reading(gent) as work:
        assert queries.holder(work, left.id).street == "Oud 1"
        zoe = queries.holder_of_card(work, "0900000095902")
        assert (zoe.id, zoe.first_name, zoe.street) == (taken.id, "Zoë", "Nieuw 2")
        assert len(queries.guardians_of(work, taken.id)) == 1
    assert states(workplace, gent, read(workplace, gent, rows[1])) == {"known": 1}


def test_what_changed_after_the_preview_is_not_taken_over(workplace, gent, made):
    lou = made(HolderFactory, first_name="Lou", birth_date=date(2015, 1, 1), street="Oud 1")
    import_id = read(workplace, gent, "7;Lou;Peeters;01/01/2015;Nieuw 2;9000;Gent;;;;;")
    choose(workplace, gent, import_id, l2="take-over")
    with workplace.begin(gent) as work:
        services.move_holder(work, lou.id, street="Nieuwer 3", postal_code="9000", city="Gent")

    assert imported(workplace, gent, import_id) == {"changed": 1}

    with workplace.reading(gent) as work:
        assert queries.holder(work, lou.id).street == "Nieuwer 3"


def test_somebody_alike_waits_for_a_choice_and_so_does_the_same_person_on_two_lines(workplace, gent, made):
    made(HolderFactory, last_name="Peters")
    twice = ("Daan;Maes;01/01/2015;Kouter 1;9000;Gent;;;;;", "Daan;Maes;01/01/2015;Kouter 2;9000;Gent;;;;;")
    import_id = read(workplace, gent, NOOR, *(f";{row}" for row in twice))

    assert states(workplace, gent, import_id) == {"perhaps": 2, "new": 1}
    alike, double = lines(workplace, gent, import_id, RowState.PERHAPS)
    assert len(alike.kept.judgement.alike) == 1
    assert double.kept.judgement.alike_line == 3
    choose(workplace, gent, import_id, l2="take-over", l4="somebody-else")  # the first is no choice for such a line

    assert imported(workplace, gent, import_id) == {"perhaps": 1, "registered": 2}
    assert holders(workplace) == ["Daan", "Daan", "Noor"]
    assert states(workplace, gent, read(workplace, gent, *(f";{row}" for row in twice))) == {"known": 2}


def test_twins_with_names_alike_are_both_registered(workplace, gent, monkeypatch):
    monkeypatch.setattr("uitpas2.cards.services.import_running.AT_ONCE", 1)
    import_id = read(
        workplace, gent, "5;Lien;Maes;01/01/2015;;9000;Gent;;;;;", "6;Lies;Maes;01/01/2015;;9000;Gent;;;;;"
    )

    with workplace.begin(gent) as work:
        services.confirm_import(work, import_id)
    assert services.carry_out_import(workplace, import_id, at_most=1)
    assert not services.carry_out_import(workplace, import_id)

    assert holders(workplace) == ["Lien", "Lies"]


REFUSED = [
    ("the same reference twice", (NOOR, "1;Els;Claes;03/03/2010;;9000;Gent;;;;;"), "import-twice-in-file"),
    ("the same card twice", (JAN, "9;Els;Claes;03/03/2010;;9000;Gent;;;;0900000095902;"), "import-twice-in-file"),
    (
        "a number that we would make ourselves",
        (f"9;Els;Claes;03/03/2010;;9000;Gent;;;;{OURS};",),
        "import-card-not-free",
    ),
    ("a card of another region", ("9;Els;Claes;03/03/2010;;9000;Gent;;;;{foreign};",), "import-card-not-free"),
    ("a reference of somebody else", ("known;Els;Claes;03/03/2010;;9000;Gent;;;;;",), "import-belongs-to-other"),
    (
        "another national number",
        (f"known;Noor;Peeters;14/03/2018;;9000;Gent;{INSZ};;;;",),
        "import-other-national-number",
    ),
]


@pytest.mark.parametrize(("rows", "code"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_what_belongs_to_another_is_refused_on_its_line(workplace, gent, made, rows, code):
    foreign = made(lambda: CardFactory(holder=HolderFactory(of_aalst=True)).number)
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = services.register_holder(
            work,
            first_name="Noor",
            last_name="Peeters",
            birth_date=date(2018, 3, 14),
            postal_code="9000",
            city="Gent",
            municipality_nis="44021",
            national_number=number_for(date(2018, 3, 14), 4),
        )
        work.session.add(HolderReference(organisation_id=gent.organisation_id, reference="known", holder_id=noor.id))

    import_id = read(workplace, gent, *(row.format(foreign=foreign) for row in rows))

    assert [
        problem.code for problem in lines(workplace, gent, import_id, RowState.WRONG)[0].kept.judgement.problems
    ] == [code]


def test_a_parent_who_no_longer_decides_does_not_come_back_by_a_file(workplace, gent, made):
    made(lambda: GuardianshipFactory(holder=HolderFactory(street="Kouter 1"), ended_at=LONG_AGO).id)

    import_id = read(workplace, gent, NOOR.replace(INSZ, "").replace("digitaal", ""))

    assert states(workplace, gent, import_id) == {"known": 1}


def test_an_import_belongs_to_its_own_counter(workplace, clerks):
    gent, aalst = clerks
    import_id = read(workplace, gent, NOOR)

    for act in (queries.holder_import, services.confirm_import, services.drop_import):
        with workplace.begin(aalst) as work, pytest.raises(ImportUnknown):
            act(work, import_id)
    with workplace.begin(aalst) as work, pytest.raises(ImportUnknown):
        services.choose_for_all_lines(work, import_id, RowState.PERHAPS, RowChoice.SOMEBODY_ELSE)


def test_a_preview_that_is_thrown_away_read_again_or_a_day_old_leaves_no_words(workplace, gent, clock):
    dropped, first = read(workplace, gent, JAN), read(workplace, gent, NOOR)
    with workplace.begin(gent) as work:
        services.drop_import(work, dropped)
    second = read(workplace, gent, NOOR)

    assert [states(workplace, gent, one) for one in (dropped, first, second)] == [{}, {}, {"new": 1}]
    clock.move(timedelta(hours=25))
    with workplace.begin(system_actor("timetable")) as work:
        services.forget_old_imports(work)
    with workplace.reading(gent) as work:
        assert {(one.status, one.file_name) for one in queries.imports(work)} == {(ImportStatus.FORGOTTEN, "")}
        assert work.session.scalars(select(HolderImportRow)).all() == []


def test_a_mistake_of_ours_stops_one_import_and_what_was_done_stays_done(workplace, gent, monkeypatch):
    import_id, other = (
        read(workplace, gent, NOOR, JAN),
        read(workplace, gent, CHIRO.replace(";;;;", ";Gent;01/01/1999;;", 1)),
    )
    monkeypatch.setattr("uitpas2.cards.services.import_running.AT_ONCE", 1)
    register = services.import_lines.register_together

    def stumble(work, people):
        if any(wanted.first_name == "Jan" for wanted, _ in people.values()):
            raise RuntimeError("a bug")
        return register(work, people)

    monkeypatch.setattr("uitpas2.cards.services.import_lines.register_together", stumble)
    for one in (import_id, other):
        with workplace.begin(gent) as work:
            services.confirm_import(work, one)
    import_confirmed_holders(workplace)

    with workplace.reading(gent) as work:
        assert queries.holder_import(work, import_id).status is ImportStatus.FAILED
        assert queries.holder_import(work, other).status is ImportStatus.DONE
    assert holders(workplace) == ["Chiro", "Noor"]


def test_a_stock_card_of_the_own_counter_is_handed_out(work):
    clerk = acts_as(work, clerk_of_gent())
    card = CardFactory(stock=True)
    content = f"{HEADER}\n5;Els;Claes;03/03/2010;;9000;Gent;;;;{card.number};".encode()

    made = services.read_holders(clerk, content, file_name="x.csv")
    services.confirm_import(clerk, made.id)
    services.import_running.import_some(clerk, made.id, at_once=10)

    work.session.refresh(card)
    assert card.status is CardStatus.ACTIVE


def test_a_list_is_imported_from_the_command_line_and_the_second_time_nothing_happens(workplace, gent, tmp_path):
    file = tmp_path / "lijst.csv"
    file.write_text("\n".join([HEADER, NOOR, WRONG]), encoding="cp1252")

    def run(*words):
        arguments = ["cards", "import-holders", str(file), "--municipality", "44021", *words]
        return CliRunner().invoke(main, arguments, obj=workplace)

    looked, refused = run(), run("--confirm")
    assert looked.stdout.startswith("registered: 0, updated: 0, new: 1,")
    assert "line 3, birth_date: There is no such date." in looked.stderr
    assert (refused.exit_code, holders(workplace)) == (1, [])
    assert "still lines with an error (1)" in refused.stderr
    first, second = run("--confirm", "--leave-out", "--json"), run("--json")

    assert (json.loads(first.stdout)["registered"], json.loads(first.stdout)["wrong"]) == (1, 1)
    assert (json.loads(second.stdout)["known"], json.loads(second.stdout)["new"]) == (1, 0)
    with workplace.reading(gent) as work:
        assert queries.holder_by_national_number(work, INSZ).registered_by == gent.organisation_id


def test_together_or_one_by_one_comes_to_the_same(workplace, gent, made, monkeypatch):
    """Somebody who registers one of them at the same moment makes the whole batch go one by one."""
    made(AccountFactory, email="bekend@voorbeeld.test")
    made(CardKeyFactory)
    rows = (
        NOOR,
        JAN,
        "5;Sam;Peeters;02/09/2020;;9000;Gent;;Lotte Maes;lotte@voorbeeld.test;;digitaal",
        "6;Lou;Bekend;02/09/2019;;9000;Gent;;Bekende Ouder;bekend@voorbeeld.test;;",
    )

    def at_the_same_moment(work, people):
        register_together(work, people)
        raise IntegrityError("INSERT", {}, ValueError("unique"))

    register_together = services.import_lines.register_together
    seen = []
    for register in (register_together, at_the_same_moment):
        monkeypatch.setattr("uitpas2.cards.services.import_lines.register_together", register)
        import_id = read(workplace, gent, *rows)
        assert imported(workplace, gent, import_id, mail_address="https://pas.test") == {"registered": 4}
        seen.append(registered(workplace, gent, import_id))
        with workplace.begin(system_actor("test")) as work:
            for model in (
                OutboxMessage,
                HolderReference,
                Guardianship,
                Card,
                Membership,
                Holder,
            ):
                work.session.execute(delete(model))
            work.session.execute(delete(Assignment).where(Assignment.role == Role.GUARDIAN))
            work.session.execute(
                delete(Account).where(Account.email.in_(["lotte@voorbeeld.test", "jan@voorbeeld.test"]))
            )

    assert seen[0] == seen[1]
    assert seen[0]["mails"] == ["jan@voorbeeld.test", "lotte@voorbeeld.test"]


def registered(workplace, clerk, import_id):
    """All that an import leaves behind, without ids and what differs each time."""
    mails = sorted(mail.to for mail in Postman(workplace).brings())
    with workplace.reading(clerk) as work:
        found = [queries.holder(work, id) for id in work.session.scalars(select(Holder.id).order_by(Holder.first_name))]
        trail = select(TrailEntry.action, TrailEntry.actor_id)
        begun = work.session.scalar(select(func.min(TrailEntry.number)).where(TrailEntry.subject_id == import_id))
        return {
            "mails": mails,
            "holders": [plain(one, "id", "national_number") for one in found],
            "members": [[plain(member, "id", "holder_id") for member in one.memberships] for one in found],
            "cards": [[plain(card, *OWN_TO_CARD) for card in queries.cards_of(work, one.id)] for one in found],
            "guardians": [[account.email for account in queries.guardians_of(work, one.id)] for one in found],
            "references": sorted(work.session.scalars(select(HolderReference.reference))),
            "trail": Counter(work.session.execute(trail.where(TrailEntry.number > begun)).all()),
        }


OWN_TO_CARD = ("id", "serial", "number", "membership_id")


def plain(row, *without):
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in without}
