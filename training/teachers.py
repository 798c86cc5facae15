"""Several readers, alike but for the seed, that teach the one which is shipped what they say together.

    python -m training.teachers

On a processor alone they take days, so that `settings.toml` asks for none; `accelerator.toml` asks for some,
which are trained side by side.
"""

import subprocess
import sys

from training.reader import train
from training.settings import SETTINGS, WORK
from training.text import kept

TUNED = SETTINGS["teachers"]


def main(given: list[str]) -> int:
    """Trains the teacher of the seed that is given, or all of them in processes of their own; 0, or 1 where
    one failed."""
    if given:
        train(WORK / "teachers" / given[0], kept(), int(given[0]), TUNED["minutes"], taught=False)
        return 0
    running = [
        subprocess.Popen([sys.executable, "-m", "training.teachers", str(seed)]) for seed in TUNED["seeds"]
    ]
    return max((abs(one.wait()) for one in running), default=0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
