"""Is the rule book in order? Everything that can be known about it without waiting for somebody to complain.

Files and bounds, dates without gaps, sentences in three languages, branches that no case can reach or meets, and
promises that hold for every choice a municipality may make.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from uitpas2.discounts.engine import RuleFault
from uitpas2.discounts.rules.checking import branches, choices, dates, names, promises, sentences
from uitpas2.discounts.rules.checking.cases import cases_of
from uitpas2.discounts.rules.loading import RuleBookFault, load
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.rules.schemes import Scheme, read_scheme


@dataclass(frozen=True)
class Report:
    """What was looked at, what is wrong, and what somebody should look at some day. Each fault names its place."""

    version: str = ""
    looked_at: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def check(folder: Path, today: date, schemes: Sequence[Path] = ()) -> Report:
    """Check the rule book of a folder, and files with choices of municipalities if there are any."""
    try:
        book = load(folder)
        for program in book.programs:
            for day in dates.days(book):
                book.compiled(program, day)
    except (RuleBookFault, RuleFault) as fault:
        return Report(faults=[str(fault)])
    report = Report(book.version, {"parameters": len(book.parameters), "rules": len(book.rules())})
    report.faults.extend([*dates.faults(book), *names.faults(book), *sentences.faults(book)])
    report.warnings.extend(dates.warnings(book, today))
    try:
        of_folders = cases_of(book, folder)
        files = [read_scheme(book, path) for path in schemes]
    except RuleBookFault as fault:
        report.faults.extend(str(fault).splitlines())
        return report
    _check_branches(book, of_folders, report)
    _check_choices(book, of_folders, files, report, today)
    promised = promises.check(book)
    report.looked_at["cases on the edges"] = promised.looked_at
    report.faults.extend(promised.faults)
    return report


def _check_branches(book: RuleBook, of_folders: Sequence[Scheme], report: Report) -> None:
    walked = branches.Walk(book)
    for one in of_folders:
        report.faults.extend(walked.along(one))
    report.faults.extend(walked.not_met())
    report.looked_at["cases"] = sum(len(one.cases) for one in of_folders)
    report.looked_at["branches"] = walked.count


def _check_choices(
    book: RuleBook, of_folders: Sequence[Scheme], files: Sequence[Scheme], report: Report, today: date
) -> None:
    every = [*files, *of_folders]
    for scheme in every:
        report.faults.extend(choices.faults(scheme))
    for scheme in files:
        report.warnings.extend(choices.warnings(book, scheme, today))
    of_cases = sum(len(case.choices) for scheme in every for case in scheme.cases)
    report.looked_at["choices"] = of_cases + sum(len(scheme.choices) for scheme in every)


__all__ = ["Report", "check"]
