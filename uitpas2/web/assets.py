"""Addresses of our own style sheets and scripts, with a fingerprint, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

STATIC = Path(__file__).resolve().parents[1] / "static"
KEEP = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=3600"
ASK_EACH_TIME = "public, no-cache"  # a script that another script imports: all of them have to be of one version


@lru_cache(maxsize=256)
def _fingerprint_of(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def fingerprint(name: str) -> str:
    """Twelve characters that change with the file's content; nothing when there is no such file."""
    path = STATIC / name
    return _fingerprint_of(path, path.stat().st_mtime_ns) if path.is_file() else ""


def asset(name: str) -> str:
    """The address of a file under static/, such as "css/base.css"."""
    return url_for("static", filename=name, v=fingerprint(name) or None)


def has_asset(name: str) -> bool:
    """Whether the file is there: third-party files come by `make` and may be missing."""
    return (STATIC / name).is_file()


def install(app: Flask) -> None:
    app.jinja_env.globals.update(asset=asset, has_asset=has_asset)

    @app.after_request
    def _keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in {200, 304}:
            name = (request.view_args or {}).get("filename", "")
            is_this_version = request.args.get("v") == fingerprint(name)
            otherwise = ASK_EACH_TIME if name.endswith(".js") else ASK_AGAIN
            response.headers["Cache-Control"] = KEEP if is_this_version else otherwise
        return response
