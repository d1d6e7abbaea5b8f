"""The API keeps what its own description says, whatever is sent to it."""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.databases import fresh_sqlite
from uitpas2.accounts.models import ApiClient, Organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.accounts.services import create_api_client, issue_token
from uitpas2.app import create_app
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.keys import Keys
from uitpas2.seeds import two_tenants
from uitpas2.settings import Settings

SECRET = "x" * 40
EXAMPLES = 20
# What the description promises of an answer. Which input is refused is for the tests of each endpoint: a description
# cannot say that a text may hold no NUL, or that a number has a check digit.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory):
    """The application over two tenants' data, with tokens of an organiser's system and a municipality's."""
    folder = tmp_path_factory.mktemp("contract")
    engine = fresh_sqlite(folder / "contract.sqlite")
    workplace = Workplace(engine, keys=Keys(SECRET))
    two_tenants.seed(workplace)
    app = create_app(Settings(secret_key=SECRET, rate_limits=False, data_folder=folder), workplace)
    with workplace.begin(system_actor("test")) as work:
        gent = work.session.query(Organisation).filter_by(kind=OrganisationKind.MUNICIPALITY).first()
        desk, _ = create_api_client(work, name="Desk", organisation_id=gent.id, scopes=["entitlement-checks"])
        tokens = {
            "": issue_token(work, work.session.get_one(ApiClient, "tenant-a")),
            "/api/v1/entitlement-checks": issue_token(work, desk),
        }
    yield app, tokens
    engine.dispose()


def test_every_answer_is_a_described_one(served: tuple[Flask, dict[str, str]]) -> None:
    app, tokens = served
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in described.get_all_operations()]

    for operation in operations:

        @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def keeps_its_word(case: schemathesis.Case) -> None:
            token = tokens.get(case.operation.path, tokens[""])
            case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

        keeps_its_word()

    assert len(operations) >= 10
