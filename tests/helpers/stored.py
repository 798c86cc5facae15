"""A report in a store: put there as it is, or its articles checked into it."""

from __future__ import annotations

from dataclasses import replace

from attribution.archive import rows
from attribution.archive.add import NewArticle, add
from attribution.archive.store import Store
from attribution.report import Report
from attribution.write.printable import printable_report


def put(store: Store, report: Report) -> None:
    """Keep all of the report, or nothing if that fails. What was found before in the same articles goes."""
    report = printable_report(report)
    with store.writing():
        db = store.db
        for article in report.articles:
            flags = [row for (row,) in store.rows("SELECT flag FROM flagged WHERE article = ?", article.id)]
            db.executemany("DELETE FROM flags WHERE row = ?", [(row,) for row in flags])
            db.execute(
                "DELETE FROM alignments WHERE row IN (SELECT alignment FROM aligned JOIN attributions ON "
                "attributions.id = aligned.attribution "
                "WHERE article = (SELECT row FROM articles WHERE id = ?))",
                (article.id,),
            )
            db.execute("DELETE FROM articles WHERE id = ?", (article.id,))
        numbers = {a.id: rows.put_article(db, a, report.documents.get(a.id)) for a in report.articles}
        articles = {a.id: a for a in report.articles}
        for attribution in report.attributions:
            article = articles[attribution.article]
            rows.put_attribution(db, attribution, article, numbers[article.id])
        for person in report.people:
            rows.put_person(db, person)
        db.execute("DELETE FROM people WHERE id NOT IN (SELECT person FROM speakers)")
        for alignment in report.alignments:
            rows.put_alignment(db, alignment)
        for flag in report.flags:
            rows.put_flag(db, flag, [flag.id])
            if v := flag.verdict:
                db.execute(
                    'INSERT INTO verdicts (flag, verdict, note, "by", "when") VALUES (?, ?, ?, ?, ?)',
                    (flag.id, v.verdict, v.note, v.by, v.when),
                )


def checked(store: Store, report: Report) -> None:
    """Check the articles of the report into the store, under the ids that they have."""
    said = {a.id: [] for a in report.articles}
    for attribution in report.attributions:
        bare = [replace(s, person=None) for s in (attribution.speaker, *attribution.joint)]
        said[attribution.article].append(replace(attribution, speaker=bare[0], joint=tuple(bare[1:])))
    new = [NewArticle(a, report.documents.get(a.id), tuple(said[a.id])) for a in report.articles]
    add(store, new, report.rules)
