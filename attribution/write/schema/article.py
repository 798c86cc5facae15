"""Lines of ``articles.jsonl`` and of ``problems.jsonl``."""

from __future__ import annotations

import hashlib
from typing import Literal

from attribution.article import Article, ArticleKind, Problem, Region
from attribution.write.schema.line import Line, SpanForm


class RegionForm(SpanForm):
    kind: Literal["body", "furniture"]
    """``furniture`` stands around the story: captions, related links, bylines."""
    heading: bool = False


class ArticleLine(Line):
    """A line of ``articles.jsonl``."""

    article: str
    """The id: the path relative to the path given, for a row of JSON Lines ``path#id``."""
    title: str | None
    publisher: str | None
    published: str | None
    """ISO 8601 date."""
    url: str | None
    byline: str | None
    language: str
    sha256: str
    """Of the text in UTF-8."""
    words: int
    """Words of the body, as white space parts them."""
    regions: tuple[RegionForm, ...]
    kind: ArticleKind = "article"
    """``record``: a transcript, a speech, a statement, minutes, a post, a court paper."""
    voice: SpanForm | None = None
    """Of a record of one voice, the words that name whose it is."""
    pages: tuple[int, ...] = ()
    """Where each page begins in the text; only for formats with pages."""
    text: str | None = None
    """Only where the text is not that of the file itself."""

    @classmethod
    def of(cls, article: Article) -> ArticleLine:
        body = (article.text[r.start : r.end] for r in article.regions if r.kind == "body")
        return cls(
            article=article.id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            url=article.url,
            byline=article.byline,
            language=article.language,
            sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            words=sum(len(block.split()) for block in body),
            regions=tuple(
                RegionForm(start=r.start, end=r.end, kind=r.kind, heading=r.heading) for r in article.regions
            ),
            kind=article.kind,
            voice=SpanForm.of(article.voice) if article.voice else None,
            pages=article.pages,
            text=None if article.plain else article.text,
        )

    def _left_out(self) -> set[str]:
        return {
            name
            for name, said in (("text", self.text is not None), ("pages", self.pages), ("voice", self.voice))
            if not said
        }

    def back(self, text: str | None = None) -> Article:
        """The article; ``text`` is needed where the line has none."""
        text = text if self.text is None else self.text
        if text is None:
            raise ValueError(f"{self.article}: the line has no text")
        return Article(
            id=self.article,
            text=text,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            byline=self.byline,
            language=self.language,
            plain=self.text is None,
            kind=self.kind,
            voice=self.voice.back() if self.voice else None,
            regions=tuple(Region(b.kind, b.start, b.end, b.heading) for b in self.regions),
            pages=self.pages,
        )


class ProblemLine(Line):
    """A line of ``problems.jsonl``."""

    article: str
    code: str
    message: str
    next: str

    @classmethod
    def of(cls, p: Problem) -> ProblemLine:
        return cls(article=p.article, code=p.code, message=p.message, next=p.next)

    def back(self) -> Problem:
        return Problem(self.article, self.code, self.message, self.next)
