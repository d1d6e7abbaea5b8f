"""Argon2id hashing of passwords, with its parameters in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 19 MiB and three passes: above the least that OWASP advises for Argon2id, some 40 ms on a small server.
STRONG = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
# For tests and for seeds of thousands of accounts. Such a hash becomes a strong one at the first sign-in.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

_hasher: ContextVar[PasswordHasher] = ContextVar("password hasher", default=STRONG)


@contextmanager
def quick_hashing() -> Iterator[None]:
    """Within this block passwords are hashed cheaply. Never around the sign-in of a real platform."""
    before = _hasher.set(QUICK)
    try:
        yield
    finally:
        _hasher.reset(before)


def hash_password(password: str) -> str:
    return _hasher.get().hash(password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether a password belongs to a hash. Without a hash it takes just as long and is always False."""
    hasher = _hasher.get()
    try:
        return hasher.verify(password_hash or _nobody(hasher), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _hasher.get().check_needs_rehash(password_hash)


@lru_cache(maxsize=4)
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody's password")
