"""What each role may do (the whole policy stands in one table), and what passwords, codes and waits must be like."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from uitpas2.accounts.errors import PasswordTooEasy, PasswordTooLong, PasswordTooShort
from uitpas2.kernel.text import TranslatedText


class OrganisationKind(StrEnum):
    MUNICIPALITY = "municipality"
    ORGANISER = "organiser"
    PARTNER = "partner"
    FLANDERS = "flanders"


class Role(StrEnum):
    FLEMISH_ADMINISTRATOR = "flemish-administrator"
    MUNICIPALITY_OFFICER = "municipality-officer"
    COUNTER_CLERK = "counter-clerk"
    ORGANISER_ADMIN = "organiser-admin"
    VOLUNTEER = "volunteer"
    WELFARE_WORKER = "welfare-worker"
    PARTNER_RESPONSIBLE = "partner-responsible"
    POLICY_READER = "policy-reader"
    GUARDIAN = "guardian"


class Permission(StrEnum):
    """Everything that can be permitted; a route names one or more of these."""

    SEE_RULEBOOK = "rulebook.see"
    PROPOSE_CHOICES = "choices.propose"
    APPROVE_CHOICES = "choices.approve"
    SET_BUDGET = "budget.set"
    SEE_BUDGET = "budget.see"
    SEE_CHOICES_OF_ALL = "choices.see-all"
    GIVE_COUPONS = "coupons.give"

    REGISTER_HOLDERS = "holders.register"
    FIND_BY_NATIONAL_NUMBER = "holders.find-by-national-number"
    ISSUE_CARDS = "cards.issue"
    BLOCK_CARDS = "cards.block"
    GRANT_RIGHTS = "rights.grant"
    SEE_GROUNDS = "rights.see-grounds"

    VOUCH = "welfare.vouch"
    REGISTER_CLIENTS = "welfare.register-clients"
    MANAGE_WORKERS = "welfare.manage-workers"
    RECOGNISE_PARTNERS = "partners.recognise"

    KEEP_OFFER = "offer.keep"
    MANAGE_ACTIVITIES = "activities.manage"
    SEE_REGISTRATIONS = "registrations.see"
    SCAN = "scan"
    SEE_SALES = "sales.see"
    SEND_BILLS = "bills.send"

    SEE_OWN_FAMILY = "family.see"
    SEE_POLICY = "policy.see"
    MANAGE_ACCOUNTS = "accounts.manage"

    API_CARDS = "api.cards"
    API_ACTIVITIES = "api.activities"
    API_QUOTES = "api.quotes"
    API_SALES = "api.sales"
    API_CHECKINS = "api.checkins"
    API_REGISTRATIONS = "api.registrations"
    API_ENTITLEMENT_CHECKS = "api.entitlement-checks"


P = Permission

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FLEMISH_ADMINISTRATOR: frozenset({P.SEE_RULEBOOK, P.SEE_CHOICES_OF_ALL, P.KEEP_OFFER, P.SEE_POLICY}),
    Role.MUNICIPALITY_OFFICER: frozenset(
        {
            P.SEE_RULEBOOK,
            P.PROPOSE_CHOICES,
            P.APPROVE_CHOICES,
            P.SET_BUDGET,
            P.SEE_BUDGET,
            P.GIVE_COUPONS,
            P.KEEP_OFFER,
            P.RECOGNISE_PARTNERS,
            P.SEE_POLICY,
        }
    ),
    Role.COUNTER_CLERK: frozenset(
        {P.REGISTER_HOLDERS, P.FIND_BY_NATIONAL_NUMBER, P.ISSUE_CARDS, P.BLOCK_CARDS, P.GRANT_RIGHTS}
    ),
    Role.ORGANISER_ADMIN: frozenset({P.MANAGE_ACTIVITIES, P.SEE_REGISTRATIONS, P.SCAN, P.SEE_SALES, P.SEND_BILLS}),
    Role.VOLUNTEER: frozenset({P.SCAN}),
    Role.WELFARE_WORKER: frozenset({P.VOUCH, P.REGISTER_CLIENTS}),
    Role.PARTNER_RESPONSIBLE: frozenset({P.VOUCH, P.REGISTER_CLIENTS, P.MANAGE_WORKERS}),
    Role.POLICY_READER: frozenset({P.SEE_POLICY, P.SEE_RULEBOOK}),
    Role.GUARDIAN: frozenset({P.SEE_OWN_FAMILY}),
}

# The kind of organisation a role works for; a guardian works for none.
WORKS_FOR: dict[Role, OrganisationKind | None] = {
    Role.FLEMISH_ADMINISTRATOR: OrganisationKind.FLANDERS,
    Role.MUNICIPALITY_OFFICER: OrganisationKind.MUNICIPALITY,
    Role.COUNTER_CLERK: OrganisationKind.MUNICIPALITY,
    Role.ORGANISER_ADMIN: OrganisationKind.ORGANISER,
    Role.VOLUNTEER: OrganisationKind.ORGANISER,
    Role.WELFARE_WORKER: OrganisationKind.PARTNER,
    Role.PARTNER_RESPONSIBLE: OrganisationKind.PARTNER,
    Role.POLICY_READER: OrganisationKind.FLANDERS,
    Role.GUARDIAN: None,
}

ROLE_NAMES: dict[Role, TranslatedText] = {
    Role.FLEMISH_ADMINISTRATOR: TranslatedText(
        nl="Vlaams beheerder", fr="Gestionnaire flamand", en="Flemish administrator"
    ),
    Role.MUNICIPALITY_OFFICER: TranslatedText(
        nl="Ambtenaar van de gemeente", fr="Agent de la commune", en="Municipal officer"
    ),
    Role.COUNTER_CLERK: TranslatedText(nl="Baliemedewerker", fr="Agent de guichet", en="Counter clerk"),
    Role.ORGANISER_ADMIN: TranslatedText(
        nl="Beheerder van de organisatie", fr="Responsable de l’organisation", en="Organiser’s office"
    ),
    Role.VOLUNTEER: TranslatedText(nl="Vrijwilliger aan de deur", fr="Bénévole à l’entrée", en="Volunteer at the door"),
    Role.WELFARE_WORKER: TranslatedText(nl="Begeleider", fr="Accompagnateur", en="Welfare worker"),
    Role.PARTNER_RESPONSIBLE: TranslatedText(
        nl="Verantwoordelijke van de partner", fr="Responsable du partenaire", en="Head of a partner’s team"
    ),
    Role.POLICY_READER: TranslatedText(nl="Beleidsmedewerker", fr="Collaborateur politique", en="Policy staff"),
    Role.GUARDIAN: TranslatedText(nl="Ouder of voogd", fr="Parent ou tuteur", en="Parent or guardian"),
}

# What an API client of an organisation may be given.
API_SCOPES: dict[str, Permission] = {
    "cards": P.API_CARDS,
    "activities": P.API_ACTIVITIES,
    "quotes": P.API_QUOTES,
    "sales": P.API_SALES,
    "checkins": P.API_CHECKINS,
    "registrations": P.API_REGISTRATIONS,
    "entitlement-checks": P.API_ENTITLEMENT_CHECKS,
}

# Scopes that only some kinds of organisation may have; the others are for whoever offers activities.
SCOPES_FOR: dict[str, frozenset[OrganisationKind]] = {
    "entitlement-checks": frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.PARTNER}),
}

PASSWORD_LEAST = 12
PASSWORD_MOST = 200  # a longer one would only be work for the hasher
FREE_ATTEMPTS = 5
LONGEST_WAIT = timedelta(minutes=15)

# Without 0 O 1 I L U: a code is read from paper and typed.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
CODE_VALID = timedelta(days=14)

TOKEN_VALID = timedelta(hours=1)


def tidy_email(email: str) -> str:
    """A mail address as it is kept: lower case, without blanks around it."""
    return email.strip().lower()


def is_email(email: str) -> bool:
    """Something, an @, and a name with a dot; only the post itself knows more."""
    return len(email) <= 200 and re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", email) is not None


def bare_name(name: str) -> str:
    """A place name for comparing: without case, accents, blanks, dashes and quotes."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def check_new_password(password: str, *, email: str, name: str, field: str) -> None:
    """Length is what counts; a password that holds its owner's name or hardly varies is refused as well.

    Raises PasswordTooShort, PasswordTooLong or PasswordTooEasy for `field`.
    """
    if len(password) < PASSWORD_LEAST:
        raise PasswordTooShort(field=field, least=PASSWORD_LEAST)
    if len(password) > PASSWORD_MOST:
        raise PasswordTooLong(field=field, most=PASSWORD_MOST)
    bare = password.casefold()
    left = bare
    for part in re.split(r"[\W_]+", f"{email} {name}".casefold()):
        left = left.replace(part, "") if len(part) > 2 else left
    if len(set(bare)) < 5 or len(left) < PASSWORD_LEAST // 2:
        raise PasswordTooEasy(field=field)


def locked_until(failed_attempts: int, now: datetime) -> datetime | None:
    """How long an account waits after this many failures in a row: the first few are free, then the wait doubles.

    It never grows beyond a quarter of an hour: somebody else's guesses may slow a clerk down, not lock her out.
    """
    if failed_attempts < FREE_ATTEMPTS:
        return None
    doublings = min(failed_attempts - FREE_ATTEMPTS, 10)
    return now + min(LONGEST_WAIT, timedelta(seconds=30 << doublings))


def tidy_code(code: str) -> str:
    """An activation code as it is compared: capitals, without blanks and dashes."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def shown_code(code: str) -> str:
    """In groups of four, for reading from paper."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def role_fits(role: Role, kind: OrganisationKind | None) -> bool:
    """Whether a role can be held for this kind of organisation (None: for no organisation)."""
    return WORKS_FOR[role] is kind


def token_hash(token: str) -> str:
    """What is kept of a bearer token: it is 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def safe_next(target: str | None) -> str | None:
    """A place within the platform to go on to; None for anything that a browser might take for another site."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if any(letter <= " " or letter in "\\\x7f" for letter in target):
        return None
    return target
