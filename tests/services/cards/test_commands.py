"""`uitpas2 cards sheet`"""

import json

from click.testing import CliRunner
from pypdf import PdfReader

from tests.factories.base import use
from tests.factories.cards import CardFactory
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
