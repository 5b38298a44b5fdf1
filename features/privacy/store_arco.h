#pragma once
// SQL of ARCO requests.
#include <set>
#include <vector>

#include "features/privacy/arco.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::privacy::store {

void insert(db::Tx& tx, const ArcoRequest& request);
/// State, due day, extension and outcome.
void update(db::Tx& tx, const ArcoRequest& request);
std::optional<ArcoRequest> find_arco(db::Tx& tx, AgencyId agency, ArcoId id);
/// Open ones by the day they are due, after (`due`, `after`).
std::vector<ArcoRequest> open_arco(db::Tx& tx, AgencyId agency, Date due, ArcoId after, int limit);
/// Closed ones, newest first; `before` 0: from the newest.
std::vector<ArcoRequest> closed_arco(db::Tx& tx, AgencyId agency, ArcoId before, int limit);
std::int64_t count_open_arco(db::Tx& tx, AgencyId agency);
std::vector<ArcoRequest> arco_of_account(db::Tx& tx, std::int64_t account, int limit);
/// Asked with one of these addresses, or without any under one of these names (all folded).
std::vector<ArcoRequest> arco_about(db::Tx& tx, std::int64_t account, const std::set<std::string>& addresses,
                                    const std::set<std::string>& names);
bool has_open_arco(db::Tx& tx, AgencyId agency, std::int64_t account, Right right);
/// The row and its steps without anything that says who.
void forget_arco(db::Tx& tx, AgencyId agency, ArcoId id, std::string_view nobody);

void add_step(db::Tx& tx, const ArcoRequest& request, const ArcoStep& step, auth::AccountId by);
std::vector<ArcoStep> steps_of(db::Tx& tx, AgencyId agency, ArcoId id);

ArcoTerms arco_terms(db::Tx& tx, AgencyId agency);
void put_arco_terms(db::Tx& tx, AgencyId agency, const ArcoTerms& terms);

}  // namespace alianza::privacy::store
