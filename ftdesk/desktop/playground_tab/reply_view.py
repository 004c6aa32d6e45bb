"""Shows text of a model as safe Markdown: no HTML, nothing loaded, links only after a question.

The view is as high as its text, so that a transcript scrolls as one page.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.playground_tab.markdown_blocks import Block, MarkdownBlocks

_FEATURES = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectGitHub


class _SealedDocument(QTextDocument):
    """Loads nothing, whatever the text asks for: an image named in it could be any file or host."""

    def loadResource(self, type_: int, name: QUrl | str) -> object:  # noqa: ARG002 - Qt's signature
        return QImage()


class ReplyView(QTextBrowser):
    """A growing answer; `append_source` may be called many times a second.

    Signals:
        link_chosen(object): QUrl, when the person clicked a link; nothing was opened.
    """

    link_chosen = Signal(object)  # QUrl

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocument(_SealedDocument(self))
        self.document().setDocumentMargin(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("look", "plain")
        self.anchorClicked.connect(self._choose_link)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._blocks = MarkdownBlocks()
        self._parts: list[str] = []
        self._open_from = 0

    def set_source(self, text: str) -> None:
        """Show `text` instead of what is there."""
        self._restart()
        self.clear()
        self.append_source(text)

    def append_source(self, text: str) -> None:
        """Add `text`; blocks that are finished are never rendered again."""
        self._parts.append(text)
        finished = self._blocks.feed(text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(self._open_from)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        for block in finished:
            self._insert(cursor, block)
            self._open_from = cursor.position()
        self._insert(cursor, self._blocks.open_block)
        cursor.endEditBlock()
        self._fit()

    def redraw(self) -> None:
        """Render again in the colours and sizes of the theme."""
        self.set_source("".join(self._parts))

    def _restart(self) -> None:
        self._blocks = MarkdownBlocks()
        self._parts = []
        self._open_from = 0

    def _insert(self, cursor: QTextCursor, block: Block) -> None:
        if not block.source.strip():
            return
        if cursor.position() > 0:  # without a block of its own, text would join the paragraph above
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        start = cursor.position()
        if block.plain:
            cursor.insertText(block.source)
        else:
            cursor.insertMarkdown(block.source, _FEATURES)
        _name_images(self.document(), start)
        _dress_code(self.document(), start)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    @Slot(QUrl)
    def _choose_link(self, address: QUrl) -> None:
        self.link_chosen.emit(address)

    @Slot()
    def _fit(self) -> None:
        around = max(0, self.height() - self.viewport().height())  # padding and border of the stylesheet
        height = max(ceil(self.document().size().height()), self.fontMetrics().height()) + around
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(320, self.height())


def _blocks_from(document: QTextDocument, start: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def _dress_code(document: QTextDocument, start: int) -> None:
    """Give code its ground and the fixed font, and let it wrap: the view has no scroll bar."""
    for block in _blocks_from(document, start):
        style = block.blockFormat()
        if not style.hasProperty(QTextFormat.Property.BlockCodeFence) and not style.nonBreakableLines():
            continue
        cursor = QTextCursor(block)
        style.setBackground(theme.color("code_ground"))
        style.setNonBreakableLines(False)
        cursor.setBlockFormat(style)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setFont(theme.code_font())
        cursor.mergeCharFormat(letters)


def _name_images(document: QTextDocument, start: int) -> None:
    """Put the name and address of each image where it would have been."""
    found = [
        (fragment.position(), fragment.length(), fragment.charFormat().toImageFormat())
        for block in _blocks_from(document, start)
        for fragment in _fragments(block)
        if fragment.charFormat().isImageFormat()
    ]
    for position, length, image in reversed(found):
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        description = str(image.property(QTextImageFormat.Property.ImageAltText) or "").strip()
        cursor.insertText(
            f"[{description} {image.name()}]" if description else f"[{image.name()}]", QTextCharFormat()
        )
