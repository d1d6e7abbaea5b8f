"""`uitpas2 cards …`"""

import json

from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories.base import use
from tests.factories.cards import CardFactory
from tests.services.cards.people import clerk_of_gent
from uitpas2.cards.jobs import print_waiting_sheets
from uitpas2.cards.models import Card
from uitpas2.cards.rules import read_scan
from uitpas2.commands import main
from uitpas2.kernel.actor import system_actor


def test_sheets_of_cards_are_written_and_counted(workplace, tmp_path):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        numbers = [CardFactory().number for _ in range(11)]
    by_number, latest = tmp_path / "some.pdf", tmp_path / "latest.pdf"

    plain = CliRunner().invoke(main, ["cards", "sheet", *numbers[:2], "--to", str(by_number)], obj=workplace)
    told = CliRunner().invoke(
        main,
        ["cards", "sheet", "--municipality", "44021", "--latest", "50", "--to", str(latest), "--json"],
        obj=workplace,
    )

    assert plain.stdout.startswith("cards: 2, pages: 1,")
    figures = json.loads(told.stdout)
    assert figures.pop("cpu_seconds") >= 0
    assert figures == {
        "cards": 11,
        "pages": 2,
        "bytes": latest.stat().st_size,
        "code_mm": 25.9,
        "file": str(latest),
    }
    assert len(PdfReader(latest).pages) == 2


def test_a_number_that_is_not_there_stops_the_press(workplace, tmp_path):
    target = tmp_path / "none.pdf"

    outcome = CliRunner().invoke(main, ["cards", "sheet", "0900000067513", "--to", str(target)], obj=workplace)

    assert outcome.exit_code == 1
    assert not target.exists()


def run(workplace, *words: str) -> str:
    outcome = CliRunner().invoke(main, ["cards", *words], obj=workplace)
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


def test_cards_are_made_sent_and_received_from_the_command_line(workplace, tmp_path):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk_of_gent()
    codes, chips = tmp_path / "codes.csv", tmp_path / "chips.csv"

    run(workplace, "provision", "--system", "5", "--count", "6", "--to", str(codes))
    rows = [line.split(";") for line in codes.read_text().splitlines()]
    chips.write_text("".join(f"04000000000{place:03};{row[0]}\n" for place, row in enumerate(rows)))
    packed = tmp_path / "packed.txt"
    sent = run(workplace, "ship", "--system", "5", "--counter", "44021", "--count", "4", "--to", str(packed), "--json")
    parcel = json.loads(sent)["parcel"]
    assert packed.read_text().split() == [number for number, _ in rows[:4]]

    assert run(workplace, "receive", parcel, "--missing", rows[0][0]) == "cards: 3 in stock, 1 missing\n"
    assert run(workplace, "chips", str(chips)) == "chips: 6\n"
    assert run(workplace, "stock", "--system", "5") == "ready to be sent: 2\nStad Gent: 3 in stock, 0 on their way\n"
    assert [read_scan(code).kid for _, code in rows] == [2026] * 6
    again = CliRunner().invoke(main, ["cards", "receive", parcel], obj=workplace)
    assert (again.exit_code, again.stderr) == (1, "uitpas2: This parcel was received already. Nothing has changed.\n")


def test_a_line_with_a_chip_that_cannot_be_right_is_named_and_none_is_kept(workplace, tmp_path):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        number = CardFactory().number
    chips = tmp_path / "chips.csv"
    chips.write_text(f"04000000000001;{number}\n04;{number}\n")

    outcome = CliRunner().invoke(main, ["cards", "chips", str(chips)], obj=workplace)

    assert outcome.exit_code == 1
    assert outcome.stderr.startswith("Error: line 2: A chip number has 14 characters")
    with workplace.reading(system_actor("test")) as work:
        assert work.session.scalars(select(Card.chip_number)).all() == [None]


def test_keys_are_shown_replaced_and_distrusted(workplace):
    first = run(workplace, "keys")
    second = [json.loads(line) for line in run(workplace, "keys", "--distrust", "2026", "--json").splitlines()]

    assert first == "2026: signs from 2026-01-01 until 2027-01-01, trusted\n"
    assert [(key["kid"], key["state"], key["signs_now"]) for key in second] == [
        (2026, "distrusted", False),
        (20261, "trusted", True),
    ]


def test_sheets_are_ordered_for_the_worker_and_shown_with_their_progress(workplace):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        number = CardFactory().number

    ordered = json.loads(run(workplace, "sheet", number, "--background", "--json"))["sheet"]
    before = run(workplace, "sheets")
    print_waiting_sheets(workplace)

    assert before == f"{ordered}: waiting, 0 of 1 cards\n"
    assert run(workplace, "sheets") == f"{ordered}: ready, 1 of 1 cards\n"
