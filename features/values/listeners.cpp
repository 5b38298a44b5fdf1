#include "features/values/listeners.h"

#include "features/organizations/actions.h"
#include "features/values/actions.h"

namespace alianza::values {

void add_listeners(feature::Site& site) {
  using organizations::Merging;
  organizations::follow_merges(
      site, [](db::Tx& tx, const Merging& m) { merge(tx, m.id, m.kept, m.gone); },
      [](db::Tx& tx, const Merging& m) { unmerge(tx, m.id, m.gone); });
}

}  // namespace alianza::values
