#include "features/priorities/listeners.h"

#include "features/priorities/actions.h"

namespace alianza::priorities {

void add_listeners(feature::Site& site) { organizations::follow_merges(site, merge, unmerge); }

}  // namespace alianza::priorities
