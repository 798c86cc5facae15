"""The inbox: flags that nobody has settled, the worst first, each to be decided with a key or a button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from starlette.datastructures import FormData
from starlette.responses import Response

from attribution.archive.store import Store
from attribution.desk import flag_list, verdicts
from attribution.desk.flag_list import ChosenFlags
from attribution.desk.said import guesses_among, outlets, said_at
from attribution.desk.visit import Visit, form, number, page
from attribution.result import SEVERITIES, Decision, Flag
from attribution.write.comparison import passages
from attribution.write.flag_card import FlagCard


def cards(store: Store, visit: Visit, flags: Sequence[Flag]) -> dict[str, Any]:
    """What the template of cards needs."""
    said = said_at(store, [s for f in flags for s in f.sides])
    return {
        "cards": [FlagCard(f, passages(f), (), ()) for f in flags],
        "said": said,
        "guesses": guesses_among(store, said.values()),
        "titles": {r.name: r.title for r in visit.desk.book.rules},
        "history": {f.id: verdicts.history(store, f.id) for f in flags},
        "last_row": verdicts.last_row(store),
    }


def inbox(visit: Visit) -> Response:
    """A page of the flags chosen."""
    chosen = ChosenFlags.of(visit.query)
    with visit.open() as store:
        flags, found = flag_list.flags(store, chosen)
        return visit.page(
            "inbox.jinja",
            here="/",
            chosen=chosen,
            found=found,
            before=flag_list.before(store, chosen),
            shown=flag_list.SHOWN,
            kinds_open=flag_list.open_kinds(store),
            outlets=outlets(store),
            severities=SEVERITIES,
            **cards(store, visit, flags),
        )


def one_flag(visit: Visit) -> Response:
    """One flag on a page of its own."""
    with visit.open() as store:
        kept = store.flag(visit.path["flag"])
        if kept is None:
            return _no_flag(visit)
        return visit.page("flag.jinja", here="/", kept=kept, **cards(store, visit, [kept.flag]))


def verdict(visit: Visit, sent: FormData) -> Response:
    """A verdict is kept; "" takes back the one that there was. Where a step is undone (``undoes``), the note
    is what it was before, too."""
    decision = str(sent.get("verdict", ""))
    if decision not in ("", *get_args(Decision)):
        return visit.problem("verdict-invalid", "This is no verdict.", "Choose fine, fault or unsure.")
    undoes = number(sent.get("undoes"))
    told = "Undone." if undoes is not None else f"Verdict: {decision}." if decision else "Verdict taken back."
    note = str(sent["note"])[:2000] if "note" in sent else None
    return _changed(visit, told, verdict=decision, note=note, undoes=undoes)


def note(visit: Visit, sent: FormData) -> Response:
    """A note is kept with the verdict there is, or with none."""
    return _changed(visit, "Note kept.", note=str(sent.get("note", ""))[:2000].strip())


def _changed(
    visit: Visit, told: str, *, verdict: str | None = None, note: str | None = None, undoes: int | None = None
) -> Response:
    id = visit.path["flag"]
    with visit.open() as store:
        if store.flag(id) is None:
            return _no_flag(visit)
        try:
            before = verdicts.keep(store, id, visit.who, verdict=verdict, note=note, undoes=undoes)
        except verdicts.ChangedSince as error:
            return visit.problem(error.code, str(error), error.next, 409)
        kept = store.flag(id)
        if not visit.htmx or kept is None:
            return visit.after(f"/flags/{id}")
        back = {"verdict": before.verdict, "note": before.note, "undoes": verdicts.last_row(store)}
        undo = None if undoes is not None else {"to": f"/flags/{id}/verdict", "values": back, "at": f"f-{id}"}
        return visit.page("decided.jinja", told=told, undo=undo, **cards(store, visit, [kept.flag]))


def _no_flag(visit: Visit) -> Response:
    return visit.problem(
        "desk-not-found",
        "There is no such flag in the store.",
        "The articles may have been checked again since.",
        404,
    )


def news(visit: Visit) -> Response:
    """What others decided since: their verdicts take their places on the page. Nothing (204) where there is
    nothing new, so that what was told last stays."""
    with visit.open() as store:
        others = verdicts.by_others(store, number(visit.query.get("since")) or 0, visit.who)
        if not others:
            return Response(status_code=204)
        flags = [kept.flag for id, _ in others if (kept := store.flag(id))]
        return visit.page("news.jinja", by=others[-1][1], **cards(store, visit, flags))


ROUTES = [
    page("/", inbox),
    page("/news", news),
    page("/flags/{flag}", one_flag),
    form("/flags/{flag}/verdict", verdict),
    form("/flags/{flag}/note", note),
]
