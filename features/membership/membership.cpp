#include "features/membership/membership.h"

#include <algorithm>
#include <array>
#include <utility>

namespace alianza::membership {
namespace {

struct Row {
  Status status;
  std::string_view code;
};
constexpr std::array rows{
    Row{Status::invited, "invited"},
    Row{Status::active, "active"},
    Row{Status::suspended, "suspended"},
    Row{Status::withdrawn, "withdrawn"},
};

const Row& row(Status status) { return rows.at(static_cast<std::size_t>(status)); }

bool may_follow(std::optional<Status> from, Status to) {
  if (!from) return to == Status::invited || to == Status::active;
  switch (*from) {
    case Status::invited: return to == Status::active || to == Status::withdrawn;
    case Status::active: return to == Status::suspended || to == Status::withdrawn;
    case Status::suspended: return to == Status::active || to == Status::withdrawn;
    case Status::withdrawn: return to == Status::invited || to == Status::active;
  }
  return false;
}

}  // namespace

std::string_view code(Status status) { return row(status).code; }

std::optional<Status> status_from(std::string_view code) {
  const auto* found = std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.code == code; });
  return found == rows.end() ? std::nullopt : std::optional(found->status);
}

Message label(Status status) {
  switch (status) {
    case Status::invited: return _("Invitada");
    case Status::active: return _("Activa");
    case Status::suspended: return _("Suspendida");
    case Status::withdrawn: return _("Retirada");
  }
  return {};
}

std::optional<Message> refuses(std::optional<Status> from, Status to) {
  if (may_follow(from, to)) return std::nullopt;
  if (!from) return _("La organización todavía no participa en la alianza: primero invítela o regístrela como activa.");
  if (*from == to) return _("La organización ya tiene ese estado en la alianza.");
  return _("Ese cambio no sigue al estado actual de la organización en la alianza.");
}

bool needs_reason(Status to) { return to == Status::suspended || to == Status::withdrawn; }

bool Standing::holds(auth::Role role) const {
  return std::find(offices.begin(), offices.end(), role) != offices.end() ||
         std::find(posts.begin(), posts.end(), role) != posts.end();
}

bool Standing::has_seat(Status status) const {
  return std::any_of(seats.begin(), seats.end(), [&](const Seat& s) { return s.status == status; });
}

bool Standing::reads_as_member() const {
  return works_for_agency() || !posts.empty() || has_seat(Status::active) || has_seat(Status::suspended);
}

bool Standing::acts_for(OrganizationId organization) const {
  return std::any_of(seats.begin(), seats.end(),
                     [&](const Seat& s) { return s.organization == organization && s.status == Status::active; });
}

}  // namespace alianza::membership
