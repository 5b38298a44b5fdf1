#include "features/results/access.h"

namespace alianza::results {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    // As the answers themselves (features/surveys): any office of the agency.
    case Action::read: return standing.works_for_agency();
    case Action::read_open: return standing.reads_as_member();
    case Action::keep: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::results
