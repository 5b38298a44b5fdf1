#include "features/registrations/store.h"

namespace alianza::registrations::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define CONVOCATION_COLUMNS                                                                                          \
  "SELECT id, agency_id, alliance_id, meeting_id, audience, message, letters, asked_by, asked_at, finished_at FROM " \
  "convocations "
#define REGISTRATION_COLUMNS                                                                                       \
  "SELECT id, agency_id, alliance_id, meeting_id, organization_id, reply, persons, note, replied_by, replied_at, " \
  "convocation_id, written_to, letter_id, letter_state, letter_at FROM registrations "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct ConvocationRow {
  Convocation c;
  static void columns(auto& v, ConvocationRow& r) {
    auto& c = r.c;
    v(c.id, c.agency, c.alliance, c.meeting, c.audience, c.message, c.letters, c.asked_by, c.asked_at, c.finished_at);
  }
};
struct Row {
  Registration r;
  static void columns(auto& v, Row& row) {
    auto& r = row.r;
    v(r.id, r.agency, r.alliance, r.meeting, r.organization, r.reply, r.persons, r.note, r.replied_by, r.replied_at,
      r.convocation, r.written_to, r.letter, r.letter_state, r.letter_at);
  }
};

std::optional<Registration> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->r);
}

}  // namespace

void insert(db::Tx& tx, const Convocation& c) {
  tx.exec(
      "INSERT INTO convocations (id, agency_id, alliance_id, meeting_id, audience, message, asked_by, asked_at) "
      "VALUES (:id, :agency, :alliance, :meeting, :audience, :message, :by, :at)",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"meeting", c.meeting},
       {"audience", c.audience},
       {"message", c.message},
       {"by", c.asked_by},
       {"at", c.asked_at}});
}

void update(db::Tx& tx, const Convocation& c) {
  tx.exec("UPDATE convocations SET letters = :letters, finished_at = :finished WHERE id = :id",
          {{"letters", c.letters}, {"finished", c.finished_at}, {"id", c.id}});
}

std::optional<Convocation> find_convocation(db::Tx& tx, ConvocationId id) {
  auto row = tx.one<ConvocationRow>(CONVOCATION_COLUMNS "WHERE id = :id", {{"id", id}});
  if (!row) return std::nullopt;
  return std::move(row->c);
}

std::vector<Convocation> convocations(db::Tx& tx, MeetingId meeting) {
  std::vector<Convocation> out;
  for (auto& row : tx.all<ConvocationRow>(CONVOCATION_COLUMNS "WHERE meeting_id = :meeting ORDER BY id DESC LIMIT 20",
                                          {{"meeting", meeting}}))
    out.push_back(std::move(row.c));
  return out;
}

void put(db::Tx& tx, const Registration& r, std::optional<auth::AccountId> by) {
  tx.exec(
      "INSERT INTO registrations (id, agency_id, alliance_id, meeting_id, organization_id, reply, persons, note, replied_by, "
      "replied_account, replied_at, convocation_id, written_to, letter_id, letter_state, letter_at) VALUES (:id, :agency, "
      ":alliance, :meeting, :organization, :reply, :persons, :note, :by, :account, :replied, :convocation, :written, :letter, "
      ":state, :letter_at) ON CONFLICT (meeting_id, organization_id) DO UPDATE SET reply = excluded.reply, persons = "
      "excluded.persons, note = excluded.note, replied_by = excluded.replied_by, replied_account = excluded.replied_account, "
      "replied_at = excluded.replied_at, convocation_id = excluded.convocation_id, written_to = excluded.written_to, letter_id = "
      "excluded.letter_id, letter_state = excluded.letter_state, letter_at = excluded.letter_at",
      {{"id", r.id},
       {"agency", r.agency},
       {"alliance", r.alliance},
       {"meeting", r.meeting},
       {"organization", r.organization},
       {"reply", r.reply},
       {"persons", r.persons},
       {"note", r.note},
       {"by", r.replied_by},
       {"account", by},
       {"replied", r.replied_at},
       {"convocation", r.convocation},
       {"written", r.written_to},
       {"letter", r.letter},
       {"state", r.letter_state},
       {"letter_at", r.letter_at}});
}

std::optional<Registration> find(db::Tx& tx, RegistrationId id) {
  return take(tx.one<Row>(REGISTRATION_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Registration> find(db::Tx& tx, MeetingId meeting, OrganizationId organization) {
  return take(tx.one<Row>(REGISTRATION_COLUMNS "WHERE meeting_id = :meeting AND organization_id = :organization",
                          {{"meeting", meeting}, {"organization", organization}}));
}

std::map<OrganizationId, Registration> of_meeting(db::Tx& tx, MeetingId meeting) {
  std::map<OrganizationId, Registration> out;
  for (auto& row : tx.all<Row>(REGISTRATION_COLUMNS "WHERE meeting_id = :meeting LIMIT 20000", {{"meeting", meeting}}))
    out.emplace(row.r.organization, std::move(row.r));
  return out;
}

std::vector<Registration> silent_of(db::Tx& tx, const std::vector<OrganizationId>& organizations,
                                    const std::vector<MeetingId>& meetings) {
  std::vector<Registration> out;
  for (auto& row :
       tx.all<Row>(REGISTRATION_COLUMNS "WHERE organization_id IN (:organizations...) AND meeting_id IN (:meetings...) "
                                        "AND reply = 'silent' ORDER BY id",
                   {{"organizations", db::list(organizations)}, {"meetings", db::list(meetings)}}))
    out.push_back(std::move(row.r));
  return out;
}

void note_letter(db::Tx& tx, mail::LetterId letter, mail::State state) {
  tx.exec("UPDATE registrations SET letter_state = :state WHERE letter_id = :letter AND letter_id <> 0",
          {{"state", state}, {"letter", letter}});
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO registration_merges (merge_id, agency_id, registration_id) SELECT CAST(:merge AS BIGINT), g.agency_id, g.id "
      "FROM registrations g WHERE g.organization_id = :gone AND NOT EXISTS (SELECT 1 FROM registrations k WHERE k.meeting_id = "
      "g.meeting_id AND k.organization_id = :kept)",
      {{"merge", merge}, {"gone", gone}, {"kept", kept}});
  tx.exec(
      "UPDATE registrations SET organization_id = :kept WHERE id IN (SELECT registration_id FROM registration_merges WHERE "
      "merge_id = :merge)",
      {{"kept", kept}, {"merge", merge}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE registrations SET organization_id = :gone WHERE id IN (SELECT registration_id FROM registration_merges WHERE "
      "merge_id = :merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM registration_merges WHERE merge_id = :merge", {{"merge", merge}});
}

std::vector<RegistrationId> of_organization(db::Tx& tx, OrganizationId organization) {
  return tx.all<RegistrationId>("SELECT id FROM registrations WHERE organization_id = :organization ORDER BY id",
                                {{"organization", organization}});
}

}  // namespace alianza::registrations::store
