#include "features/results/store.h"

#include <map>

namespace alianza::results::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define NOTE_COLUMNS \
  "SELECT id, agency_id, alliance_id, survey_id, question_code, audience, text, version, written_at FROM result_notes "
#define CONSENSUS_COLUMNS                                                                                              \
  "SELECT c.id, c.agency_id, c.alliance_id, c.survey_id, c.edition, c.agreed_on, c.meeting_id, c.text, c.correction, " \
  "c.recorded_at "                                                                                                     \
  "FROM result_consensuses c "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct NoteRow {
  Note n;
  static void columns(auto& v, NoteRow& row) {
    auto& n = row.n;
    v(n.id, n.agency, n.alliance, n.survey, n.question, n.audience, n.text, n.version, n.written_at);
  }
};

struct ConsensusRow {
  Consensus c;
  static void columns(auto& v, ConsensusRow& row) {
    auto& c = row.c;
    v(c.id, c.agency, c.alliance, c.survey, c.edition, c.agreed_on, c.meeting, c.text, c.correction, c.recorded_at);
  }
};

struct ThemeRow {
  ConsensusId consensus;
  Theme theme;
  static void columns(auto& v, ThemeRow& row) { v(row.consensus, row.theme.goal, row.theme.name); }
};

std::vector<Consensus> with_themes(db::Tx& tx, std::vector<ConsensusRow> rows) {
  std::vector<Consensus> out;
  std::vector<ConsensusId> ids;
  for (auto& row : rows) {
    ids.push_back(row.c.id);
    out.push_back(std::move(row.c));
  }
  if (out.empty()) return out;
  std::map<ConsensusId, std::vector<Theme>> themes;
  for (auto& row : tx.all<ThemeRow>(
           "SELECT consensus_id, goal, name FROM result_themes WHERE consensus_id IN (:ids...) ORDER BY consensus_id, place",
           {{"ids", db::list(ids)}}))
    themes[row.consensus].push_back(std::move(row.theme));
  for (auto& consensus : out) consensus.themes = std::move(themes[consensus.id]);
  return out;
}

}  // namespace

Audience audience(db::Tx& tx, SurveyId survey) {
  return tx.one<Audience>("SELECT audience FROM result_books WHERE survey_id = :survey", {{"survey", survey}})
      .value_or(Audience::offices);
}

void set_audience(db::Tx& tx, const surveys::Survey& survey, Audience audience, auth::AccountId by) {
  tx.exec(
      "INSERT INTO result_books (survey_id, agency_id, alliance_id, audience, changed_by, changed_at) VALUES (:survey, :agency, "
      ":alliance, :audience, :by, :at) ON CONFLICT (survey_id) DO UPDATE SET audience = excluded.audience, changed_by = "
      "excluded.changed_by, changed_at = excluded.changed_at",
      {{"survey", survey.id},
       {"agency", survey.agency},
       {"alliance", survey.alliance},
       {"audience", audience},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<SurveyId> open_books(db::Tx& tx, AllianceId alliance) {
  return tx.all<SurveyId>(
      "SELECT survey_id FROM result_books WHERE alliance_id = :alliance AND audience = 'members' ORDER BY survey_id DESC LIMIT "
      "200",
      {{"alliance", alliance}});
}

void insert(db::Tx& tx, const Note& n, auth::AccountId by) {
  tx.exec(
      "INSERT INTO result_notes (id, agency_id, alliance_id, survey_id, question_code, audience, text, written_by, written_at) "
      "VALUES (:id, :agency, :alliance, :survey, :question, :audience, :text, :by, :at)",
      {{"id", n.id},
       {"agency", n.agency},
       {"alliance", n.alliance},
       {"survey", n.survey},
       {"question", n.question},
       {"audience", n.audience},
       {"text", n.text},
       {"by", by},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Note& n, auth::AccountId by) {
  return tx.exec(
             "UPDATE result_notes SET audience = :audience, text = :text, version = version + 1, written_by = :by, written_at = "
             ":at WHERE id = :id AND version = :version",
             {{"audience", n.audience}, {"text", n.text}, {"by", by}, {"at", tx.now()}, {"id", n.id}, {"version", n.version}}) ==
         1;
}

void remove(db::Tx& tx, NoteId id) { tx.exec("DELETE FROM result_notes WHERE id = :id", {{"id", id}}); }

std::optional<Note> find(db::Tx& tx, SurveyId survey, NoteId id) {
  auto row = tx.one<NoteRow>(NOTE_COLUMNS "WHERE id = :id AND survey_id = :survey", {{"id", id}, {"survey", survey}});
  if (!row) return std::nullopt;
  return std::move(row->n);
}

std::vector<Note> notes(db::Tx& tx, SurveyId survey) {
  std::vector<Note> out;
  for (auto& row : tx.all<NoteRow>(NOTE_COLUMNS "WHERE survey_id = :survey ORDER BY id LIMIT 500", {{"survey", survey}}))
    out.push_back(std::move(row.n));
  return out;
}

void insert(db::Tx& tx, const Consensus& c, auth::AccountId by) {
  tx.exec(
      "INSERT INTO result_consensuses (id, agency_id, alliance_id, survey_id, edition, agreed_on, meeting_id, text, correction, "
      "recorded_by, recorded_at) VALUES (:id, :agency, :alliance, :survey, :edition, :agreed_on, :meeting, :text, :correction, "
      ":by, :at)",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"survey", c.survey},
       {"edition", c.edition},
       {"agreed_on", c.agreed_on},
       {"meeting", c.meeting},
       {"text", c.text},
       {"correction", c.correction},
       {"by", by},
       {"at", tx.now()}});
  std::int64_t place = 0;
  for (const auto& theme : c.themes)
    tx.exec(
        "INSERT INTO result_themes (consensus_id, place, agency_id, goal, name) VALUES (:consensus, :place, :agency, :goal, "
        ":name)",
        {{"consensus", c.id}, {"place", ++place}, {"agency", c.agency}, {"goal", theme.goal}, {"name", theme.name}});
}

std::vector<Consensus> consensuses(db::Tx& tx, SurveyId survey) {
  return with_themes(
      tx, tx.all<ConsensusRow>(CONSENSUS_COLUMNS "WHERE c.survey_id = :survey ORDER BY c.edition DESC", {{"survey", survey}}));
}

std::optional<Consensus> find_consensus(db::Tx& tx, ConsensusId id) {
  auto rows = with_themes(tx, tx.all<ConsensusRow>(CONSENSUS_COLUMNS "WHERE c.id = :id", {{"id", id}}));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Consensus> held(db::Tx& tx, AllianceId alliance) {
  return with_themes(
      tx,
      tx.all<ConsensusRow>(CONSENSUS_COLUMNS "WHERE c.alliance_id = :alliance AND NOT EXISTS (SELECT 1 FROM result_consensuses l "
                                             "WHERE l.survey_id = c.survey_id AND l.edition > c.edition) ORDER BY c.id DESC",
                           {{"alliance", alliance}}));
}

}  // namespace alianza::results::store
