"""The families of the registrations' story, and the cards they have."""

from __future__ import annotations

import pytest

from tests.pages.registrations.conftest import Story, brother, story
from uitpas2.cards.queries import active_card
from uitpas2.database.work import Workplace

__all__ = ["brother", "story"]


@pytest.fixture
def noors_card(workplace: Workplace, story: Story) -> str:
    return card_of(workplace, story.noor)


@pytest.fixture
def sams_card(workplace: Workplace, story: Story) -> str:
    return card_of(workplace, story.sam)


def card_of(workplace: Workplace, holder_id: str) -> str:
    with workplace.reading() as work:
        card = active_card(work, holder_id)
        assert card is not None
        return card.id
