"""The rule file that ``attribution rules new`` writes: a sound rule, with every line explained."""

from __future__ import annotations

_HEAD = """\
# yaml-language-server: $schema=attribution-rules.schema.json
# Rules of our own, laid over the shipped ones. The format: docs/rules.md.
#   attribution rules check FILE      faults, each with its place
#   attribution rules test FILE       the examples below
#   attribution check ARTICLES --rules FILE
format: 1
pack: {pack}            # a rule's full name is pack/id
language: {language}

# Word lists, used as $name by the rules of this pack.
lists:
  grumbling: [grumble, moan, mutter]

# Words added to lists of the shipped rules.
# extend:
#   speech: [quip]

rules:
"""

_RULE = """\
  - id: grumbled-that            # kebab-case, never reused; the id of a shipped rule takes its place
    finds: attribution           # attribution, source or flag
    title: A grumbling verb and the clause that it governs
    match:                       # named words and what each must be: word, lemma, upos, feats, ner
      cue: {lemma: $grumbling, upos: VERB}
      content: {}
    where:                       # edges that must hold: "A >nsubj B" says that B is A's nsubj
      - cue >ccomp content
    # unless:                    # edges that must not hold
    #   - cue <aux content
    # act: belief                # statement (unless said), belief, intention or attitude
    # priority: 50               # on the same words the lower number wins
    because: "“{cue}” reports the clause “{content}”."
    examples:                    # what the rule finds is marked: {quote|…} {cue|…} {source|…} {content|…}
      - "{source|The mayor} {cue|grumbled} {content|that nobody had asked her}."
    counterexamples:             # this rule finds nothing here
      - "The mayor grumbled about the weather."
    # notes: why the rule is as it is
    # todo_examples: []          # known misses: the run says so when one begins to pass

  # A shipped rule that you do not want:
  # - id: object
  #   status: retired
"""

_FLAG = """\
  - id: same-words-other-speaker-here
    finds: flag
    title: The same words under two names
    kind: speaker-conflict
    severity: high               # high, medium, low or info
    over: pair                   # two places (a and b), or one attribution
    priority: 5                  # of the rules whose conditions hold, the lowest number raises the flag
    when: {words: same, speakers: different}
    unless: {one_quotes_the_other: true}
    message: "{a.publisher} gives these words to {a.speaker}, {b.publisher} to {b.speaker}."
    examples:                    # sets of tiny articles that raise the flag
      - a: "“The bridge will open in May,” said Ana Ruiz."
        b: "“The bridge will open in May,” said Tom Lee."
    counterexamples:             # and sets that do not
      - a: "“The bridge will open in May,” said Ana Ruiz."
        b: "“The bridge will open in May,” the mayor, Ana Ruiz, told reporters."
"""


def template(pack: str, language: str, *, flag: bool = False) -> str:
    """The text of the file; its rule has no faults."""
    head = _HEAD.format(pack=pack, language=language)
    if flag:
        head = head.replace(
            "\n# Word lists, used as $name by the rules of this pack.\nlists:\n  grumbling: [grumble, "
            "moan, mutter]\n",
            "",
        )
    return head + (_FLAG if flag else _RULE)
