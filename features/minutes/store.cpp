#include "features/minutes/store.h"

#include <array>

#include "platform/base/words.h"

namespace alianza::minutes::store {
namespace {

constexpr std::array<std::string_view, 2> fates{"saved", "crossed"};

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define MINUTES_COLUMNS                                                                                                       \
  "SELECT id, agency_id, alliance_id, committee_id, meeting_id, edition, correction, state, review_round, folio, canonical, " \
  "digest, approved_by_name, approved_on FROM minutes "
#define SECTION_COLUMNS "SELECT id, place, title, body, version, written_by, written_at FROM minutes_sections "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct Row {
  Minutes m;
  template <class V>
  static void columns(V& v, Row& r) {
    auto& m = r.m;
    v(m.id, m.agency, m.alliance, m.committee, m.meeting, m.edition, m.correction, m.state, m.round, m.folio, m.canonical,
      m.digest, m.approved_by, m.approved_on);
  }
};
struct SectionRow {
  Section s;
  template <class V>
  static void columns(V& v, SectionRow& r) {
    v(r.s.id, r.s.place, r.s.title, r.s.body, r.s.version, r.s.written_by, r.s.written_at);
  }
};
struct StateRow {
  StateChange s;
  template <class V>
  static void columns(V& v, StateRow& r) {
    v(r.s.state, r.s.note, r.s.by, r.s.at);
  }
};
struct JointRow {
  MeetingId meeting;
  CommitteeId committee;
  template <class V>
  static void columns(V& v, JointRow& r) {
    v(r.meeting, r.committee);
  }
};
struct CrossedRow {
  Crossed c;
  template <class V>
  static void columns(V& v, CrossedRow& r) {
    v(r.c.section, r.c.body, r.c.by, r.c.at);
  }
};
struct CommentRow {
  Comment c;
  template <class V>
  static void columns(V& v, CommentRow& r) {
    v(r.c.section, r.c.body, r.c.by, r.c.at);
  }
};
struct AssentRow {
  Assent a;
  template <class V>
  static void columns(V& v, AssentRow& r) {
    v(r.a.organization, r.a.by, r.a.at);
  }
};

template <class Whole, class R, class Part>
std::vector<Whole> take(std::vector<R> rows, Part part) {
  std::vector<Whole> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.*part));
  return out;
}

std::optional<Minutes> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->m);
}

void insert_state(db::Tx& tx, const Minutes& m, State state, const std::string& note, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO minutes_states (id, agency_id, minutes_id, state, note, recorded_by, recorded_by_name, recorded_at) "
      "VALUES (:id, :agency, :minutes, :state, :note, :by, :name, :at)",
      {{"id", Id<struct MinutesStateTag>::make()},
       {"agency", m.agency},
       {"minutes", m.id},
       {"state", state},
       {"note", note},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()}});
}

}  // namespace

std::string_view to_text(Fate fate) { return word_of(fates, fate); }
bool from_text(std::string_view text, Fate& fate) { return read_word(fates, text, fate); }

std::map<MeetingId, std::vector<CommitteeId>> joined(db::Tx& tx, const std::vector<MeetingId>& meetings) {
  std::map<MeetingId, std::vector<CommitteeId>> out;
  for (const auto& row :
       tx.all<JointRow>("SELECT meeting_id, committee_id FROM joint_minutes WHERE meeting_id IN (:ids...) ORDER "
                        "BY meeting_id, committee_id",
                        {{"ids", db::list(meetings)}}))
    out[row.meeting].push_back(row.committee);
  return out;
}

void put_joined(db::Tx& tx, const Minutes& m, const std::vector<CommitteeId>& bodies) {
  for (const auto body : bodies)
    tx.exec("INSERT INTO joint_minutes (meeting_id, committee_id, agency_id) VALUES (:meeting, :committee, :agency)",
            {{"meeting", m.meeting}, {"committee", body}, {"agency", m.agency}});
}

void insert(db::Tx& tx, const Minutes& m, auth::AccountId by) {
  tx.exec(
      "INSERT INTO minutes (id, agency_id, alliance_id, committee_id, meeting_id, edition, correction, state, folio, created_by, "
      "created_at) VALUES (:id, :agency, :alliance, :committee, :meeting, :edition, :correction, 'draft', :folio, :by, :at)",
      {{"id", m.id},
       {"agency", m.agency},
       {"alliance", m.alliance},
       {"committee", m.committee},
       {"meeting", m.meeting},
       {"edition", m.edition},
       {"correction", m.correction},
       {"folio", m.folio},
       {"by", by},
       {"at", tx.now()}});
}

std::optional<Minutes> find(db::Tx& tx, MeetingId meeting, std::optional<int> edition) {
  if (edition)
    return take(tx.one<Row>(MINUTES_COLUMNS "WHERE meeting_id = :meeting AND edition = :edition",
                            {{"meeting", meeting}, {"edition", *edition}}));
  return take(tx.one<Row>(MINUTES_COLUMNS "WHERE meeting_id = :meeting ORDER BY edition DESC LIMIT 1", {{"meeting", meeting}}));
}

std::vector<Minutes> editions(db::Tx& tx, MeetingId meeting) {
  return take<Minutes>(
      tx.all<Row>(
          "SELECT id, agency_id, alliance_id, committee_id, meeting_id, edition, correction, state, review_round, folio, '', "
          "digest, approved_by_name, approved_on FROM minutes WHERE meeting_id = :meeting ORDER BY edition DESC LIMIT 100",
          {{"meeting", meeting}}),
      &Row::m);
}

std::vector<Minutes> in_review(db::Tx& tx, AllianceId alliance, int limit) {
  return take<Minutes>(tx.all<Row>(MINUTES_COLUMNS "WHERE alliance_id = :alliance AND state = 'review' ORDER BY id LIMIT :limit",
                                   {{"alliance", alliance}, {"limit", limit}}),
                       &Row::m);
}

std::vector<Minutes> after(db::Tx& tx, MinutesId after, int limit) {
  return take<Minutes>(
      tx.all<Row>(MINUTES_COLUMNS "WHERE id > :after ORDER BY id LIMIT :limit", {{"after", after}, {"limit", limit}}), &Row::m);
}

bool set_state(db::Tx& tx, const Minutes& m, State to, const std::string& note, const auth::Actor& by) {
  const auto changed =
      tx.exec("UPDATE minutes SET state = :state, review_round = review_round + :rounds WHERE id = :id AND state <> 'approved'",
              {{"state", to}, {"rounds", to == State::review ? 1 : 0}, {"id", m.id}});
  if (changed == 1) insert_state(tx, m, to, note, by);
  return changed == 1;
}

bool approve(db::Tx& tx, const Minutes& m, const auth::Actor& by) {
  const auto changed = tx.exec(
      "UPDATE minutes SET state = 'approved', folio = :folio, canonical = :canonical, digest = :digest, approved_by = :by, "
      "approved_by_name = :name, approved_on = :day WHERE id = :id AND state = 'review'",
      {{"folio", m.folio},
       {"canonical", m.canonical},
       {"digest", m.digest},
       {"by", by.account},
       {"name", by.name},
       {"day", m.approved_on},
       {"id", m.id}});
  if (changed == 1) insert_state(tx, m, State::approved, {}, by);
  return changed == 1;
}

int next_folio(db::Tx& tx, AgencyId agency, int year) {
  return tx
      .one<int>(
          "INSERT INTO minutes_folios (agency_id, folio_year, last_number) VALUES (:agency, :year, 1) ON CONFLICT (agency_id, "
          "folio_year) DO UPDATE SET last_number = minutes_folios.last_number + 1 RETURNING last_number",
          {{"agency", agency}, {"year", year}})
      .value_or(0);
}

int last_folio(db::Tx& tx, AgencyId agency, int year) {
  return tx
      .one<int>("SELECT last_number FROM minutes_folios WHERE agency_id = :agency AND folio_year = :year",
                {{"agency", agency}, {"year", year}})
      .value_or(0);
}

std::vector<StateChange> states(db::Tx& tx, MinutesId id) {
  return take<StateChange>(
      tx.all<StateRow>("SELECT state, note, recorded_by_name, recorded_at FROM minutes_states WHERE minutes_id = :id ORDER BY id "
                       "LIMIT 200",
                       {{"id", id}}),
      &StateRow::s);
}

void insert_section(db::Tx& tx, const Minutes& m, const Section& s, int ordinal) {
  tx.exec(
      "INSERT INTO minutes_sections (id, agency_id, minutes_id, ordinal, place, title, body, written_by, written_at) VALUES "
      "(:id, "
      ":agency, :minutes, :ordinal, :place, :title, :body, :by, :at)",
      {{"id", s.id},
       {"agency", m.agency},
       {"minutes", m.id},
       {"ordinal", ordinal},
       {"place", s.place},
       {"title", s.title},
       {"body", s.body},
       {"by", s.written_by},
       {"at", tx.now()}});
}

std::vector<Section> sections(db::Tx& tx, MinutesId id) {
  return take<Section>(tx.all<SectionRow>(SECTION_COLUMNS "WHERE minutes_id = :id ORDER BY ordinal LIMIT 200", {{"id", id}}),
                       &SectionRow::s);
}

std::optional<Section> find_section(db::Tx& tx, MinutesId minutes, SectionId id) {
  auto row = tx.one<SectionRow>(SECTION_COLUMNS "WHERE id = :id AND minutes_id = :minutes", {{"id", id}, {"minutes", minutes}});
  if (!row) return std::nullopt;
  return std::move(row->s);
}

int open_ordinal(db::Tx& tx, MinutesId id) {
  const auto closing =
      tx.one<int>("SELECT ordinal FROM minutes_sections WHERE minutes_id = :id AND place = 'closing'", {{"id", id}}).value_or(1);
  tx.exec("UPDATE minutes_sections SET ordinal = ordinal + 1 WHERE minutes_id = :id AND place = 'closing'", {{"id", id}});
  return closing;
}

bool save(db::Tx& tx, const Section& s, const auth::Actor& by) {
  return tx.exec(
             "UPDATE minutes_sections SET body = :body, version = version + 1, written_by = :by, written_at = :at WHERE id = :id "
             "AND "
             "version = :version AND EXISTS (SELECT 1 FROM minutes m WHERE m.id = minutes_sections.minutes_id AND m.state = "
             "'draft')",
             {{"body", s.body}, {"by", by.name}, {"at", tx.now()}, {"id", s.id}, {"version", s.version}}) == 1;
}

void keep_text(db::Tx& tx, AgencyId agency, const Section& s, Fate fate, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO minutes_texts (id, agency_id, section_id, version, body, fate, written_by, written_by_name, written_at) "
      "VALUES "
      "(:id, :agency, :section, :version, :body, :fate, :by, :name, :at)",
      {{"id", Id<struct MinutesTextTag>::make()},
       {"agency", agency},
       {"section", s.id},
       {"version", s.version},
       {"body", s.body},
       {"fate", fate},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()}});
}

std::vector<Crossed> crossed(db::Tx& tx, MinutesId id) {
  return take<Crossed>(
      tx.all<CrossedRow>(
          "SELECT t.section_id, t.body, t.written_by_name, t.written_at FROM minutes_texts t JOIN minutes_sections s ON s.id = "
          "t.section_id WHERE s.minutes_id = :id AND t.fate = 'crossed' ORDER BY t.id LIMIT 200",
          {{"id", id}}),
      &CrossedRow::c);
}

void insert_comment(db::Tx& tx, const Minutes& m, const Comment& c, const auth::Actor& by, CopyId copy) {
  tx.exec(
      "INSERT INTO minutes_comments (id, agency_id, minutes_id, section_id, body, written_by, written_by_name, written_at, "
      "copy_id) "
      "VALUES (:id, :agency, :minutes, :section, :body, :by, :name, :at, :copy)",
      {{"id", Id<struct MinutesCommentTag>::make()},
       {"agency", m.agency},
       {"minutes", m.id},
       {"section", c.section},
       {"body", c.body},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()},
       {"copy", copy}});
}

std::vector<Comment> comments(db::Tx& tx, MinutesId id) {
  return take<Comment>(
      tx.all<CommentRow>(
          "SELECT section_id, body, written_by_name, written_at FROM minutes_comments WHERE minutes_id = :id ORDER BY "
          "id LIMIT 1000",
          {{"id", id}}),
      &CommentRow::c);
}

void put_assent(db::Tx& tx, const Minutes& m, OrganizationId organization, const auth::Actor& by, CopyId copy) {
  tx.exec(
      "INSERT INTO minutes_assents (id, agency_id, minutes_id, review_round, organization_id, given_by, given_by_name, given_at, "
      "copy_id) VALUES (:id, :agency, :minutes, :round, :organization, :by, :name, :at, :copy) ON CONFLICT (minutes_id, "
      "review_round, organization_id) DO NOTHING",
      {{"id", Id<struct MinutesAssentTag>::make()},
       {"agency", m.agency},
       {"minutes", m.id},
       {"round", m.round},
       {"organization", organization},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()},
       {"copy", copy}});
}

std::vector<Assent> assents(db::Tx& tx, const Minutes& m) {
  return take<Assent>(
      tx.all<AssentRow>("SELECT organization_id, given_by_name, given_at FROM minutes_assents WHERE minutes_id = :id AND "
                        "review_round = :round ORDER BY id LIMIT 1000",
                        {{"id", m.id}, {"round", m.round}}),
      &AssentRow::a);
}

}  // namespace alianza::minutes::store
