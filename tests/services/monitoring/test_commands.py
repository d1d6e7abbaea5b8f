"""`uitpas2 monitoring …`: one honest line each, and a non-zero exit when something is wrong."""

from __future__ import annotations

import hashlib
import json

import pytest
from click.testing import CliRunner, Result

from tests.factories.base import use
from tests.factories.monitoring import people_came, small_flanders
from uitpas2.commands import main
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.monitoring import services
from uitpas2.monitoring.rules.disclosure import hide_primary


@pytest.fixture
def summer(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        places = small_flanders()
        for name, number in {"gent": 9, "melle": 3, "aalst": 7}.items():
            people_came(places[name], number)


def run(workplace: Workplace, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["monitoring", *arguments], obj=workplace)


@pytest.mark.usefixtures("summer")
def test_the_latest_closed_quarter_is_built_once_and_its_file_can_be_checked(workplace: Workplace) -> None:
    built = run(workplace, "build", "--json")
    again = run(workplace, "build", "--quarter", "2026Q3")
    file = run(workplace, "export", "--quarter", "2026Q3")
    listed = run(workplace, "release")

    facts = json.loads(built.stdout)
    assert (facts["quarter"], facts["threshold"]) == ("2026Q3", 5)
    assert facts["sha256"] == hashlib.sha256(file.stdout_bytes).hexdigest()
    assert facts["sha256"] in listed.stdout
    assert again.exit_code == 1
    assert "2026Q3 have been released already" in again.stderr
    assert file.stdout.splitlines()[:3] == [
        "period,geo_code,geo_level,geo_name,measure,value,status",
        "2026Q3,02000,flanders,Vlaanderen,persons,19,",
        "2026Q3,70000,province,Limburg,persons,0,",
    ]


@pytest.mark.usefixtures("summer")
@pytest.mark.parametrize("quarter", ["2026Q4", "2026", "zomer"])
def test_what_is_no_closed_quarter_is_refused_in_one_line(workplace: Workplace, quarter: str) -> None:
    refused = run(workplace, "build", "--quarter", quarter)

    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.usefixtures("summer")
def test_the_audit_names_a_release_that_gives_way(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release made with half a protection and no gate; the audit reads only what it published."""
    monkeypatch.setattr(services.releases, "protect", hide_primary)
    monkeypatch.setattr(services.releases, "_refuse_unsafe", lambda *_: None)
    run(workplace, "build")

    audited = run(workplace, "audit")

    assert audited.exit_code == 1
    assert audited.stderr == "2026Q3 44088: is hidden but follows exactly\n"


def test_export_without_a_release_says_so(workplace: Workplace) -> None:
    exported = run(workplace, "export")

    assert exported.exit_code == 1
    assert exported.stderr.startswith("uitpas2: There are no figures")
