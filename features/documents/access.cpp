#include "features/documents/access.h"

namespace alianza::document {
namespace {

bool may_read(const membership::Standing& standing, const Ties& ties, Confidentiality level) {
  if (!standing.reads_as_member()) return false;
  switch (level) {
    case Confidentiality::everyone:
    case Confidentiality::members: return true;
    case Confidentiality::committee: return ties.officer || ties.member || standing.works_for_agency();
    case Confidentiality::secretariat: return standing.convenes();
    case Confidentiality::restricted:
      return standing.directs() || standing.holds(auth::Role::legal) || (standing.convenes() && ties.uploader);
  }
  return false;
}

}  // namespace

bool may(Action action, const membership::Standing& standing, const Ties& ties, Confidentiality level) {
  switch (action) {
    case Action::read: return may_read(standing, ties, level);
    case Action::write: {
      if (standing.convenes()) return may_read(standing, ties, level);
      // What the public reads is for the secretariat to say. An officer's own organisation must be active.
      const bool inside = level == Confidentiality::members || level == Confidentiality::committee;
      return inside && ties.officer && standing.has_seat(membership::Status::active);
    }
  }
  return false;
}

}  // namespace alianza::document
