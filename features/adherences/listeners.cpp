#include "features/adherences/listeners.h"

#include <boost/json.hpp>

#include "features/adherences/actions.h"

namespace alianza::adherences {
namespace {

std::int64_t id_in(const boost::json::object& payload, const char* name) {
  const auto* text = payload.if_contains(name);
  return text != nullptr && text->is_string() ? id_from_text(std::string_view(text->as_string())).value_or(0) : 0;
}

}  // namespace

void add_listeners(feature::Site& site) {
  site.db.on("organization.merged", [](db::Tx& tx, const db::Event& event) -> Done {
    const auto payload = boost::json::parse(event.payload_json).as_object();
    merge(tx, id_in(payload, "merge"), OrganizationId(id_in(payload, "kept")), OrganizationId(id_in(payload, "gone")));
    return {};
  });
  site.db.on("organization.unmerged", [](db::Tx& tx, const db::Event& event) -> Done {
    const auto payload = boost::json::parse(event.payload_json).as_object();
    unmerge(tx, id_in(payload, "merge"), OrganizationId(id_in(payload, "gone")));
    return {};
  });
}

}  // namespace alianza::adherences
