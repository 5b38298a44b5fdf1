#include "features/minutes/store_copies.h"

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define COPY_COLUMNS                                                                                                 \
  "SELECT id, agency_id, alliance_id, meeting_id, organization_id, person_id, letter_id, given_at, revoked_at FROM " \
  "minutes_copies "

namespace alianza::minutes::store {
namespace {

struct CopyRow {
  Copy c;
  static void columns(auto& v, CopyRow& r) {
    auto& c = r.c;
    v(c.id, c.agency, c.alliance, c.meeting, c.organization, c.person, c.letter, c.given_at, c.revoked_at);
  }
};

std::optional<Copy> copy_in(std::optional<CopyRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->c);
}

}  // namespace

std::optional<Copy> find_copy(db::Tx& tx, CopyId id) {
  return copy_in(tx.one<CopyRow>(COPY_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Copy> copy_of(db::Tx& tx, MeetingId meeting, OrganizationId organization) {
  return copy_in(tx.one<CopyRow>(COPY_COLUMNS "WHERE meeting_id = :meeting AND organization_id = :organization",
                                 {{"meeting", meeting}, {"organization", organization}}));
}

std::map<OrganizationId, Copy> copies(db::Tx& tx, MeetingId meeting) {
  std::map<OrganizationId, Copy> out;
  for (auto& row : tx.all<CopyRow>(COPY_COLUMNS "WHERE meeting_id = :meeting", {{"meeting", meeting}}))
    out.emplace(row.c.organization, std::move(row.c));
  return out;
}

void put(db::Tx& tx, const Copy& c) {
  tx.exec(
      "INSERT INTO minutes_copies (id, agency_id, alliance_id, meeting_id, organization_id, person_id, letter_id, given_at) "
      "VALUES (:id, :agency, :alliance, :meeting, :organization, :person, :letter, :at) ON CONFLICT (meeting_id, "
      "organization_id) "
      "DO UPDATE SET person_id = :person, letter_id = :letter, given_at = :at, revoked_at = NULL",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"meeting", c.meeting},
       {"organization", c.organization},
       {"person", c.person},
       {"letter", c.letter},
       {"at", c.given_at}});
}

void revoke(db::Tx& tx, CopyId id) {
  tx.exec("UPDATE minutes_copies SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL", {{"now", tx.now()}, {"id", id}});
}

}  // namespace alianza::minutes::store
