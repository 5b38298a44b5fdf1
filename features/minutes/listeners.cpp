#include "features/minutes/listeners.h"

#include <boost/json.hpp>

#include "features/minutes/actions.h"

namespace alianza::minutes {
namespace {

/// {"merge":"…","kept":"…","gone":"…","on":"2026-03-31"}
Merge merge_of(const db::Event& event) {
  const auto payload = boost::json::parse(event.payload_json).as_object();
  const auto id = [&](const char* name) {
    const auto* text = payload.if_contains(name);
    return text != nullptr && text->is_string() ? id_from_text(std::string_view(text->as_string())).value_or(0) : 0;
  };
  Merge m{id("merge"), OrganizationId(id("kept")), OrganizationId(id("gone"))};
  ENSURE(m.id != 0 && m.kept && m.gone);
  return m;
}

}  // namespace

void add_listeners(feature::Site& site) {
  site.db.on("organization.merged", [](db::Tx& tx, const db::Event& event) -> Done {
    merge(tx, merge_of(event));
    return {};
  });
  site.db.on("organization.unmerged", [](db::Tx& tx, const db::Event& event) -> Done {
    unmerge(tx, merge_of(event));
    return {};
  });
}

}  // namespace alianza::minutes
