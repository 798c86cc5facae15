-- Each row keeps the line of the output contract as JSON; the columns beside it are for queries.
CREATE TABLE articles (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher TEXT, published TEXT, title TEXT,
    text TEXT NOT NULL, plain INTEGER NOT NULL, line TEXT NOT NULL);
CREATE TABLE parses (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, data BLOB NOT NULL);
CREATE TABLE attributions (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    kind TEXT NOT NULL, act TEXT NOT NULL, speaker TEXT, content TEXT NOT NULL, line TEXT NOT NULL);
CREATE INDEX attributions_by_article ON attributions (article);
CREATE TABLE speakers (
    attribution INTEGER NOT NULL REFERENCES attributions ON DELETE CASCADE, person TEXT NOT NULL,
    PRIMARY KEY (attribution, person));
CREATE INDEX speakers_by_person ON speakers (person);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, line TEXT NOT NULL);

CREATE TABLE alignments (row INTEGER PRIMARY KEY, speakers TEXT NOT NULL, line TEXT NOT NULL);
CREATE TABLE aligned (
    alignment INTEGER NOT NULL REFERENCES alignments ON DELETE CASCADE, attribution TEXT NOT NULL);
CREATE INDEX aligned_by_attribution ON aligned (attribution);
CREATE TABLE flags (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, severity TEXT NOT NULL,
    line TEXT NOT NULL);
CREATE TABLE flagged (
    flag INTEGER NOT NULL REFERENCES flags ON DELETE CASCADE, article TEXT NOT NULL,
    attribution TEXT NOT NULL);
CREATE INDEX flagged_by_article ON flagged (article);
CREATE TABLE verdicts (
    flag TEXT PRIMARY KEY, verdict TEXT NOT NULL, note TEXT NOT NULL, "by" TEXT NOT NULL,
    "when" TEXT NOT NULL);

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
