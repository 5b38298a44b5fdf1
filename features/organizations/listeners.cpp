#include "features/organizations/listeners.h"

#include <boost/json.hpp>

#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"

namespace alianza::organizations {

Done follow_membership(db::Tx& tx, const db::Event& event) {
  const auto organization = store::find(tx, OrganizationId(event.subject));
  if (!organization) return {};  // membership knows organisations by id only; this one is not of the directory
  const auto payload = boost::json::parse(event.payload_json).as_object();
  const auto text = [&](const char* name) { return std::string_view(payload.at(name).as_string()); };
  const auto alliance = AllianceId::parse(text("alliance"));
  const auto since = Date::parse(text("since"));
  ENSURE(alliance && since);
  const auto status = membership::status_from(text("status"));
  store::put_participation(tx, *organization, {*alliance, status, *since});
  index_in(tx, *organization, *alliance, status);
  return {};
}

}  // namespace alianza::organizations
