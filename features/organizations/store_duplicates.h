#pragma once
// SQL of keys, possible duplicates and merges.
#include <optional>
#include <string>
#include <vector>

#include "features/organizations/duplicates.h"
#include "features/organizations/merges.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::organizations::store {

void add_domain(db::Tx& tx, AgencyId agency, OrganizationId id, const std::string& domain);
std::vector<std::string> domains(db::Tx& tx, OrganizationId id);
void move_domains(db::Tx& tx, OrganizationId from, OrganizationId to, const std::vector<std::string>& domains);

void put_keys(db::Tx& tx, AgencyId agency, OrganizationId id, const std::vector<Key>& keys);
/// Others of the agency, not merged, that share a key; a key that too many share says nothing and is left out. At most 100.
std::vector<OrganizationId> sharing(db::Tx& tx, AgencyId agency, OrganizationId id, const std::vector<Key>& keys);

/// What a comparison needs to know of these rows.
struct Comparable {
  OrganizationId id;
  Profile profile;  // only name, legal_name, aliases, rfc, website
  std::vector<std::string> mail_domains;
};
std::vector<Comparable> compared(db::Tx& tx, const std::vector<OrganizationId>& ids);

/// Keeps an open pair; one that a person decided keeps its decision, with the new score.
void put_duplicate(db::Tx& tx, AgencyId agency, OrganizationId a, OrganizationId b, const Comparison& comparison);
/// Takes away the open pairs of an organisation that are not found any more.
void drop_open_duplicates(db::Tx& tx, OrganizationId id, const std::vector<OrganizationId>& but);
/// Open pairs of rows that both stand in the directory, the surest first.
std::vector<Duplicate> open_duplicates(db::Tx& tx, AgencyId agency, const std::optional<DuplicatePlace>& after, int limit);
std::int64_t count_open_duplicates(db::Tx& tx, AgencyId agency, int limit);
std::vector<Duplicate> open_duplicates_of(db::Tx& tx, OrganizationId id);
std::optional<Duplicate> find_duplicate(db::Tx& tx, AgencyId agency, OrganizationId a, OrganizationId b);
void decide(db::Tx& tx, OrganizationId a, OrganizationId b, DuplicateState state, const std::string& reason,
            const auth::Actor& by);
void reopen(db::Tx& tx, OrganizationId a, OrganizationId b);

void insert(db::Tx& tx, AgencyId agency, const Merge& merge, const auth::Actor& by);
std::optional<Merge> find_merge(db::Tx& tx, AgencyId agency, MergeId id);
void put_undone(db::Tx& tx, MergeId id, const auth::Actor& by);
/// Newest first.
std::vector<Merge> merges(db::Tx& tx, AgencyId agency, int limit);

}  // namespace alianza::organizations::store
