"""`uitpas2 rules explain` with the id of a sale: its frozen receipt, found in the database."""

from __future__ import annotations

import json

from click.testing import CliRunner

from tests.factories.base import use
from tests.factories.discounts import scene
from uitpas2.database.work import Workplace
from uitpas2.discounts import services
from uitpas2.discounts.commands import rules
from uitpas2.kernel.actor import system_actor


def test_a_sale_is_explained_by_its_id(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        sale = services.sell(work, **scene().ticket)
        sale_id = sale.id

    answer = CliRunner().invoke(rules, ["explain", sale_id, "--json", "--language", "en"], obj=workplace)
    unknown = CliRunner().invoke(rules, ["explain", "00000000-0000-0000-0000-000000000000"], obj=workplace)

    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["same"], said["same_version"]) == (0, True, True)
    assert any("€2.00" in step["sentence"] for step in said["steps"])
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "no sale of this name" in unknown.stderr
