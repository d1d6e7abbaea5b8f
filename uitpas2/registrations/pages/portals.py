"""The same steps towards a place for three kinds of reader: a family, a partner, and the clerk at the counter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from uitpas2.accounts.rules import Permission
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.web.bodies import Form
from uitpas2.web.guard import needs

OF_THE_CHOICE = ("session_id", "series_id")  # fields of errors that stand with what was chosen


def add_beside_choice(form: Form, error: DomainError) -> None:
    """Put a refusal of a session or series beside what was chosen on the page."""
    if error.field in OF_THE_CHOICE:
        error.field = "what"
    form.add(error)


Page = Callable[..., ResponseReturnValue]


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the steps lie for one kind of reader, and who that is.

    `path` is that of a child; `who` is "child", "client" or "holder", and names the endpoints.
    """

    who: str
    path: str
    home: str
    permission: Permission

    @property
    def is_family(self) -> bool:
        """Chooses the words: a family reads “your price”, others what a child pays."""
        return self.permission is Permission.SEE_OWN_FAMILY

    @property
    def is_partner(self) -> bool:
        return self.permission is Permission.REGISTER_CLIENTS

    @property
    def is_counter(self) -> bool:
        return self.permission is Permission.REGISTER_HOLDERS

    def home_of(self, holder_id: str) -> str:
        return url_for(self.home) if self.is_family else url_for(self.home, holder_id=holder_id)

    def to(self, what: str) -> str:
        """The endpoint of a step."""
        return f"registrations.{self.who}_{what}"

    @property
    def places(self) -> str:
        return self.to("places")

    @property
    def choice(self) -> str:
        return self.to("choice")

    @property
    def check(self) -> str:
        return self.to("check")

    @property
    def registered(self) -> str:
        return self.to("registered")

    @property
    def registration(self) -> str:
        return self.to("registration")

    def open(self, method: str, path: str, name: str, page: Page) -> None:
        """One of this portal's doors; the page gets the portal first."""

        @needs(self.permission)
        def door(**gaps: str) -> ResponseReturnValue:
            return page(self, **gaps)

        blueprint.add_url_rule(self.path + path, f"{self.who}_{name}", door, methods=[method])


FAMILY = Portal("child", "/family/children/<holder_id>", "registrations.family", Permission.SEE_OWN_FAMILY)
PARTNER = Portal("client", "/partner/clients/<holder_id>", "registrations.client", Permission.REGISTER_CLIENTS)
COUNTER = Portal("holder", "/counter/holders/<holder_id>", "counter.holder", Permission.REGISTER_HOLDERS)
PORTALS = (FAMILY, PARTNER, COUNTER)
