#include "features/case_files/access.h"

namespace alianza::case_files {

bool may(Action action, const membership::Standing& standing, const Ties& ties) {
  const bool reads = standing.reads_as_member() && (ties.body || standing.works_for_agency());
  switch (action) {
    case Action::ask: return reads;
    // What is in it was for the asker alone; who lost the right to read it does not fetch it any more.
    case Action::fetch: return reads && ties.asker;
  }
  return false;
}

}  // namespace alianza::case_files
