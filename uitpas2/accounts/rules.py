"""What each role may do. The whole policy stands in one table."""

from __future__ import annotations

from enum import StrEnum


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

    REGISTER_HOLDERS = "holders.register"
    ISSUE_CARDS = "cards.issue"
    BLOCK_CARDS = "cards.block"
    GRANT_RIGHTS = "rights.grant"
    SEE_GROUNDS = "rights.see-grounds"

    VOUCH = "welfare.vouch"
    REGISTER_CLIENTS = "welfare.register-clients"

    MANAGE_ACTIVITIES = "activities.manage"
    SEE_REGISTRATIONS = "registrations.see"
    SCAN = "scan"
    SEE_SALES = "sales.see"

    SEE_OWN_FAMILY = "family.see"
    SEE_POLICY = "policy.see"
    MANAGE_ACCOUNTS = "accounts.manage"

    API_CARDS = "api.cards"
    API_ACTIVITIES = "api.activities"
    API_QUOTES = "api.quotes"
    API_SALES = "api.sales"
    API_CHECKINS = "api.checkins"


P = Permission

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.FLEMISH_ADMINISTRATOR: frozenset({P.SEE_RULEBOOK, P.SEE_CHOICES_OF_ALL, P.SEE_POLICY}),
    Role.MUNICIPALITY_OFFICER: frozenset(
        {P.SEE_RULEBOOK, P.PROPOSE_CHOICES, P.APPROVE_CHOICES, P.SET_BUDGET, P.SEE_BUDGET, P.SEE_POLICY}
    ),
    Role.COUNTER_CLERK: frozenset({P.REGISTER_HOLDERS, P.ISSUE_CARDS, P.BLOCK_CARDS, P.GRANT_RIGHTS}),
    Role.ORGANISER_ADMIN: frozenset({P.MANAGE_ACTIVITIES, P.SEE_REGISTRATIONS, P.SCAN, P.SEE_SALES}),
    Role.VOLUNTEER: frozenset({P.SCAN}),
    Role.WELFARE_WORKER: frozenset({P.VOUCH, P.REGISTER_CLIENTS}),
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
    Role.POLICY_READER: OrganisationKind.FLANDERS,
    Role.GUARDIAN: None,
}

# What an API client of an organisation may be given.
API_SCOPES: dict[str, Permission] = {
    "cards": P.API_CARDS,
    "activities": P.API_ACTIVITIES,
    "quotes": P.API_QUOTES,
    "sales": P.API_SALES,
    "checkins": P.API_CHECKINS,
}
