"""A postman for tests: what waits in the outbox is brought, and can be read."""

from __future__ import annotations

import re

from uitpas2.database.work import Workplace
from uitpas2.outbox.rules import Mail
from uitpas2.outbox.services import deliver


class Postman:
    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace

    def brings(self) -> list[Mail]:
        """All mail that is due, which thereby is sent."""
        brought: list[Mail] = []
        deliver(self.workplace, brought.append)
        return brought

    @staticmethod
    def code_in(mail: Mail) -> str:
        found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", mail.body)
        assert found, mail.subject
        return found.group()
