"""A file that is no list of items is refused as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from uitpas2.activities.commands import read_items
from uitpas2.activities.errors import FileNoJson, FileNoList, FileTooDeep
from uitpas2.kernel.errors import DomainError


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("[{]", FileNoJson),
        ("", FileNoJson),
        ("[NaN]", FileNoJson),
        ("[" + "9" * 5000 + "]", FileNoJson),
        ('{"events": []}', FileNoList),
        ('"text"', FileNoList),
        ("[" * 200_000, FileTooDeep),
    ],
)
def test_what_is_no_list_of_items_is_refused(tmp_path: Path, content: str, refusal: type[DomainError]) -> None:
    path = tmp_path / "items.json"
    path.write_text(content)

    with pytest.raises(refusal):
        read_items(str(path))


def test_a_list_stands_in_the_file_itself_or_under_member(tmp_path: Path) -> None:
    path = tmp_path / "items.json"
    read = []
    for content in ([1], {"member": [1], "totalItems": 1}):
        path.write_text(json.dumps(content))
        read.append(read_items(str(path)))

    assert read == [([1], ""), ([1], "/member")]
