#include "features/preferences/listeners.h"

#include "features/preferences/actions.h"

namespace alianza::preferences {

void add_listeners(feature::Site& site) { organizations::follow_merges(site, merge, unmerge); }

}  // namespace alianza::preferences
