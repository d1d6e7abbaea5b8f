"""Descriptions in UiTdatabank may hold simple HTML; this platform keeps and shows plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_MARKUP = re.compile(r"</?(p|br|ul|ol|li|strong|em|b|i|u|a|h[1-6]|div|span)\b[^>]*>|&(#\d+|#x[0-9a-f]+|\w+);", re.I)
_NEW_LINE = {"p", "br", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"}


def plain_text(text: str) -> str:
    """The words without their markup, a line for each paragraph. Text that has no markup stays letter for letter."""
    if not _MARKUP.search(text):
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collects the text between tags; what is between script or style tags is no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style"}
        if tag in _NEW_LINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"} and self._silent > 0
        if tag in _NEW_LINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
