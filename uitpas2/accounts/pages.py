"""Signing in and out, choosing a role, activating an account, one's own account."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from uitpas2.accounts import queries, services
from uitpas2.accounts.errors import ActivationFailed
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import PASSWORD_LEAST, ROLE_NAMES, safe_next
from uitpas2.accounts.schemas import ActivationForm, PasswordForm, ProfileForm, RoleForm, SignInForm
from uitpas2.accounts.sessions import SignedIn, actor_of
from uitpas2.kernel.errors import DomainError, NotFound
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, platform, reading
from uitpas2.web.guard import open_to_all, signed_in
from uitpas2.web.language import COOKIE, in_words
from uitpas2.web.limits import SIGN_IN, limiter
from uitpas2.web.navigation import first_page

blueprint = Blueprint("accounts", __name__, template_folder="templates")


@blueprint.get("/sign-in")
@open_to_all("the door itself")
def sign_in() -> ResponseReturnValue:
    return _sign_in_page(Form(values={"next": request.args.get("next", "")}))


@blueprint.post("/sign-in")
@open_to_all("the door itself")
@limiter.limit(SIGN_IN)
def check_sign_in() -> ResponseReturnValue:
    form = read_form(SignInForm)
    roles = _roles_behind(form) if form.is_valid else []
    if not roles:
        return _sign_in_page(form), 422
    _enter(roles[0])
    wanted = safe_next(form.data.get("next"))
    if len(roles) > 1:
        return redirect(url_for("accounts.choose_role", next=wanted), 303)
    return redirect(wanted or _start_of(roles[0]), 303)


def _roles_behind(form: Form) -> Sequence[Assignment]:
    """The roles of whoever belongs to this mail address and password; none, and the form says so, when it fails."""
    with begin() as work:
        attempt = services.begin_attempt(work, form.data["email"])
    try:
        passed = attempt.check(form.data["password"])
        with begin() as work:
            return services.sign_in(work, passed)
    except DomainError as error:
        form.add(error)
        return []


def _sign_in_page(form: Form) -> str:
    demo_users = current_app.config.get("DEMO_USERS", []) if platform().settings.demo else []
    return render_template("accounts/sign_in.html", form=form, demo_users=demo_users)


def _enter(role: Assignment) -> None:
    """Start a new session with this role: nothing of an older one comes along."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(role))


def _start_of(role: Assignment) -> str:
    return first_page(actor_of(role).permissions)


@blueprint.post("/sign-out")
@open_to_all("leaving is always possible")
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash(_("You are signed out."), "yes")
    return redirect(url_for("web.home"), 303)


@blueprint.get("/choose-role")
@signed_in
def choose_role() -> ResponseReturnValue:
    return _role_page(Form(values={"next": request.args.get("next", "")}))


@blueprint.post("/choose-role")
@signed_in
def take_role() -> ResponseReturnValue:
    form = read_form(RoleForm)
    if not form.is_valid:
        return _role_page(form), 422
    with reading() as work:
        roles = queries.assignments_of(work, current_actor().id)
    chosen = next((role for role in roles if role.id == form.data["assignment"]), None)
    if chosen is None:
        raise NotFound
    _enter(chosen)
    return redirect(safe_next(form.data.get("next")) or _start_of(chosen), 303)


def _role_page(form: Form) -> str:
    with reading() as work:
        roles = queries.assignments_of(work, current_actor().id)
    options = [
        (role.id, in_words(ROLE_NAMES[role.role]), role.organisation.name if role.organisation else "")
        for role in roles
    ]
    return render_template("accounts/choose_role.html", form=form, options=options, present=g.assignment.id)


@blueprint.get("/activate")
@open_to_all("whoever got a code has no password yet")
def activate() -> ResponseReturnValue:
    return _activation_page(Form(values={"email": request.args.get("email", "")}))


@blueprint.post("/activate")
@open_to_all("whoever got a code has no password yet")
@limiter.limit(SIGN_IN)
def check_activation() -> ResponseReturnValue:
    form = read_form(ActivationForm)
    roles = _roles_activated(form) if form.is_valid else None
    if roles is None:
        return _activation_page(form), 422
    flash(_("Your password is kept. You use it each time you sign in."), "yes")
    if not roles:
        return redirect(url_for("accounts.sign_in"), 303)
    _enter(roles[0])
    return redirect(_start_of(roles[0]), 303)


def _roles_activated(form: Form) -> Sequence[Assignment] | None:
    """The roles of the account that was activated; None, and the form says why, when it was not."""
    try:
        with begin() as work:
            account = services.activate(
                work, email=form.data["email"], code=form.data["code"], password=form.data["new_password"]
            )
            if account is not None:
                return queries.assignments_of(work, account.id)
        raise ActivationFailed(field="code")
    except DomainError as error:
        form.add(error)
        return None


def _activation_page(form: Form) -> str:
    return render_template("accounts/activate.html", form=form, least=PASSWORD_LEAST)


@blueprint.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    return _account_page(Form())


@blueprint.post("/account")
@signed_in
def change_profile() -> ResponseReturnValue:
    form = read_form(ProfileForm)
    if not form.is_valid:
        return _account_page(form), 422
    with begin() as work:
        services.change_profile(work, **form.data)
    flash(_("Your details are kept."), "yes")
    response = redirect(url_for("accounts.account"), 303)
    response.delete_cookie(COOKIE)  # the account's own language counts again, also on other devices
    return response


@blueprint.post("/account/password")
@signed_in
@limiter.limit(SIGN_IN)
def change_password() -> ResponseReturnValue:
    form = read_form(PasswordForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.change_password(work, **form.data)
                role = next(r for r in queries.assignments_of(work, current_actor().id) if r.id == g.assignment.id)
            _enter(role)
            flash(_("Your new password is kept. Other devices are signed out."), "yes")
            return redirect(url_for("accounts.account"), 303)
        except DomainError as error:
            form.add(error)
    return _account_page(form), 422


def _account_page(form: Form) -> str:
    with reading() as work:
        mine = queries.own_account(work)
        roles = queries.assignments_of(work, mine.id)
    return render_template(
        "accounts/account.html",
        form=form,
        account=mine,
        roles=[(in_words(ROLE_NAMES[role.role]), role) for role in roles],
        least=PASSWORD_LEAST,
    )
