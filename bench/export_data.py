"""A survey as large as the one that made another program's export fail: 132,229 responses, 510 columns. Written straight into a
SQLite file of the program, with ids that say nothing of the order in which they came, as the program gives them."""
import json
import random
import sqlite3

import measure  # noqa: F401: knows where the tools lie
import served

PEOPLE, POOL = 132_229, 4_000
SCALE = ["Totalmente de acuerdo", "De acuerdo", "Ni de acuerdo ni en desacuerdo", "En desacuerdo", "No sabe"]
WORDS = "agua energía comunidad proyecto jóvenes «redes» educación, salud empleo suelo bosque mercado ruta plan taller acuerdo".split()
# Kind, how many questions, options or rows of each; columns: two, one an option, one a row, one, one, one, one.
KINDS = [("one", 80, 5), ("many", 25, 8), ("matrix", 10, 8), ("number", 30, 0), ("money", 10, 0), ("date", 10, 0), ("text", 14, 0)]
COLUMNS = 6 + 80 * 2 + 25 * 8 + 10 * 8 + 30 + 10 + 10 + 14
UNANSWERED = 0.2  # of the questions of a respondent


def questions():
    """Codes and kinds, mixed as in a questionnaire."""
    out = [(kind, size) for kind, count, size in KINDS for _ in range(count)]
    random.Random(510).shuffle(out)
    return [(f"q{n:03}", kind, size) for n, (kind, size) in enumerate(out)]


def values(dice, kind, size):
    """The entries of one answer: row, option, number, text."""
    if kind == "one":
        return [("", f"o{dice.randrange(size)}", None, "")]
    if kind == "many":
        return [("", f"o{o}", None, "") for o in range(size) if dice.random() < 0.3]
    if kind == "matrix":
        return [(f"r{r}", f"o{dice.randrange(5)}", None, "") for r in range(size)]
    if kind == "number":
        return [("", "", dice.randrange(5_000) * 1000, "")]
    if kind == "money":
        return [("", "", dice.randrange(50_000_000), "")]
    if kind == "date":
        return [("", "", None, f"2026-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}")]
    return [("", "", None, " ".join(dice.choices(WORDS, k=dice.randrange(2, 15))))]


def packed(answers):
    """As features/surveys/packed.h writes it."""
    def entry(row, option, number, text):
        fields = [option, row, "" if number is None else str(number),
                  text.replace("\\", "\\\\").replace("|", "\\p").replace("\t", "\\t").replace("\n", "\\n")]
        while fields and not fields[-1]:
            fields.pop()
        return "|".join(fields)
    return "".join("\t".join([code, *(entry(*value) for value in answers[code])]) + "\n" for code in sorted(answers))


def questionnaire(db, agency, version):
    for table in ("survey_conditions", "survey_options", "survey_questions", "survey_sections"):
        db.execute(f"DELETE FROM {table} WHERE version_id = ?", [version])
    db.execute("INSERT INTO survey_sections VALUES (?, 1, ?, 'Sección', '', '', '')", [version, agency])
    for place, (code, kind, size) in enumerate(questions(), 1):
        db.execute("INSERT INTO survey_questions (version_id, code, agency_id, section_place, place, kind, text_es, text_en, hint_es, hint_en, "
                   "need, other, option_order, currency, depth) VALUES (?, ?, ?, 1, ?, ?, ?, '', '', '', 'optional', 'none', 'written', 'MXN', 0)",
                   [version, code, agency, place, kind, f"Pregunta {place}"])
        options = {"one": size, "many": size, "matrix": 5}.get(kind, 0)
        parts = [("option", f"o{n}", SCALE[n % 5]) for n in range(options)]
        parts += [("row", f"r{n}", f"Renglón {n + 1}") for n in range(size if kind == "matrix" else 0)]
        db.executemany("INSERT INTO survey_options VALUES (?, ?, ?, ?, ?, ?, ?, '')",
                       [[version, code, part, name, agency, n, label] for n, (part, name, label) in enumerate(parts)])


def fill(place, people=PEOPLE, rows=True):
    """Gives the address of the survey. `rows`: each value also as a row of its own, as the program keeps it."""
    with served.Served(place) as program:
        visitor = served.Visitor(program.port).sign_in()
        alliance = visitor.alliance()
        api = served.Visitor(program.port, visitor.make_token())
        made = api.ask("POST", f"/api/v1/alliances/{alliance}/surveys", json.dumps(
            {"title": {"es": "Grande"}, "opens_on": "2026-01-01", "closes_on": "2199-01-01", "template": "axs"}), **{"Content-Type": "application/json"})
        if made.status != 201:
            raise served.Trouble(f"no survey: {made.status} {made.text}")
        survey_text = made.headers["Location"].rsplit("/", 1)[1]
    dice = random.Random(132_229)
    db = sqlite3.connect(place.file)
    db.execute("PRAGMA synchronous = OFF")
    survey, agency, of_alliance, version = db.execute("SELECT id, agency_id, alliance_id, live_version FROM surveys WHERE title_es = 'Grande'").fetchone()
    db.execute("UPDATE surveys SET state = 'open' WHERE id = ?", [survey])
    questionnaire(db, agency, version)
    db.execute("CREATE TEMP TABLE people (n INTEGER PRIMARY KEY, id, recipient, pool)")
    db.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", [[n, dice.getrandbits(62), dice.getrandbits(62), n % POOL] for n in range(people)])
    db.execute("CREATE TEMP TABLE sheets (pool INTEGER PRIMARY KEY, packed)")
    db.execute("CREATE TEMP TABLE entries (pool, place, code, row_code, option_code, number, text)")
    for pool in range(POOL):
        answers = {code: found for code, kind, size in questions() if dice.random() >= UNANSWERED and (found := values(dice, kind, size))}
        db.execute("INSERT INTO sheets VALUES (?, ?)", [pool, packed(answers)])
        db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)",
                       [[pool, n, code, *value] for code in sorted(answers) for n, value in enumerate(answers[code], 1)])
    db.execute("CREATE INDEX temp.by_pool ON entries (pool, code, place)")
    at = "2026-03-02T18:00:00.000000Z"
    keys = {"survey": survey, "agency": agency, "alliance": of_alliance, "version": version, "at": at}
    columns = [row[1] for row in db.execute("PRAGMA table_info(survey_recipients)")]
    given = {"id": "recipient", "agency_id": ":agency", "alliance_id": ":alliance", "survey_id": ":survey", "organization_id": "n + 1",
             "organization_name": "'Organización ' || n", "organization_folded": "'organizacion ' || n", "organization_type": "'company'",
             "email": "'p' || n || '@muestra.example'", "email_folded": "'p' || n || '@muestra.example'", "person_id": "n + 1",
             "lang": "'es'", "letter": "'sent'", "progress": "'answered'", "created_at": ":at"}
    numeric = {row[1] for row in db.execute("PRAGMA table_info(survey_recipients)") if row[2] == "INTEGER" or row[2] == "BIGINT"}
    nullable = {row[1] for row in db.execute("PRAGMA table_info(survey_recipients)") if not row[3]}
    words = [given.get(name, "NULL" if name in nullable else "0" if name in numeric else "''") for name in columns]
    db.execute(f"INSERT INTO survey_recipients ({', '.join(columns)}) SELECT {', '.join(words)} FROM people ORDER BY n", keys)
    db.execute("INSERT INTO survey_responses (id, agency_id, alliance_id, survey_id, version_id, recipient_id, edition, receipt, started_at, "
               "sent_at, sent_by) SELECT id, :agency, :alliance, :survey, :version, recipient, 1, 'ABCD-' || n, :at, :at, 'Persona ' || n FROM people ORDER BY n", keys)
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'survey_packed'").fetchone():
        db.execute("INSERT INTO survey_packed (response_id, agency_id, edition, answers) SELECT p.id, :agency, 1, s.packed FROM people p JOIN sheets s USING "
                   "(pool) ORDER BY p.n", keys)
    if rows:
        index = db.execute("SELECT sql FROM sqlite_master WHERE name = 'survey_answers_columns'").fetchone()[0]
        db.execute("DROP INDEX survey_answers_columns")
        db.execute("INSERT INTO survey_answers (response_id, edition, question_code, place, agency_id, survey_id, standing, row_code, option_code, number, "
                   "text) SELECT p.id, 1, e.code, e.place, :agency, :survey, 'current', e.row_code, e.option_code, e.number, e.text FROM people p CROSS JOIN "
                   "entries e USING (pool) ORDER BY p.n, e.code, e.place", keys)
        db.execute(index)
    db.commit()
    db.close()
    return f"/alliances/{alliance}/surveys/{survey_text}"
