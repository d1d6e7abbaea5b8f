"""Keys of codes: one a year, older ones go on verifying, a distrusted one counts nowhere; live codes at the door."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories.cards import CardFactory, CardKeyFactory, HolderFactory
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    CardBlocked,
    CardNotActive,
    CardUnknown,
    CodeDistrusted,
    CodeTooOld,
    KeysUsedUp,
    KeyUnknown,
    NoSigningKey,
)
from uitpas2.cards.models import CardKey
from uitpas2.cards.rules import CardKind, read_scan
from uitpas2.kernel.keys import Keys


def kids(work) -> list[int]:
    return [key.kid for key in queries.card_keys(work)]


def on(work, day: date):
    work.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return work


def test_each_year_gets_its_key_a_month_ahead_and_doing_it_twice_makes_no_more(work):
    made = [services.rotate_keys(on(work, day)) for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))]

    assert made == [1, 1, 0]
    assert kids(work) == [2026, 2027]
    assert queries.key_that_signs(work).kid == 2026
    assert queries.key_that_signs(on(work, date(2027, 1, 1))).kid == 2027
    assert services.rotate_keys(on(work, date(2029, 6, 1))) == 1
    assert kids(work) == [2026, 2027, 2029]


def test_a_card_keeps_its_code_when_the_key_of_the_next_year_signs_others(work):
    old = services.issue_card(work, HolderFactory().id)
    code = services.qr_token(work, old)

    on(work, date(2027, 3, 1))
    new = services.issue_card(work, HolderFactory().id)

    assert services.qr_token(work, old) == code
    assert (old.kid, new.kid, read_scan(services.qr_token(work, new)).kid) == (2026, 2027, 2027)
    assert queries.card_at_door(work, code).card_id == old.id
    assert queries.card_at_door(work, services.qr_token(work, new)).card_id == new.id


def test_next_year_s_key_signs_nothing_that_counts_before_its_time(work):
    card = services.issue_card(on(work, date(2026, 12, 5)), HolderFactory().id)
    services.rotate_keys(work)
    card.kid = 2027
    work.session.flush()

    with pytest.raises(CardUnknown):
        queries.card_at_door(work, services.qr_token(work, card))


def test_codes_of_a_distrusted_key_count_nowhere_and_the_cards_get_new_ones(work):
    card = services.issue_card(work, HolderFactory().id)
    code = services.qr_token(work, card)

    now_signs = services.distrust_key(work, 2026)
    again = services.distrust_key(work, 2026)

    assert (now_signs.kid, again.kid, kids(work)) == (20261, 20261, [2026, 20261])
    with pytest.raises(CodeDistrusted):
        queries.card_at_door(work, code)
    assert queries.card_at_door(work, card.number).card_id == card.id
    renewed = services.qr_token(work, card)
    assert (renewed != code, queries.card_at_door(work, renewed).card_id) == (True, card.id)
    assert [key.state for key in queries.card_keys(work)] == ["distrusted", "trusted"]
    assert services.issue_card(work, HolderFactory().id).kid == 20261
    with pytest.raises(KeyUnknown):
        services.distrust_key(work, 2031)


def test_after_a_change_of_the_secret_old_codes_go_on_verifying(work):
    card = services.issue_card(work, HolderFactory().id)
    code = services.qr_token(work, card)

    work.keys = Keys("another secret of the same installation, long enough")

    assert queries.card_at_door(work, code).card_id == card.id
    with pytest.raises(NoSigningKey):
        services.qr_token(work, card)
    assert services.rotate_keys(work) == 1
    assert queries.card_at_door(work, services.qr_token(work, card)).card_id == card.id


def test_ten_keys_in_a_year_is_enough(work):
    made = [services.new_key(work).kid for _ in range(10)]

    assert made == [2026, *range(20261, 20270)]
    assert queries.key_that_signs(work).kid == 20269
    with pytest.raises(KeysUsedUp):
        services.new_key(work)


def test_the_private_half_of_a_key_is_kept_nowhere(work):
    services.rotate_keys(work)
    seed = work.keys.derive("card-signing-2026")

    row = work.session.get_one(CardKey, 2026)

    assert set(CardKey.__table__.columns.keys()) == {
        "kid",
        "public_key",
        "created_at",
        "signs_from",
        "signs_until",
        "distrusted_at",
    }
    assert seed not in row.public_key
    assert CardKeyFactory().public_key == row.public_key


def test_the_code_on_a_screen_opens_the_door_for_a_minute_at_most(work):
    card = services.issue_card(work, HolderFactory().id, kind=CardKind.DIGITAL)
    made_at, live = work.now, services.live_code(work, card)

    for seconds in (0, 20, (live.until - made_at).total_seconds() - 1):
        work.now = made_at + timedelta(seconds=seconds)
        assert queries.card_at_door(work, live.text).card_id == card.id
    assert timedelta(seconds=30) <= live.until - made_at <= timedelta(seconds=60)
    for late in (live.until, made_at + timedelta(seconds=61), made_at - timedelta(seconds=31)):
        work.now = late
        with pytest.raises(CodeTooOld):
            queries.card_at_door(work, live.text)


def test_the_code_on_a_screen_of_a_blocked_card_is_refused_at_once(work):
    card = services.issue_card(work, HolderFactory().id, kind=CardKind.DIGITAL)
    live = services.live_code(work, card)

    services.block_card(work, card.id)

    with pytest.raises(CardBlocked):
        queries.card_at_door(work, live.text)
    with pytest.raises(CardNotActive):
        services.live_code(work, card)


def test_the_list_of_revoked_cards_grows_by_a_version_for_each_and_a_delta_tells_which(work, monkeypatch):
    cards = [CardFactory() for _ in range(4)]
    versions = [services.status_list(work).version]

    for card in cards[:2]:
        services.block_card(work, card.id)
        versions.append(services.status_list(work).version)
    services.delete_card(work, cards[2].id)
    whole = services.status_list(work)

    assert [*versions, whole.version] == [0, 1, 2, 3]
    assert [whole.is_revoked(card.serial) for card in cards] == [True, True, True, False]
    assert services.status_answer(work, 1)["revoked"] == sorted(card.serial for card in cards[1:3])
    assert services.status_answer(work, 3)["revoked"] == []
    monkeypatch.setattr("uitpas2.cards.services.revoking.LONGEST_DELTA", 1)
    assert "bits" in services.status_answer(work, 1)
    assert services.status_answer(work, 2)["revoked"] == [cards[2].serial]
