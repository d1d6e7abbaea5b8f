"""`uitpas2 rules explain`: a decision told again from its receipt, and decided again."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from uitpas2.discounts.commands.opening import workplace_of
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.queries.receipts import receipt_of_sale
from uitpas2.discounts.rules.explaining import ExplainedStep
from uitpas2.discounts.rules.receipts import Replayed, retell, retell_shares
from uitpas2.discounts.rules.receipts import replay as replay_receipt
from uitpas2.discounts.rules.rulebook import rule_book
from uitpas2.discounts.rules.telling import amount_in_words, day_in_words
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import LANGUAGES, TranslatedText

KEYS: dict[str, type] = {
    "rule_book": str,
    "program": str,
    "in_force_on": str,
    "known_on": str,
    "municipality": str,
    "facts": dict,
    "values": dict,
    "refused_by": str,
    "outputs": dict,
}
AN_ID = re.compile(r"[0-9A-Za-z-]{8,40}")

HEADING = TranslatedText(
    nl="{municipality}, zoals het gold op {on} en bekend was op {known}",
    fr="{municipality}, selon les règles en vigueur le {on} et connues le {known}",
    en="{municipality}, as it held on {on} and was known on {known}",
)
ARTICLE = TranslatedText(nl="artikel {number}", fr="article {number}", en="article {number}")
SAME = TranslatedText(
    nl="Opnieuw beslist: er komt precies hetzelfde uit.",
    fr="Décidé à nouveau : le résultat est exactement le même.",
    en="Decided again: exactly the same comes out.",
)
DIFFERENT = TranslatedText(
    nl="Opnieuw beslist: er komt iets anders uit.",
    fr="Décidé à nouveau : le résultat est différent.",
    en="Decided again: something else comes out.",
)
SAME_VERSION = TranslatedText(
    nl="Het regelboek is nog hetzelfde ({version}).",
    fr="Le livre de règles est toujours le même ({version}).",
    en="The rule book is still the same ({version}).",
)
OTHER_VERSION = TranslatedText(
    nl="Het regelboek is intussen veranderd: toen {before}, nu {version}.",
    fr="Le livre de règles a changé depuis : alors {before}, maintenant {version}.",
    en="The rule book has changed since: {before} then, {version} now.",
)


class ReceiptFault(Exception):
    """This is no receipt that can be read; the text says why."""


@click.command()
@click.argument("receipt")
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_context
def explain(context: click.Context, receipt: str, language: str, as_json: bool) -> None:
    """Tell a decision again from its receipt, and decide it again.

    RECEIPT is a file with the receipt as JSON, `-` for standard input, or the id of a sale. Exits with 1 when
    something else comes out than then, or when it is not a receipt.
    """
    try:
        held = _find(context, receipt)
        steps, replayed = _told(held, language, receipt)
    except ReceiptFault as fault:
        click.echo(fault, err=True)
        raise SystemExit(1) from None
    if as_json:
        click.echo(json.dumps(_as_json(held, steps, replayed), ensure_ascii=False))
    else:
        click.echo("\n".join(_in_words(held, steps, replayed, language)))
    if not replayed.agrees:
        raise SystemExit(1)


def _find(context: click.Context, receipt: str) -> dict[str, Any]:
    """The receipt, wherever it is. Raises ReceiptFault."""
    path = Path(receipt)
    if receipt != "-" and not path.is_file():
        if not AN_ID.fullmatch(receipt):
            raise ReceiptFault(f"{receipt}: there is no such file, and this is no id of a sale")
        return _of_sale(context, receipt)
    try:
        text = sys.stdin.read() if receipt == "-" else path.read_text(encoding="utf-8")
        held = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ReceiptFault(f"{receipt}: cannot be read: {error}") from None
    except json.JSONDecodeError as error:
        raise ReceiptFault(f"{receipt}: line {error.lineno}: is no JSON: {error.msg}") from None
    except (RecursionError, ValueError) as error:  # too deep, or a number of thousands of digits
        raise ReceiptFault(f"{receipt}: cannot be read: {error}") from None
    if not isinstance(held, dict):
        raise ReceiptFault(f"{receipt}: a receipt is a JSON object")
    return held


def _of_sale(context: click.Context, sale_id: str) -> dict[str, Any]:
    try:
        with workplace_of(context).reading(system_actor("command")) as work:
            return receipt_of_sale(work, sale_id)
    except SaleUnknown:
        raise ReceiptFault(f"{sale_id}: there is no file and no sale of this name") from None
    except SQLAlchemyError as error:
        raise ReceiptFault(f"{sale_id}: the database cannot be read: {type(error).__name__}") from None


def _told(held: Mapping[str, Any], language: str, name: str) -> tuple[list[ExplainedStep], Replayed]:
    """Told and decided again. Raises ReceiptFault for anything that is not as a receipt should be."""
    for key, kind in KEYS.items():
        if not isinstance(held.get(key), kind):
            raise ReceiptFault(f"{name}: {key}: is missing or of the wrong kind")
    book = rule_book()
    if held["program"] not in book.programs:
        raise ReceiptFault(f"{name}: program: {held['program']!r} is none of: {', '.join(book.programs)}")
    for place, known in (("facts", book.vocabulary.facts), ("values", book.parameters)):
        for key in held[place]:
            if key not in known:
                raise ReceiptFault(f"{name}: {place}: the rule book does not know {key!r}")
    try:
        json.dumps(held, ensure_ascii=False).encode()  # half a character cannot be told
        brussels_day(datetime.fromisoformat(held["known_on"]))
        if "shares" in held:
            retell_shares(held, language)
        return retell(held, language), replay_receipt(held)
    except (ArithmeticError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ReceiptFault(f"{name}: cannot be decided again: {type(error).__name__}: {error}") from None


def _in_words(
    held: Mapping[str, Any], steps: Sequence[ExplainedStep], replayed: Replayed, language: str
) -> Iterator[str]:
    on, known = date.fromisoformat(held["in_force_on"]), datetime.fromisoformat(held["known_on"])
    yield HEADING.in_language(language).format(
        municipality=held["municipality"],
        on=day_in_words(on, language),
        known=day_in_words(brussels_day(known), language),
    )
    yield ""
    for number, step in enumerate(steps, start=1):
        article = ARTICLE.in_language(language).format(number=step.article)
        yield f"{number}. {step.sentence} ({article})"
        more = (step.whose, step.council_decision, *step.would_change)
        yield from (f"   {line}" for line in more if line)
    yield ""
    if "shares" in held:
        yield from (f"{payer}: {amount_in_words(amount, language)}" for payer, amount in retell_shares(held, language))
        yield ""
    yield (SAME if replayed.agrees else DIFFERENT).in_language(language)
    yield from (f"  {name}: {before} → {after}" for name, before, after in _differences(replayed))
    version = rule_book().version[:12]
    text = SAME_VERSION if replayed.same_version else OTHER_VERSION
    yield text.in_language(language).format(version=version, before=held["rule_book"][:12])


def _differences(replayed: Replayed) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted({*replayed.before, *replayed.after}):
        before, after = replayed.before.get(name), replayed.after.get(name)
        if before != after:
            yield name, before, after


def _as_json(held: Mapping[str, Any], steps: Sequence[ExplainedStep], replayed: Replayed) -> dict[str, Any]:
    return {
        "program": held["program"],
        "municipality": held["municipality"],
        "in_force_on": held["in_force_on"],
        "known_on": held["known_on"],
        "steps": [
            {
                "rule": step.rule,
                "article": step.article,
                "holds": step.holds,
                "sentence": step.sentence,
                "whose": step.whose,
                "council_decision": step.council_decision,
                "would_change": list(step.would_change),
            }
            for step in steps
        ],
        "same": replayed.agrees,
        "same_version": replayed.same_version,
        "rule_book_then": held["rule_book"],
        "rule_book_now": rule_book().version,
        "differences": [{"what": name, "then": before, "now": after} for name, before, after in _differences(replayed)],
    }
