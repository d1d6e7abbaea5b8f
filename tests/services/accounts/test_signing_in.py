"""Signing in: one answer for every failure, a growing wait, one use of a code, the end of old sessions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from uitpas2.accounts import passwords, queries, services
from uitpas2.accounts.errors import NoRole, PasswordTooShort, PasswordWrong, SignInFailed
from uitpas2.accounts.models import Account
from uitpas2.accounts.rules import FREE_ATTEMPTS
from uitpas2.accounts.services.signing_in import Attempt
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, ActorKind

RIGHT = "kraan fiets zolder peer"


def somebody(workplace: Workplace, **values: object) -> Account:
    """A guardian with the right password, kept."""
    with workplace.begin() as work:
        use(work)
        values = {"email": "lotte@voorbeeld.test", "password_hash": passwords.hash_password(RIGHT), **values}
        return AssignmentFactory(guardian=True, account=AccountFactory(**values)).account


def try_to_sign_in(workplace: Workplace, email: str, password: str) -> str:
    """What the page does: count, compare, keep. Tells the outcome in a word."""
    with workplace.begin() as work:
        attempt = services.begin_attempt(work, email)
    try:
        passed = attempt.check(password)
        with workplace.begin() as work:
            services.sign_in(work, passed)
    except (SignInFailed, NoRole) as error:
        return error.code
    return "in"


def kept(workplace: Workplace) -> Account:
    with workplace.reading() as work:
        return queries.account_by_email(work, "lotte@voorbeeld.test")


def test_the_right_password_opens_and_ends_the_count_of_failures(workplace) -> None:
    somebody(workplace, failed_attempts=3)

    outcome = try_to_sign_in(workplace, " Lotte@Voorbeeld.test", RIGHT)

    assert outcome == "in"
    assert (kept(workplace).failed_attempts, kept(workplace).locked_until) == (0, None)


def test_unknown_wrong_closed_and_waiting_all_fail_alike(workplace, clock) -> None:
    somebody(workplace)
    wrong = try_to_sign_in(workplace, "lotte@voorbeeld.test", "iets anders")
    unknown = try_to_sign_in(workplace, "niemand@voorbeeld.test", RIGHT)
    with workplace.begin() as work:
        queries.account_by_email(work, "lotte@voorbeeld.test").locked_until = clock.now() + timedelta(minutes=1)
    waiting = try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT)
    with workplace.begin() as work:
        account = queries.account_by_email(work, "lotte@voorbeeld.test")
        account.locked_until, account.active = None, False
    closed = try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT)

    assert {wrong, unknown, waiting, closed} == {"sign-in-failed"}


def test_after_five_failures_even_the_right_password_has_to_wait_half_a_minute(workplace, clock) -> None:
    somebody(workplace)
    for _ in range(FREE_ATTEMPTS):
        try_to_sign_in(workplace, "lotte@voorbeeld.test", "iets anders")

    at_once = try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT)
    clock.move(timedelta(seconds=31))
    later = try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT)

    assert (at_once, later) == ("sign-in-failed", "in")


def test_attempts_while_waiting_do_not_make_the_wait_longer(workplace) -> None:
    somebody(workplace)
    for _ in range(FREE_ATTEMPTS + 20):
        try_to_sign_in(workplace, "lotte@voorbeeld.test", "iets anders")

    assert kept(workplace).failed_attempts == FREE_ATTEMPTS


def test_somebody_without_a_role_is_told_so_only_after_the_right_password(workplace) -> None:
    with workplace.begin() as work:
        use(work)
        AccountFactory(email="lotte@voorbeeld.test", password_hash=passwords.hash_password(RIGHT))

    assert try_to_sign_in(workplace, "lotte@voorbeeld.test", "iets anders") == "sign-in-failed"
    assert try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT) == "no-role"


def test_an_older_hash_is_renewed_at_the_next_sign_in(workplace) -> None:
    older = passwords.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(RIGHT)
    somebody(workplace, password_hash=older)

    try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT)

    renewed = kept(workplace).password_hash
    assert renewed not in {older, None}
    assert not passwords.is_outdated(renewed)
    assert passwords.fits(renewed, RIGHT)


def counted_at_once(workplace: Workplace, begin) -> int:
    """How many of twelve guesses at the same moment get to compare a password."""
    together = Barrier(12)

    def guess(_: int) -> bool:
        together.wait()
        return begin(workplace, together).account_id is not None

    with ThreadPoolExecutor(12) as pool:
        return sum(pool.map(guess, range(12)))


def test_twelve_guesses_at_the_same_moment_are_no_more_than_five_attempts(workplace) -> None:
    somebody(workplace)

    def guarded(place: Workplace, _together: Barrier) -> Attempt:
        with place.begin() as work:
            return services.begin_attempt(work, "lotte@voorbeeld.test")

    def first_look_then_count(place: Workplace, together: Barrier) -> Attempt:
        with place.reading() as work:
            account = queries.account_by_email(work, "lotte@voorbeeld.test")
        together.wait()
        return Attempt(account.id) if account.failed_attempts < FREE_ATTEMPTS else Attempt()

    assert counted_at_once(workplace, guarded) == FREE_ATTEMPTS
    with workplace.begin() as work:
        account = queries.account_by_email(work, "lotte@voorbeeld.test")
        account.failed_attempts, account.locked_until = 0, None
    assert counted_at_once(workplace, first_look_then_count) == 12  # without the guard all of them get through


def test_a_code_opens_once_sets_the_password_and_ends_sessions(workplace) -> None:
    with workplace.begin() as work:
        account, code = services.create_with_activation(work, email="lotte@voorbeeld.test", name="Lotte Maes")
    assert code is not None

    def use_code(typed: str, password: str = RIGHT) -> bool:
        with workplace.begin() as work:
            done = services.activate(work, email="lotte@voorbeeld.test", code=typed, password=password)
            return done is not None

    assert not use_code("AAAA-AAAA-AAAA")
    assert use_code(code.lower().replace("-", " "))
    assert not use_code(code, "een ander wachtwoord")
    assert passwords.fits(kept(workplace).password_hash, RIGHT)
    assert kept(workplace).session_epoch == account.session_epoch + 1


def test_a_code_has_an_end_date(workplace, clock) -> None:
    with workplace.begin() as work:
        _, code = services.create_with_activation(work, email="lotte@voorbeeld.test", name="Lotte Maes")
    clock.move(timedelta(days=14))

    with workplace.begin() as work:
        assert services.activate(work, email="lotte@voorbeeld.test", code=code or "", password=RIGHT) is None


def test_a_code_remains_good_when_only_the_password_was_too_short(workplace) -> None:
    with workplace.begin() as work:
        _, code = services.create_with_activation(work, email="lotte@voorbeeld.test", name="Lotte Maes")

    with pytest.raises(PasswordTooShort), workplace.begin() as work:
        services.activate(work, email="lotte@voorbeeld.test", code=code or "", password="kort")

    with workplace.begin() as work:
        assert services.activate(work, email="lotte@voorbeeld.test", code=code or "", password=RIGHT)


def test_guessing_codes_has_to_wait_like_guessing_passwords(workplace) -> None:
    with workplace.begin() as work:
        _, code = services.create_with_activation(work, email="lotte@voorbeeld.test", name="Lotte Maes")
    for _ in range(FREE_ATTEMPTS):
        with workplace.begin() as work:
            services.activate(work, email="lotte@voorbeeld.test", code="AAAA-AAAA-AAAA", password=RIGHT)

    with workplace.begin() as work:
        assert services.activate(work, email="lotte@voorbeeld.test", code=code or "", password=RIGHT) is None


def test_changing_a_password_asks_for_the_present_one_and_ends_sessions(workplace) -> None:
    account = somebody(workplace)
    me = Actor(id=account.id, kind=ActorKind.PERSON)

    with pytest.raises(PasswordWrong), workplace.begin(me) as work:
        services.change_password(work, password="iets anders", new_password="vier nieuwe woorden samen")
    with workplace.begin(me) as work:
        services.change_password(work, password=RIGHT, new_password="vier nieuwe woorden samen")

    assert kept(workplace).session_epoch == 1
    assert try_to_sign_in(workplace, "lotte@voorbeeld.test", RIGHT) == "sign-in-failed"
    assert try_to_sign_in(workplace, "lotte@voorbeeld.test", "vier nieuwe woorden samen") == "in"
