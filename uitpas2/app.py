"""The web application assembled: settings, workplace, guard, problems, and each feature's pages and endpoints."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from uitpas2.accounts import api as accounts_api
from uitpas2.accounts import pages as accounts_pages
from uitpas2.accounts import sessions
from uitpas2.accounts.rules import API_SCOPES
from uitpas2.activities import api as activities_api
from uitpas2.activities import pages as activities_pages
from uitpas2.attendance import pages as attendance_pages
from uitpas2.billing import pages as billing_pages
from uitpas2.cards import api as cards_api
from uitpas2.counter import pages as counter_pages
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Workplace
from uitpas2.discounts import api as discounts_api
from uitpas2.discounts import pages as discounts_pages
from uitpas2.kernel.keys import Keys
from uitpas2.ledger import pages as ledger_pages
from uitpas2.mailbox import pages as mailbox_pages
from uitpas2.monitoring import pages as monitoring_pages
from uitpas2.mypass import pages as mypass_pages
from uitpas2.privacy import pages as privacy_pages
from uitpas2.registrations import api as registrations_api
from uitpas2.registrations import pages as registrations_pages
from uitpas2.scanning import api as scanning_api
from uitpas2.scanning import pages as scanning_pages
from uitpas2.settings import Settings
from uitpas2.settlement import pages as settlement_pages
from uitpas2.web import (
    api,
    assets,
    guard,
    headers,
    keepable,
    language,
    limits,
    logs,
    metrics,
    navigation,
    problems,
    uploads,
)
from uitpas2.web import pages as web_pages
from uitpas2.web.context import EXTENSION, Platform
from uitpas2.welfare import pages as welfare_pages

PAGES = (
    web_pages,
    accounts_pages,
    activities_pages,
    ledger_pages,
    discounts_pages,
    welfare_pages,
    registrations_pages,
    counter_pages,
    attendance_pages,
    scanning_pages,
    settlement_pages,
    billing_pages,
    monitoring_pages,
    privacy_pages,
    mypass_pages,
    mailbox_pages,
)
ENDPOINTS = (accounts_api, cards_api, activities_api, discounts_api, registrations_api, scanning_api)


def make_workplace(settings: Settings) -> Workplace:
    engine = make_engine(settings.database_url, sqlite_sync=settings.sqlite_sync)
    replica = make_engine(settings.replica_url) if settings.replica_url else None
    return Workplace(engine, replica=replica, keys=Keys(settings.secret_key))


def create_app(settings: Settings | None = None, workplace: Workplace | None = None) -> Flask:
    """The application. Raises UnguardedRoute when a route does not say who may use it."""
    settings = settings or Settings.from_environment()
    app = Flask("uitpas2", static_folder="static", template_folder="web/templates")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=1_000_000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=8 * 3600,
        WTF_CSRF_TIME_LIMIT=8 * 3600,
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[EXTENSION] = Platform(workplace or make_workplace(settings), settings)

    if settings.proxies:
        # Without it everybody behind a proxy has the proxy's address; with it and no proxy, any address they like.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    logs.install(app)
    metrics.install(app)
    uploads.install(app)
    csrf = CSRFProtect(app)
    language.install(app)
    problems.install(app)
    headers.install(app)
    assets.install(app)
    keepable.install(app)
    sessions.install(app)
    guard.install(app, sessions.find_actor)
    limits.install(app, settings)  # after the guard: whoever signed in is counted by account, not by address

    for pages in PAGES:
        app.register_blueprint(pages.blueprint)
    endpoints = api.install(app, API_SCOPES)
    for room in ENDPOINTS:
        endpoints.register_blueprint(room.blueprint)
        csrf.exempt(room.blueprint)  # they take a bearer token and no cookie
    navigation.install(app, [item for pages in PAGES for item in getattr(pages, "MENU", ())])
    guard.refuse_unguarded(app)
    return app
