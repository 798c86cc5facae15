"""Is a second run a matter of rules alone? No model is loaded for articles already parsed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.places import SEEDS

RULES = """\
format: 1
pack: house
language: en
rules:
  - id: clause
    status: retired
"""
PROGRAM = """\
import sys
from attribution.cli import main
try:
    main()
except SystemExit as ended:
    heavy = sorted({"torch", "stanza", "transformers", "peft"} & sys.modules.keys())
    print("loaded:", *heavy)
    sys.exit(ended.code)
"""


def test_one_rule_changed_loads_no_model(seeds, parses, tmp_path: Path):
    (tmp_path / "house.yaml").write_text(RULES, encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        "check",
        *(str(SEEDS / story) for story in seeds),
        "--cache",
        str(parses),
    ]
    first, second = (
        subprocess.run(
            [*command, "--out", str(tmp_path / name), *more],
            capture_output=True,
            text=True,
            env={**os.environ, "COLUMNS": "200"},
        )
        for name, more in (("first", []), ("second", ["--rules", str(tmp_path / "house.yaml")]))
    )
    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    assert first.stdout.strip() == second.stdout.strip() == "loaded:"
    used = [
        {json.loads(line)["rule"] for line in (tmp_path / name / "attributions.jsonl").open(encoding="utf-8")}
        for name in ("first", "second")
    ]
    assert "en/clause" in used[0], "the rule finds something"
    assert used[1] and "en/clause" not in used[1], "the rule was taken out"
