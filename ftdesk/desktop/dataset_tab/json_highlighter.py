"""Keys, texts and numbers of JSON in the theme's colours; nothing above 100 kB, where colouring would be felt."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ftdesk.desktop import theme

LONGEST = 100_000
_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*"?)|(?P<number>-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b)'
)


class JsonHighlighter(QSyntaxHighlighter):
    """Colours one document; a text that is no JSON is coloured as far as it looks like it."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._choose_colors()
        theme.notifier().theme_changed.connect(self._recolor)

    def highlightBlock(self, text: str) -> None:
        """Colour one line of the document."""
        if len(text) > LONGEST:
            return
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind is not None:
                start = _units(text, match.start())
                self.setFormat(start, _units(text, match.end()) - start, self._formats[kind])

    def _choose_colors(self) -> None:
        for kind in ("key", "string", "number"):
            form = QTextCharFormat()
            form.setForeground(theme.color(f"code_{kind}"))
            self._formats[kind] = form

    def _recolor(self) -> None:
        self._choose_colors()
        self.rehighlight()


def _units(text: str, index: int) -> int:
    return index if text.isascii() else len(text[:index].encode("utf-16-le")) // 2
