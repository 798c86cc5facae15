"""The inventory of Universal Dependencies, version 2: parts of speech, relations and their documented
subtypes.

de Marneffe, Manning, Nivre, Zeman (2021), "Universal Dependencies", Computational Linguistics 47(2);
https://universaldependencies.org/u/dep/all.html and the pages of the languages.
"""

from __future__ import annotations

UPOS = frozenset(
    {
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "PUNCT",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
    }
)
_SUBTYPES = {
    "acl": "adv attr cleft cmpr fixed focus inf poss relcl subj tmod tonp",
    "advcl": (
        "abs adj advmod cau cleft cmp cmpr comp compar con conc cond cont coverb eval freq lcl lmod "
        "mcl mmod obj objective periph pred pro relcl sp svc tcl tmod"
    ),
    "advmod": (
        "adj adv arg cau cc deg det df dir emph eval fixed foc freq lfrom lmod lmp loc locy lto mmod "
        "mode neg obl poss que tfrom tlocy tmod to tto"
    ),
    "amod": "advmod att attlvc compound emph flat mode obl",
    "appos": "conj nmod trans",
    "aux": "aff aspect caus clitic cnd ex exhort imp nec neg opt part pass pot q tense",
    "case": "acc adv aff circ dec det gen lfrom loc pred voc",
    "cc": "nc preconj",
    "ccomp": "agent cleft cond lvc obj obl pmod pred relcl",
    "clf": "det",
    "compound": (
        "a adj affix amod apr atov coll conj dir ext lvc nn nv obl preverb prt quant redup smixut svc "
        "verbnoun vmod vo vv z"
    ),
    "conj": "appos coord dicto expl extend redup svc",
    "cop": "expl loc locat own",
    "csubj": "asubj cleft cop outer pass pred quasi vsubj",
    "dep": "aff agr alt ana aux comp conj cop emo infl iobj lvc mark mod pos redup repeat ss",
    "det": "adj clf noun numgov nummod pmod poss predet pron rel",
    "discourse": "conn emo filler intj otag q sp tag",
    "dislocated": "cleft csubj nsubj obj subj vo",
    "expl": "cleft comp impers pass poss pv subj",
    "fixed": "",
    "flat": "abs adj date dist dom foreign frac gov name num number range redup repeat sibl time title vv",
    "goeswith": "",
    "iobj": "agent appl assoc caus lvc pass patient",
    "list": "",
    "mark": "adv advmod aff comp obj obl pcomp plur pro prt q rel relcl",
    "nmod": (
        "advmod agent appos arg att attlvc attr bahuv cau comp desc det flat gen gmod gobj gsubj "
        "instr lfrom lmod mode npmod obj obl own part pass poss pred prep prp redup relat subj tmod "
        "unmarked"
    ),
    "nsubj": (
        "advmod aff agent appos bfoc caus cleft cop expl ifocus lfrom lvc nc nn obj outer own pass "
        "patient periph poss pred quasi x xsubj"
    ),
    "nummod": "det entity flat gov",
    "obj": "advmod advneg agent appl cau caus lvc obj obl patient periph poss",
    "obl": (
        "about ad adj adv advmod agent appl arg cau caus cmp cmpr comp dat freq goal inst iobj lfrom "
        "lmod lmp lto lvc mcl mod npmod obj orphan own patient pmod poss posadv prep sentcon smod soc "
        "subj tmod unmarked"
    ),
    "orphan": "missing",
    "parataxis": (
        "appos conj coord deletion discourse dislocated hashtag insert mod newsent nsubj obj parenth "
        "rel rep restart rt sentence speech trans url"
    ),
    "punct": "",
    "reparandum": "",
    "root": "",
    "vocative": "cl mention",
    "xcomp": "adj cleft ds obj pred result sp subj vcomp",
}
RELATIONS = frozenset(
    {*_SUBTYPES, *(f"{r}:{s}" for r, subtypes in _SUBTYPES.items() for s in subtypes.split())}
)
"""The 37 universal relations and the subtypes that the documentation of any language gives."""
NER = frozenset(
    {
        "PERSON",
        "ORG",
        "PLACE",
        "NORP",
        "MISC",
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "CARDINAL",
        "ORDINAL",
        "EVENT",
        "PRODUCT",
        "WORK_OF_ART",
        "LAW",
        "LANGUAGE",
        "WEAPON",
    }
)
"""Types of names after annotation, which brings those of CoNLL-2003, OntoNotes and English Worldwide Newswire
together."""
