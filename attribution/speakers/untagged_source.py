"""A source that is a name which the tagger missed: somebody of the article whom it fits, or the words as they
stand."""

from __future__ import annotations

from attribution.find.scene import Token
from attribution.names import person_name
from attribution.names.person_name import PersonName
from attribution.result import Speaker
from attribution.speakers.entities import Entities
from attribution.speakers.organisation_names import is_organisation_name
from attribution.speakers.referent import Referent
from attribution.speakers.source_head import name_around

FORMS = ("same", "family", "given", "spelling")
"""How the words may name somebody of the article, the surest first."""


def bearer(entities: Entities, token: Token) -> Referent | None:
    """The person of the article whom the run of proper nouns around the word names."""
    name = person_name.parse(name_around(entities.scene, token), entities.lexicon)
    if name is None:
        return None
    people = [(r, r.person) for r in entities.referents if r.person is not None]
    named = ((person_name.relation(name, person, entities.lexicon), r) for r, person in people)
    forms = [(FORMS.index(form), i, r) for i, (form, r) in enumerate(named) if form is not None]
    return min(forms, key=lambda f: f[:2])[2] if forms else None


def speaker(entities: Entities, token: Token) -> Speaker | None:
    """A speaker by the words themselves; None for a common noun with a capital. Of a firm, the parser may
    take "Vesten" and "Shipping" for two subjects."""
    name = person_name.parse(name_around(entities.scene, token), entities.lexicon)
    if name is None:
        return None
    if is_organisation_name(name, entities.scene.word(token).ner, entities.lexicon):
        return Speaker(name.text, "organisation")
    if _is_in_full(name):
        return Speaker(name.text, "person")
    return Speaker(name.text, "unknown") if entities.nouns.kind(token) is None else None


def _is_in_full(name: PersonName) -> bool:
    return bool(name.titles) or len(name.words) > 1
