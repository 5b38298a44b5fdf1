#include "features/bulletins/access.h"

namespace alianza::bulletins {

bool may(Action action, const membership::Standing& standing, Writer writer) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::keep: return standing.convenes();
    case Action::approve: return standing.convenes() && writer == Writer::no;
  }
  return false;
}

}  // namespace alianza::bulletins
