// The audit lines of an organisation, as people read them.
#include <boost/json.hpp>

#include "features/organizations/actions_shared.h"
#include "platform/auth/accounts.h"

namespace alianza::organizations {
namespace {

/// A value of an audit line as text; what is personal is only told to have changed.
std::string text_of(const boost::json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_null()) return {};
  if (value.is_object()) return "…";
  return boost::json::serialize(value);
}

std::vector<Difference> changes_of(const std::string& fields) {
  std::vector<Difference> out;
  const auto parsed = boost::json::parse(fields);
  for (const auto& [name, pair] : parsed.as_object()) {
    const auto& values = pair.as_array();
    out.push_back({std::string(name), text_of(values.at(0)), text_of(values.at(1))});
  }
  return out;
}

}  // namespace

std::vector<HistoryLine> history(db::Tx& tx, const Seen& seen, std::int64_t before, int limit) {
  std::vector<HistoryLine> out;
  if (!seen.is_private_shown) return out;
  const auto& o = seen.organization;
  const auto lines = audit::history(tx, o.agency.value(), "organization", o.id.value(), before, limit);
  std::vector<auth::AccountId> accounts;
  for (const auto& line : lines)
    if (line.actor != 0) accounts.emplace_back(line.actor);
  std::map<std::int64_t, std::string> names;
  for (const auto& account : auth::find_accounts(tx, accounts)) names.emplace(account.id.value(), account.name);
  for (const auto& line : lines) {
    const auto by = names.find(line.actor);
    out.push_back({line.id, Instant::parse(line.at).value_or(Instant()), by == names.end() ? std::string() : by->second,
                   line.verb, changes_of(line.fields)});
  }
  return out;
}

}  // namespace alianza::organizations
