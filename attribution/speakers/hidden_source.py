"""Reports that do not tell who speaks: a passive without an agent ("it was claimed that …", "residents were
told that …"), and a verb whose subject is told something ("the court heard that …").

Whoever the article speaks about there is hardly ever who spoke, so nobody is guessed.
"""

from __future__ import annotations

from attribution.find.found import Found
from attribution.find.scene import Scene, Token
from attribution.names.lexicon import Lexicon


def is_hidden(scene: Scene, lexicon: Lexicon, found: Found, source: Token | None) -> bool:
    """Whether the cue of a find keeps back who speaks; ``source`` is the word for them, if there is one."""
    if (cue := found.cue_token) is None:
        return False
    if source is None:
        return not found.quotations and _is_passive(scene, cue)
    word, verb = scene.word(source), scene.word(cue).lemma.lower()
    if (source.sentence, word.head) != (cue.sentence, cue.word):
        return False
    if word.deprel == "nsubj:pass":
        told = verb in lexicon.hearer_cues - lexicon.felt_states  # not "Ruiz was convinced that …"
        return told and _is_passive(scene, cue)
    return word.deprel == "nsubj" and verb in lexicon.hearing_verbs


def _is_passive(scene: Scene, cue: Token) -> bool:
    """Whether the cue is a passive without a "by"."""
    sentence = scene.sentence(cue)
    relations = {sentence.words[child].deprel for child in sentence.children[cue.word]}
    return "aux:pass" in relations and "obl:agent" not in relations
