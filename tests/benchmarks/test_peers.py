"""The scripts that ftdesk is measured against do the same work: their counts are ours."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_script_of_openais_checks_counts_the_tokens_that_we_count() -> None:
    sample = ROOT / "resources" / "samples" / "harbor_tone_validation.jsonl"
    script = [
        ROOT / "benchmarks" / "peers" / "notebook_checks.py",
        sample,
        "--tokens",
        ROOT / "resources" / "tokenizers",
    ]
    theirs = json.loads(
        subprocess.run([sys.executable, *script], check=True, capture_output=True, cwd="/").stdout
    )
    command = [sys.executable, "-m", "ftdesk", "check", sample, "--json"]
    ours = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    assert (theirs["examples"], theirs["broken"], theirs["errors"]) == (ours["examples"], 0, {})
    assert (theirs["total"], theirs["trained"]) == (ours["tokens"]["total"], ours["tokens"]["trained"])
