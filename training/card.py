"""The model card: scores and provenance of a pack as `card.json` and as a page to read. Nothing in it is
typed by hand."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from attribution.parse.model_pack import Pack
from training.packs import digest

LICENCES = (Path(__file__).parent / "sources.md").read_text(encoding="utf-8")
HEADINGS = {
    "trees": "From raw text, F1",
    "names": "Names, F1",
    "coreference": "Coreference",
    "speech": "Speech edges on PolNeAR dev",
    "runs": "Contents, cues, sources found on PolNeAR dev",
    "heads": "Microseconds a word, one thread",
    "speed": "Words per second of processor time, one thread",
}


def rows(scores: dict) -> Iterator[tuple[str, str, float]]:
    """(kind of measure, line, number) of one pack's scores, however deep they lie."""
    for kind, found in scores.items():
        for name, value in found.items():
            if isinstance(value, dict):
                yield from ((kind, f"{name}: {inner}", number) for inner, number in value.items())
            else:
                yield kind, name, value


def shown(kind: str, value: float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, int) or kind == "speed":
        return f"{value:,.0f}"
    return f"{value:.3f}" if kind in ("speech", "runs") else f"{value:.2f}"


def table(scores: dict[str, dict]) -> str:
    """One Markdown table with a column a pack."""
    values = {
        pack: {(kind, line): number for kind, line, number in rows(found)} for pack, found in scores.items()
    }
    keys = list(dict.fromkeys(key for found in values.values() for key in found))
    lines = [f"| | {' | '.join(values)} |", f"| --- |{' ---: |' * len(values)}"]
    for number, (kind, line) in enumerate(keys):
        if number == 0 or keys[number - 1][0] != kind:
            lines.append(f"| **{HEADINGS[kind]}** |{' |' * len(values)}")
        cells = " | ".join(shown(kind, values[pack].get((kind, line))) for pack in values)
        lines.append(f"| {line} | {cells} |")
    return "\n".join(lines)


def files(folder: Path) -> dict[str, dict[str, object]]:
    """Every file of the pack but the card itself, with its size in bytes and its SHA-256."""
    return {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": digest(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("README.md", "card.json")
    }


def write(pack: Pack, scores: dict[str, dict]) -> None:
    """`card.json` and `README.md` in the pack's folder."""
    made = pack.folder / "provenance.json"
    provenance = json.loads(made.read_text(encoding="utf-8")) if made.exists() else {}
    listed = files(pack.folder)
    (pack.folder / "card.json").write_text(
        json.dumps(
            {
                "pack": pack.id,
                "measured": datetime.now(tz=UTC).date().isoformat(),
                "scores": scores,
                "files": listed,
                "provenance": provenance,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    sizes = {
        "the shared reader": sum(f["bytes"] for n, f in listed.items() if "/shared/" in n),
        "tokenizer and lemmatizer": sum(f["bytes"] for n, f in listed.items() if "/shared/" not in n),
    }
    parts = "\n".join(f"| {part} | {origin(how)} |" for part, how in provenance.get("parts", {}).items())
    (pack.folder / "README.md").write_text(
        "\n".join(
            [
                f"# {pack.folder.name}: a Stanza pack for English news",
                "",
                "Written by `python -m training.evaluate`; see `docs/models.md` for what is measured and how "
                "to make the pack again.",
                "",
                f"Made with Stanza {provenance.get('stanza', '?')} "
                f"and torch {provenance.get('torch', '?')}, on CPU. "
                + ", ".join(f"{name}: {size / 1e6:.1f} MB" for name, size in sizes.items())
                + ".",
                "",
                table(scores),
                "",
                "## Parts",
                "",
                "| part | made |",
                "| --- | --- |",
                parts,
                "",
                LICENCES,
            ]
        ),
        encoding="utf-8",
    )


def origin(how: object) -> str:
    """A part's provenance in a line."""
    if isinstance(how, str):
        return how
    said = [f"begun from {how['warm_start']}" if how.get("warm_start") else "from scratch"]
    said += [f"{how[key]} {key}" for key in ("steps", "epochs") if how.get(key)]
    return ", ".join(said) + "; settings in `provenance.json`"
