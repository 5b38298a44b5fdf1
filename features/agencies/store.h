#pragma once
// SQL of agencies; only this feature's tables.
#include <optional>
#include <vector>

#include "features/agencies/agencies.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::agencies::store {

void insert(db::Tx& tx, const Agency& agency, auth::AccountId by);
void update(db::Tx& tx, const Agency& agency);
std::optional<Agency> find(db::Tx& tx, AgencyId id);
std::optional<Agency> find_by_slug(db::Tx& tx, std::string_view slug);
/// At most `limit`, by short name.
std::vector<Agency> list(db::Tx& tx, int limit);
bool demands_second_factor(db::Tx& tx, AgencyId id);
bool any_demands_second_factor(db::Tx& tx);
void put_second_factor_demand(db::Tx& tx, AgencyId id, bool demanded);
void put_logo(db::Tx& tx, AgencyId id, const std::string& png_base64);
/// Base64 of the PNG; empty when there is none.
std::string logo(db::Tx& tx, AgencyId id);
void add_unit(db::Tx& tx, AgencyId agency, int ordinal, const Unit& unit, const std::string& source);
std::vector<Unit> units(db::Tx& tx, AgencyId agency);

}  // namespace alianza::agencies::store
