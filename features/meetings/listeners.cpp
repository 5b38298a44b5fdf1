#include "features/meetings/listeners.h"

#include "features/meetings/actions.h"

namespace alianza::meetings {

void add_listeners(feature::Site& site) { organizations::follow_merges(site, merge, unmerge); }

}  // namespace alianza::meetings
