"""Shows text of a model as safe Markdown: no HTML, nothing loaded, links only after a question.

The view is as high as its text, so that a transcript scrolls as one page.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from ftdesk.desktop import theme
from ftdesk.desktop.playground_tab.markdown_blocks import Block, MarkdownBlocks
from ftdesk.desktop.safe_copy import without_controls

_FEATURES = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectGitHub


READING_SCALE = 1.08
"""Text that is read is a little larger than text that is pressed; as in the dataset form."""
_INDENT = 24
_CELL = 5
_GAP = 8
_HAIR = 4
"""Pixels: of a list's level, inside a cell, around code and tables, of the empty line that Qt puts beside them."""


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
        self.document().setIndentWidth(_INDENT)
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
        self._dress()

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
        self._dress()
        self.set_source("".join(self._parts))

    def _dress(self) -> None:
        self.document().setDefaultFont(theme.ui_font(READING_SCALE))

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
            _insert_markdown(cursor, block.source)
        _name_images(self.document(), start)
        _dress_code(self.document(), start)
        _dress_tables(self.document(), start)
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

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is text alone, without anything that another program would obey."""
        copied = QMimeData()
        copied.setText(without_controls(self.textCursor().selection().toPlainText()))
        return copied

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


def _insert_markdown(cursor: QTextCursor, source: str) -> None:
    """Render `source` at the cursor. Qt drops the format of the first block it inserts, so it is put back."""
    rendered = _SealedDocument()
    rendered.setMarkdown(source, _FEATURES)
    position = cursor.position()
    cursor.insertFragment(QTextDocumentFragment(rendered))
    first, start = rendered.firstBlock(), QTextCursor(cursor.document())
    start.setPosition(position)
    if first.textList() is None and first.text():
        start.setBlockFormat(first.blockFormat())
    else:  # a list or a table: Qt leaves an empty line before it
        _make_thin(start)


def _make_thin(cursor: QTextCursor) -> None:
    """Take the height of the empty line that the cursor is in."""
    if cursor.block().text() or cursor.currentTable() is not None:
        return
    style = QTextBlockFormat()
    style.setLineHeight(_HAIR, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setBlockFormat(style)


def _is_code(block: QTextBlock) -> bool:
    style = block.blockFormat()
    is_code = style.hasProperty(QTextFormat.Property.BlockCodeFence) or style.nonBreakableLines()
    return is_code and QTextCursor(block).currentTable() is None


def _dress_tables(document: QTextDocument, start: int) -> None:
    """Thin lines in the colour of the theme, and room in the cells."""
    for frame in document.rootFrame().childFrames():
        if not isinstance(frame, QTextTable) or frame.lastPosition() < start:
            continue
        style = frame.format()
        style.setBorderCollapse(True)
        style.setBorder(1)
        style.setBorderBrush(theme.color("border"))
        style.setCellPadding(_CELL)
        style.setTopMargin(_HAIR)
        frame.setFormat(style)


def _dress_code(document: QTextDocument, start: int) -> None:
    """Give code its ground and the fixed font, and let it wrap: the view has no scroll bar."""
    code = [block for block in _blocks_from(document, start) if _is_code(block)]
    numbers = {block.blockNumber() for block in code}
    for block in code:
        cursor = QTextCursor(block)
        style = block.blockFormat()
        style.setBackground(theme.color("code_ground"))
        style.setNonBreakableLines(False)
        style.setTopMargin(0 if block.blockNumber() - 1 in numbers else _GAP)
        style.setBottomMargin(0 if block.blockNumber() + 1 in numbers else _GAP)
        cursor.setBlockFormat(style)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setFont(theme.code_font(READING_SCALE * 0.94))
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
