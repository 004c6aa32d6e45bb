"""An installed wheel brings its resources along."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_wheel_holds_the_package_and_every_resource(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    resources = {
        f"ftdesk/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "resources").rglob("*") if p.is_file()
    }
    assert "ftdesk/__main__.py" in names
    assert resources <= names


def test_no_vocabulary_is_packed_that_is_not_what_it_should_be(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    shutil.copytree(ROOT / "resources" / "tokenizers", tmp_path / "resources" / "tokenizers")
    (tmp_path / "ftdesk").mkdir()
    (tmp_path / "ftdesk" / "__init__.py").touch()
    file = next((tmp_path / "resources" / "tokenizers").glob("9b5*"))
    file.chmod(0o644)
    for content, status in ((file.read_bytes(), 0), (file.read_bytes()[:-1], 1)):
        file.write_bytes(content)
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
        built = subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
        )
        assert (built.returncode, "cl100k_base is missing or not" in built.stderr) == (status, status == 1)
