#include "features/xlsforms/access.h"

namespace alianza::xlsforms {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::bring: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::xlsforms
