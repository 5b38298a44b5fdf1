#include "features/priorities/access.h"

namespace alianza::priorities {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::plan: return standing.works_for_agency();
    case Action::keep: return standing.convenes();
  }
  return false;
}

Eyes eyes_of(const membership::Standing& standing) { return standing.works_for_agency() ? Eyes::office : Eyes::member; }

}  // namespace alianza::priorities
