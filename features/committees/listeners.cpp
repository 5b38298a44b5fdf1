#include "features/committees/listeners.h"

#include "features/committees/actions.h"

namespace alianza::committees {

void add_listeners(feature::Site& site) { organizations::follow_merges(site, merge, unmerge); }

}  // namespace alianza::committees
