#pragma once
// SQL of adherences; only this feature's tables.
#include <optional>
#include <vector>

#include "features/adherences/adherences.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::adherences::store {

void insert(db::Tx& tx, const Text& text, auth::AccountId by);
std::optional<Text> find_text(db::Tx& tx, AllianceId alliance, std::int64_t version);
/// The newest version.
std::optional<Text> current_text(db::Tx& tx, AllianceId alliance);
/// Newest first.
std::vector<Text> texts(db::Tx& tx, AllianceId alliance);

void insert(db::Tx& tx, const Adherence& adherence);
/// Of one that was not signed: another address, version or end.
void renew(db::Tx& tx, const Adherence& adherence);
/// False when it was signed already: what was signed never changes.
/// `recorded_by`: who put a paper in; 0: signed behind the link.
bool sign(db::Tx& tx, const Adherence& adherence, auth::AccountId recorded_by);
std::optional<Adherence> find(db::Tx& tx, AdherenceId id);
std::optional<Adherence> find_open(db::Tx& tx, AllianceId alliance, OrganizationId organization);
/// In whatever alliance.
std::vector<AdherenceId> open_of(db::Tx& tx, OrganizationId organization);
std::vector<OrganizationId> asked(db::Tx& tx, AllianceId alliance);
/// Those that wait first, then the newest; without their documents.
std::vector<Adherence> page(db::Tx& tx, AllianceId alliance, const std::optional<Place>& after, int limit);

/// Of `gone` to `kept`, but for an open one where `kept` has one too; unmerge takes it back.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::adherences::store
