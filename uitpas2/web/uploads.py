"""Files in forms: the routes that say so take more than an ordinary form may hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request

View = TypeVar("View", bound=Callable[..., Any])
_REST_OF_FORM = 100_000  # bytes besides the file: its name, the other fields


def takes_file(most_bytes: int) -> Callable[[View], View]:
    """This route's form comes with a file of at most so many bytes; a larger one is refused before it is read."""

    def mark(view: View) -> View:
        view.__most_bytes__ = most_bytes + _REST_OF_FORM  # type: ignore[attr-defined]
        return view

    return mark


def uploaded(name: str) -> bytes:
    """The content of the file in this field of the form; nothing when none was chosen."""
    file = request.files.get(name)
    if file is None:
        return b""
    try:
        content: bytes = file.read()
        return content
    finally:
        file.close()  # a large one lies on the disk until then


def install(app: Flask) -> None:
    """Before whatever reads the form, such as the check of its token."""

    @app.before_request
    def _allow() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if most := getattr(view, "__most_bytes__", 0):
            request.max_content_length = most
