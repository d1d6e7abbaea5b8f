"""Hashing passwords."""

from argon2 import extract_parameters

from uitpas2.accounts import passwords


def test_a_password_fits_its_own_hash_only() -> None:
    with passwords.quick_hashing():
        kept = passwords.hash_password("kraan fiets zolder peer")

        assert passwords.fits(kept, "kraan fiets zolder peer")
        assert not passwords.fits(kept, "kraan fiets zolder appel")


def test_without_an_account_the_same_work_is_done_and_nothing_fits(monkeypatch) -> None:
    compared = []
    hasher = passwords.QUICK

    class Watching:
        def hash(self, password):
            return hasher.hash(password)

        def verify(self, kept, password):
            compared.append(extract_parameters(kept))
            return hasher.verify(kept, password)

    token = passwords._hasher.set(Watching())  # type: ignore[arg-type]
    known = passwords.fits(hasher.hash("kraan fiets zolder peer"), "iets anders")
    unknown = passwords.fits(None, "nobody's password")
    passwords._hasher.reset(token)

    assert (known, unknown) == (False, False)
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_a_quick_hash_is_outdated_for_the_real_platform() -> None:
    with passwords.quick_hashing():
        quick = passwords.hash_password("kraan fiets zolder peer")

    assert passwords.is_outdated(quick)
    assert passwords.fits(quick, "kraan fiets zolder peer")
    assert not passwords.is_outdated(passwords.hash_password("kraan fiets zolder peer"))


def test_the_real_parameters_are_not_below_what_owasp_advises() -> None:
    assert passwords.STRONG.memory_cost >= 19 * 1024
    assert passwords.STRONG.time_cost >= 2
    assert passwords.STRONG.type.name == "ID"
