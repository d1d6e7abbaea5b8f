"""Pages are visited by a reader who checks each of them; see tests.pages.html."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.pages.html import Visitor


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    """`page = visitor.visit("/cards")`, `page.submit({"name": "Noor"})`; sign in with the fixture `sign_in` first."""
    return Visitor(client)
