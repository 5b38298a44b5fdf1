#pragma once
// SQL of privacy; only this feature's tables.
#include <optional>
#include <set>
#include <vector>

#include "features/privacy/privacy.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::privacy::store {

void insert(db::Tx& tx, const Notice& notice, auth::AccountId by);
std::optional<Notice> newest(db::Tx& tx, AgencyId agency);
/// Newest first, at most 100.
std::vector<Notice> notices(db::Tx& tx, AgencyId agency);

struct Acceptance {
  AgencyId agency;
  std::int64_t version = 0;
  std::int64_t account = 0;
  std::string email_key;
  Door door = Door::sign_in;
  Instant at;
};
/// Once for an address and version; a second time changes nothing.
void accept(db::Tx& tx, const Acceptance& acceptance);
bool has_accepted(db::Tx& tx, AgencyId agency, std::int64_t version, const std::string& email_key);
std::vector<Acceptance> acceptances(db::Tx& tx, const std::string& email_key);
void forget_acceptances(db::Tx& tx, const std::string& email_key, std::int64_t agency);

void insert(db::Tx& tx, const Request& request);
/// Newest first, at most `limit`.
std::vector<Request> requests(db::Tx& tx, AgencyId agency, int limit);
bool is_last_letter(db::Tx& tx, std::int64_t letter);
/// Requests that speak of this account, or were asked for by it.
std::vector<Request> requests_about(db::Tx& tx, std::int64_t account);
/// Their reasons, already without the person.
void put_reason(db::Tx& tx, RequestId id, const std::string& reason);

}  // namespace alianza::privacy::store
