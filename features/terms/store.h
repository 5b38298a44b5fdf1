#pragma once
// SQL of the glossary; only this feature's tables.
#include <optional>
#include <vector>

#include "features/terms/terms.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::terms::store {

void insert(db::Tx& tx, const Term& term);
/// False when the newest version is no longer the one before.
bool update(db::Tx& tx, const Term& term);
void insert_version(db::Tx& tx, const Term& term, auth::AccountId by);

std::optional<Term> find(db::Tx& tx, AllianceId alliance, TermId id);
/// By name, each with its newest version, beyond `after`.
std::vector<Term> of_alliance(db::Tx& tx, AllianceId alliance, std::optional<TermId> after, int limit);
/// Those that are shown in some form.
std::vector<Term> in_places(db::Tx& tx, AllianceId alliance);
/// The newest first.
std::vector<Version> versions(db::Tx& tx, TermId id);
/// Former versions of every term of the alliance, by term, the newest first.
struct Former {
  TermId term;
  Version version;
};
std::vector<Former> former(db::Tx& tx, AllianceId alliance);
std::optional<TermId> find_by_name(db::Tx& tx, AllianceId alliance, const std::string& name_folded);
std::optional<TermId> find_by_place(db::Tx& tx, AllianceId alliance, Place place);
/// Of every alliance, by id, beyond `after`.
std::vector<Term> after(db::Tx& tx, TermId after, int limit);

}  // namespace alianza::terms::store
