"""The web application assembled: settings, workplace, guard, problems, and each feature's pages and endpoints."""

from __future__ import annotations

import importlib
import importlib.util

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from uitpas2.accounts import sessions
from uitpas2.accounts.rules import API_SCOPES
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Workplace
from uitpas2.kernel.keys import Keys
from uitpas2.settings import Settings
from uitpas2.web import api, assets, guard, headers, language, limits, logs, metrics, navigation, problems
from uitpas2.web.context import EXTENSION, Platform

FEATURES = (
    "web",
    "accounts",
    "cards",
    "activities",
    "ledger",
    "discounts",
    "welfare",
    "loyalty",
    "registrations",
    "counter",
    "scanning",
    "settlement",
    "monitoring",
)


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
    csrf = CSRFProtect(app)
    language.install(app)
    problems.install(app)
    headers.install(app)
    assets.install(app)
    sessions.install(app)
    guard.install(app, sessions.find_actor)
    limits.install(app, settings)  # after the guard: whoever signed in is counted by account, not by address

    menu: list[navigation.MenuItem] = []
    endpoints = api.install(app, API_SCOPES)
    for feature in FEATURES:
        if pages := _room(feature, "pages"):
            app.register_blueprint(pages.blueprint)
            menu += getattr(pages, "MENU", [])
        if feature != "web" and (room := _room(feature, "api")):
            endpoints.register_blueprint(room.blueprint)
            csrf.exempt(room.blueprint)
    navigation.install(app, menu)
    guard.refuse_unguarded(app)
    return app


def _room(feature: str, name: str):  # type: ignore[no-untyped-def]
    module = f"uitpas2.{feature}.{name}"
    return importlib.import_module(module) if importlib.util.find_spec(module) else None
