"""Where the parts of the project stand that tests read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SEEDS = ROOT / "seeds"
