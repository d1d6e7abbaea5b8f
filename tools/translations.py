"""Keep each feature's catalogues in step with its texts: `python -m tools.translations [--check] [feature …]`.

New texts are added with an empty translation and dead ones dropped; what is there keeps its place. With --check
nothing is written: it names what is missing, dead, untranslated or odd, and exits non-zero.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import normalize, read_po
from jinja2 import TemplateSyntaxError

PACKAGE = Path(__file__).resolve().parents[1] / "uitpas2"
LANGUAGES = {"nl": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None}
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sd]")

Texts = tuple[str, ...]  # a singular, or a singular and a plural


def features(names: list[str]) -> list[Path]:
    """The folders of the named features, or of all that have texts or catalogues."""
    if names:
        return [PACKAGE / name for name in names]
    found = [folder for folder in sorted(PACKAGE.iterdir()) if folder.is_dir() and folder.name != "static"]
    return [folder for folder in found if texts_of(folder) or (folder / "translations").is_dir()]


def texts_of(feature: Path) -> list[Texts]:
    """Every text in the feature's code and templates, once, in the order of files and lines."""
    found: dict[str, Texts] = {}
    for path in sorted(feature.rglob("*")):
        for message in _texts_in(path):
            if message[0] not in found or len(message) > len(found[message[0]]):
                found[message[0]] = message
    return list(found.values())


def _texts_in(path: Path) -> Iterator[Texts]:
    method = METHODS.get(path.suffix)
    if method is None:
        return
    options = {"silent": "false"} if path.suffix == ".html" else {"encoding": "utf-8"}
    try:
        for _line, texts, *_ in extract_from_file(method, str(path), keywords=KEYWORDS, options=options):
            message = (texts,) if isinstance(texts, str) else tuple(text for text in texts or () if text)
            if message and message[0]:
                yield message
    except (TemplateSyntaxError, SyntaxError) as error:
        sys.exit(f"{path}: cannot be read: {error}")


def translated(path: Path) -> dict[str, Texts]:
    """What the catalogue says, by first text."""
    if not path.exists():
        return {}
    with path.open("rb") as source:
        catalogue: Catalog = read_po(source, locale=path.stem)
    return {_first(message): _strings(message) for message in catalogue if message.id}


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> Texts:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def in_step(feature: Path, language: str) -> str:
    """The catalogue as it should be: known texts in their old order, then the new ones."""
    texts = {message[0]: message for message in texts_of(feature)}
    known = translated(feature / "translations" / f"{language}.po")
    order = [first for first in known if first in texts] + [first for first in texts if first not in known]
    parts = [
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {LANGUAGES[language]}\\n"\n'
    ]
    for first in order:
        parts.append(_entry(texts[first], known.get(first, ())))
    return "\n".join(parts)


def _entry(message: Texts, strings: Texts) -> str:
    flag = "#, python-format\n" if PLACEHOLDER.search(message[0]) else ""
    if len(message) == 1:
        return f"{flag}msgid {normalize(message[0])}\nmsgstr {normalize(strings[0] if strings else '')}\n"
    forms = [*strings, "", ""][:2] if len(strings) > 1 else ["", ""]
    lines = [f"msgid {normalize(message[0])}", f"msgid_plural {normalize(message[1])}"]
    lines += [f"msgstr[{index}] {normalize(form)}" for index, form in enumerate(forms)]
    return flag + "\n".join(lines) + "\n"


def faults(feature: Path) -> Iterator[str]:
    """What is wrong with a feature's catalogues, each in one line."""
    texts = {message[0]: message for message in texts_of(feature)}
    for language in LANGUAGES:
        known = translated(feature / "translations" / f"{language}.po")
        place = f"{feature.name}/{language}"
        for first, message in texts.items():
            strings = known.get(first)
            if strings is None:
                yield f"{place}: missing: {first!r}"
            elif len(strings) != len(message) or not all(strings):
                yield f"{place}: untranslated: {first!r}"
            elif any(_places(string) - _places(*message) for string in strings) or _places(*message) - _places(
                *strings
            ):
                yield f"{place}: other placeholders than the text: {first!r}"
        yield from (f"{place}: nobody uses: {first!r}" for first in known if first not in texts)


def _places(*texts: str) -> set[str]:
    return {found.group(0) for text in texts for found in PLACEHOLDER.finditer(text)}


def disagreements(folders: list[Path]) -> Iterator[str]:
    """One text, two translations: all catalogues are merged, so only one of them would ever be read."""
    for language in LANGUAGES:
        seen: dict[str, tuple[str, Texts]] = {}
        for feature in folders:
            for first, strings in translated(feature / "translations" / f"{language}.po").items():
                other, others = seen.setdefault(first, (feature.name, strings))
                if others != strings and all(strings) and all(others):
                    yield f"{language}: {other} and {feature.name} translate {first!r} as {others!r} and {strings!r}"


def all_faults(names: list[str]) -> list[str]:
    folders = features(names)
    return [fault for feature in folders for fault in faults(feature)] + list(disagreements(features([])))


def update(names: list[str]) -> list[str]:
    """Write the catalogues that are out of step; returns one line for each."""
    written = []
    for feature in features(names):
        for language in LANGUAGES:
            path = feature / "translations" / f"{language}.po"
            wanted = in_step(feature, language)
            if not path.exists() or path.read_text(encoding="utf-8") != wanted:
                path.parent.mkdir(exist_ok=True)
                path.write_text(wanted, encoding="utf-8")
                open_texts = sum(not all(strings) for strings in translated(path).values())
                written.append(f"{path.relative_to(PACKAGE.parent)}: written, {open_texts} to translate")
    return written


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit non-zero when out of step")
    parser.add_argument("features", nargs="*", help="names of features; all when none is named")
    asked = parser.parse_args()
    lines = all_faults(asked.features) if asked.check else update(asked.features)
    sys.stdout.write("\n".join(lines or ["the catalogues are in step"]) + "\n")
    return 1 if asked.check and lines else 0


if __name__ == "__main__":
    sys.exit(main())
