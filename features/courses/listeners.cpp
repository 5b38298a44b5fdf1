#include "features/courses/listeners.h"

#include "features/courses/actions.h"
#include "features/organizations/actions.h"

namespace alianza::courses {

void add_listeners(feature::Site& site) {
  using organizations::Merging;
  organizations::follow_merges(
      site, [](db::Tx& tx, const Merging& m) { merge(tx, m.id, m.kept, m.gone); },
      [](db::Tx& tx, const Merging& m) { unmerge(tx, m.id, m.kept, m.gone); });
}

}  // namespace alianza::courses
