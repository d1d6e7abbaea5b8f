"""What a log tells of an error of ours: where and of what kind, and nothing that somebody typed."""

from __future__ import annotations

import json
import logging
import sys

import pytest
import structlog

from uitpas2.web.logs import configure, without_words

MAIL = "noor@peeters.test"


def broken(typed: str) -> None:
    try:
        raise KeyError(typed)
    except KeyError as error:
        raise ValueError(f"Key (email)=({typed}) already exists") from error


def test_a_line_about_an_error_tells_the_way_and_the_kinds_and_quotes_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    configure()

    try:
        broken(MAIL)
    except ValueError:
        structlog.get_logger().exception("import failed", holder_import="an-id")
        logging.lastResort.handle(logging.makeLogRecord({"msg": "job broke down", "exc_info": sys.exc_info()}))

    told = capfd.readouterr().err
    ours, of_library = told.split("\n", 1)
    for text in (json.loads(ours)["exception"], of_library):
        assert text.index("KeyError") < text.index("ValueError")
        assert "test_logs.py" in text
        assert "in broken" in text
    assert MAIL not in told


def test_an_error_without_a_cause_is_one_way() -> None:
    assert without_words(None) == ""
    assert without_words(LookupError("Noor")) == "builtins.LookupError"
