"""Making municipalities, organisations, accounts, roles and API clients; signing in; tokens."""

from uitpas2.accounts.services.clients import (
    create_api_client,
    forget_expired_tokens,
    issue_token,
    keep_token,
    secret_fits,
)
from uitpas2.accounts.services.many import create_guardians
from uitpas2.accounts.services.organisations import create_organisation, load_municipalities
from uitpas2.accounts.services.people import (
    assign,
    create_account,
    create_with_activation,
    end_assignment,
    erase_account,
    renew_activation,
)
from uitpas2.accounts.services.signing_in import (
    Attempt,
    Passed,
    activate,
    begin_attempt,
    change_password,
    change_profile,
    sign_in,
)

__all__ = [
    "Attempt",
    "Passed",
    "activate",
    "assign",
    "begin_attempt",
    "change_password",
    "change_profile",
    "create_account",
    "create_api_client",
    "create_guardians",
    "create_organisation",
    "create_with_activation",
    "end_assignment",
    "erase_account",
    "forget_expired_tokens",
    "issue_token",
    "keep_token",
    "load_municipalities",
    "renew_activation",
    "secret_fits",
    "sign_in",
]
