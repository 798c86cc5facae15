-- Each row keeps the line of the output contract as JSON; the columns beside it are for queries.
CREATE TABLE articles (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher TEXT, published TEXT, title TEXT,
    language TEXT NOT NULL, record INTEGER NOT NULL, text TEXT NOT NULL, line TEXT NOT NULL,
    added TEXT NOT NULL);
CREATE INDEX articles_by_day ON articles (published DESC, id);
CREATE INDEX articles_by_publisher ON articles (publisher);
CREATE INDEX articles_of_record ON articles (record) WHERE record = 1;
-- Where an article was read: a path, or an address. What is read there later takes the place of the article.
CREATE TABLE places (
    place TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX places_by_article ON places (article);
CREATE TABLE parses (article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE, data BLOB NOT NULL);
CREATE TABLE attributions (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL,
    kind TEXT NOT NULL, act TEXT NOT NULL, speaker TEXT, content TEXT NOT NULL, trial INTEGER NOT NULL,
    line TEXT NOT NULL);
CREATE INDEX attributions_by_article ON attributions (article, start);
-- The person behind each speaker of an attribution: place 0 is the speaker, those behind it said it jointly.
CREATE TABLE speakers (
    attribution INTEGER NOT NULL REFERENCES attributions ON DELETE CASCADE, place INTEGER NOT NULL,
    person TEXT NOT NULL, PRIMARY KEY (attribution, place)) WITHOUT ROWID;
CREATE INDEX speakers_by_person ON speakers (person);
CREATE TABLE people (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, first TEXT, last TEXT, line TEXT NOT NULL);

CREATE TABLE alignments (row INTEGER PRIMARY KEY, speakers TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE aligned (
    attribution TEXT NOT NULL, alignment INTEGER NOT NULL REFERENCES alignments ON DELETE CASCADE,
    PRIMARY KEY (attribution, alignment)) WITHOUT ROWID;
CREATE INDEX aligned_by_alignment ON aligned (alignment);
-- A flag that no longer holds is closed, with a note that says why; it opens again where it holds again.
-- "ids" are the ids that it may have, the shortest first; "words", the first, is the same for flags of one kind
-- with the same words under the same names; "told" is 1 where somebody who watches was told of it.
CREATE TABLE flags (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ids TEXT NOT NULL, words TEXT NOT NULL,
    kind TEXT NOT NULL, severity TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open', 'closed')), note TEXT NOT NULL,
    changed TEXT NOT NULL, line TEXT NOT NULL, told INTEGER NOT NULL DEFAULT 0);
CREATE INDEX flags_untold ON flags (row) WHERE state = 'open' AND told = 0;
CREATE INDEX flags_by_state ON flags (state, severity);
CREATE INDEX flags_by_words ON flags (words);
-- The places of a flag. "unit" is the attribution, or for words that nobody is said to speak where they stand.
CREATE TABLE flagged (
    unit TEXT NOT NULL, flag INTEGER NOT NULL REFERENCES flags ON DELETE CASCADE, article TEXT NOT NULL,
    attribution TEXT NOT NULL, PRIMARY KEY (unit, flag)) WITHOUT ROWID;
CREATE INDEX flagged_by_flag ON flagged (flag);
CREATE INDEX flagged_by_article ON flagged (article);
-- What does not agree, but is explained by the texts.
CREATE TABLE passed (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, severity TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE passed_units (
    unit TEXT NOT NULL, passed INTEGER NOT NULL REFERENCES passed ON DELETE CASCADE,
    PRIMARY KEY (unit, passed)) WITHOUT ROWID;
CREATE INDEX passed_units_by_passed ON passed_units (passed);

-- What people decided. Rows are added and never rewritten: the last one counts.
CREATE TABLE verdicts (
    row INTEGER PRIMARY KEY, flag TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL,
    "by" TEXT NOT NULL, "when" TEXT NOT NULL);
CREATE INDEX verdicts_by_flag ON verdicts (flag);
CREATE TABLE judgements (
    row INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, judgement TEXT NOT NULL, note TEXT NOT NULL,
    "by" TEXT NOT NULL, "when" TEXT NOT NULL);
CREATE TABLE corrections (
    row INTEGER PRIMARY KEY, article TEXT NOT NULL, attribution TEXT NOT NULL, fault TEXT NOT NULL,
    start INTEGER, "end" INTEGER, speaker TEXT, note TEXT NOT NULL, "by" TEXT NOT NULL,
    "when" TEXT NOT NULL);
CREATE INDEX corrections_by_article ON corrections (article);
CREATE INDEX corrections_by_attribution ON corrections (attribution);

-- What finds the neighbours of a new article, so that nothing else is looked at.
-- Shingles: hashes of words in a row; those of an article together, in order, eight bytes each (the lowest first).
CREATE TABLE shingles (hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE TABLE shingles_of (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE, hashes BLOB NOT NULL);
-- Pairs of units that are of one statement, each in both directions: flags and alignments are made of the
-- groups that they connect.
CREATE TABLE links (
    a TEXT NOT NULL, b TEXT NOT NULL, a_article INTEGER NOT NULL, b_article INTEGER NOT NULL,
    PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX links_by_article ON links (a_article);
-- What each article says of each of its speakers. A form is what they are called in it, with roles and other names
-- ("told": language, name, kind, and sets of those): it has the keys under which names that could be one meet.
CREATE TABLE forms (row INTEGER PRIMARY KEY, told TEXT NOT NULL UNIQUE);
CREATE TABLE form_keys (
    key TEXT NOT NULL, form INTEGER NOT NULL REFERENCES forms, PRIMARY KEY (key, form)) WITHOUT ROWID;
CREATE INDEX form_keys_by_form ON form_keys (form);
CREATE TABLE names (
    row INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    form INTEGER NOT NULL REFERENCES forms, name TEXT NOT NULL,
    kind TEXT NOT NULL, single INTEGER NOT NULL, person TEXT, because TEXT NOT NULL, line TEXT NOT NULL);
CREATE INDEX names_by_article ON names (article, name);
CREATE INDEX names_by_form ON names (form, person);
CREATE INDEX names_by_name ON names (name);
CREATE INDEX names_by_person ON names (person, article);
-- What was watched and checked: a file and its size and time, or an entry of a feed and when it changed.
CREATE TABLE watched (what TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;
-- With which rules the rows were made.
CREATE TABLE made_with (what TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Full-text indices, kept in step by triggers.
CREATE VIRTUAL TABLE contents USING fts5 (
    content, content = 'attributions', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER said AFTER INSERT ON attributions BEGIN
    INSERT INTO contents (rowid, content) VALUES (new.row, new.content); END;
CREATE TRIGGER unsaid AFTER DELETE ON attributions BEGIN
    INSERT INTO contents (contents, rowid, content) VALUES ('delete', old.row, old.content); END;
CREATE VIRTUAL TABLE texts USING fts5 (
    text, content = 'articles', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER come AFTER INSERT ON articles BEGIN
    INSERT INTO texts (rowid, text) VALUES (new.row, new.text); END;
CREATE TRIGGER gone AFTER DELETE ON articles BEGIN
    INSERT INTO texts (texts, rowid, text) VALUES ('delete', old.row, old.text); END;
