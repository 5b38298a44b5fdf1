#include "features/workplans/listeners.h"

#include "features/workplans/actions.h"

namespace alianza::workplans {

void add_listeners(feature::Site& site) { organizations::follow_merges(site, merge, unmerge); }

}  // namespace alianza::workplans
