"""Floors under what has been reached: rates that later changes must not go below.

One YAML file for each corpus pins the rates with a digest of the gold data and of the rules they were
measured with. A rate may be lower than its floor by ``epsilon``. Floors of other gold data say nothing; other
rules are what floors are there for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from attribution.refusal import Refusal

EPSILON = 0.002
"""The default: less than one attribution in five hundred is chance, not a change."""


class FloorError(Refusal):
    """The floors cannot be used or changed."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The pinned rates of one corpus, 0 to 1."""

    gold: str
    rules: str
    rates: Mapping[str, float]
    epsilon: float = EPSILON


def read(file: Path) -> Floors | None:
    """The floors of a file; None where there is none yet. Raises FloorError (``bad-floors``)."""
    if not file.is_file():
        return None
    try:
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Floors(
            str(data["gold"]),
            str(data["rules"]),
            {str(k): float(v) for k, v in data["floors"].items()},
            float(data["epsilon"]),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise FloorError(
            "bad-floors",
            f"{file} does not hold floors ({error!r})",
            "Take it out and write it anew with --update.",
        ) from None


def fallen(
    floors: Floors, rates: Mapping[str, float | None], gold: str
) -> dict[str, tuple[float, float | None]]:
    """The rates that are below their floors: floor and rate of each. Raises FloorError (``other-gold``)."""
    if floors.gold != gold:
        raise FloorError(
            "other-gold",
            "the floors were pinned on other gold data",
            "Measure on the same data, or pin anew with --update --lower.",
        )
    return {
        name: (floor, rate)
        for name, floor in floors.rates.items()
        if (rate := rates.get(name)) is None or rate < floor - floors.epsilon
    }


def update(
    floors: Floors | None, rates: Mapping[str, float | None], gold: str, rules: str, *, lower: bool = False
) -> Floors:
    """The floors with the rates as they are now; those within epsilon of their floor keep it.

    Raises FloorError (``floor-lowered``, ``other-gold``) where one would sink and ``lower`` is not given.
    """
    now = {name: round(rate, 4) for name, rate in rates.items() if rate is not None}
    if floors is None or lower:
        return Floors(gold, rules, now, floors.epsilon if floors else EPSILON)
    if below := fallen(floors, rates, gold):
        raise FloorError(
            "floor-lowered",
            f"{', '.join(below)} would sink; nothing was written",
            "Win it back, or lower the floor with --lower and say why.",
        )
    return Floors(
        gold,
        rules,
        {name: max(rate, floors.rates.get(name, 0.0)) for name, rate in now.items()},
        floors.epsilon,
    )


def write(floors: Floors, file: Path) -> None:
    """Writes the file that ``read`` reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    data = {
        "gold": floors.gold,
        "rules": floors.rules,
        "epsilon": floors.epsilon,
        "floors": dict(floors.rates),
    }
    file.write_text(
        "# Rates that must not sink; written by `attribution evaluate … --floors FILE --update`.\n"
        + yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=200),
        encoding="utf-8",
    )
