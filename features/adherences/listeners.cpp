#include "features/adherences/listeners.h"

#include "features/adherences/actions.h"
#include "features/organizations/actions.h"

namespace alianza::adherences {
void add_listeners(feature::Site& site) {
  using organizations::Merging;
  organizations::follow_merges(
      site, [](db::Tx& tx, const Merging& m) { merge(tx, m.id, m.kept, m.gone); },
      [](db::Tx& tx, const Merging& m) { unmerge(tx, m.id, m.gone); });
}

}  // namespace alianza::adherences
