"""Text for the clipboard or a drag, in an object that Qt made.

Qt keeps what it is handed until the program has ended, and one that was made in Python is then freed through an
interpreter that is gone, which crashes. A list model is the shortest way to have Qt make one.
"""

from PySide6.QtCore import QMimeData, QStringListModel


def plain_mime(text: str) -> QMimeData:
    """`text` and nothing else; whoever gets it owns it."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for kind in data.formats():
        data.removeFormat(kind)
    data.setText(text)
    return data
