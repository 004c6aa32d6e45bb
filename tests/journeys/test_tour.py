"""The tour as a stranger starts it: a process that shows the whole main job and says how each step went."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

ALL = [(language, theme) for language in ("en", "ja") for theme in ("light", "dark")]
PICTURES = (
    "welcome",
    "dataset",
    "finding",
    "mended",
    "new-job",
    "training",
    "trained",
    "base",
    "tuned",
    "new-example",
)
FIRST_STEP = {"en": "Open the sample", "ja": "サンプルを開く"}


@pytest.mark.parametrize(("language", "theme"), ALL if os.environ.get("FTDESK_MOMENTS") else [("ja", "dark")])
def test_the_tour_does_ten_steps_and_leaves_a_picture_of_each_scene(
    start_program: Callable[..., Any], tmp_path: Path, language: str, theme: str
) -> None:
    folder = tmp_path / "pictures"
    options = ("--tour", "--screenshots", str(folder), "--language", language, "--theme", theme)
    program = start_program(*options)
    program.wait(lambda: False, seconds=120)
    assert program.end() == 0
    assert (program.steps, len(program.output.splitlines())) == (10, 10)
    assert FIRST_STEP[language] in program.output
    assert program.complaints == []
    found = sorted(folder.glob("*.png"))
    assert [path.stem.partition("-")[2] for path in found] == list(PICTURES)
    for path in found:
        look_at(QImage(str(path)), theme)


def look_at(picture: QImage, theme: str) -> None:
    """THEN it is as large as a window, has many colours, and is as light or dark as its theme."""
    assert min(picture.width(), picture.height()) >= 600
    places = [(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)]
    seen = [picture.pixelColor(x, y) for x, y in places]
    assert len({colour.rgb() for colour in seen}) > 40
    lightness = sum(colour.lightness() for colour in seen) / len(seen)
    assert (lightness > 150) if theme == "light" else (lightness < 100)
