// The words of roles and scopes.
#include <array>

#include "platform/auth/appointments.h"

namespace alianza::auth {
namespace {

struct Office {
  Role role;
  std::string_view word;
  ScopeKind scope;
};

constexpr std::array offices = {
    Office{Role::server_operator, "operator", ScopeKind::server},
    Office{Role::director, "director", ScopeKind::agency},
    Office{Role::secretariat, "secretariat", ScopeKind::agency},
    Office{Role::legal, "legal", ScopeKind::agency},
    Office{Role::fund, "fund", ScopeKind::agency},
    Office{Role::registry, "registry", ScopeKind::agency},
    Office{Role::auditor, "auditor", ScopeKind::agency},
    Office{Role::facilitator, "facilitator", ScopeKind::alliance},
    Office{Role::expert, "expert", ScopeKind::alliance},
    Office{Role::evaluator, "evaluator", ScopeKind::alliance},
    Office{Role::observer, "observer", ScopeKind::alliance},
    Office{Role::representative, "representative", ScopeKind::organization},
    Office{Role::delegate, "delegate", ScopeKind::organization},
};

constexpr std::array<std::string_view, 4> kinds = {"server", "agency", "alliance", "organization"};

const Office& office(Role role) {
  const auto& found = offices.at(static_cast<std::size_t>(role));
  ENSURE(found.role == role);
  return found;
}

}  // namespace

std::string_view word(Role role) { return office(role).word; }
std::string_view word(ScopeKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
ScopeKind scope_of(Role role) { return office(role).scope; }

std::optional<Role> role_from(std::string_view word) {
  for (const auto& office : offices)
    if (office.word == word) return office.role;
  return std::nullopt;
}

std::optional<ScopeKind> scope_kind_from(std::string_view word) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds.at(i) == word) return static_cast<ScopeKind>(i);
  return std::nullopt;
}

bool from_text(std::string_view text, Role& role) {
  const auto found = role_from(text);
  if (found) role = *found;
  return found.has_value();
}

bool from_text(std::string_view text, ScopeKind& kind) {
  const auto found = scope_kind_from(text);
  if (found) kind = *found;
  return found.has_value();
}

Message name_of(Role role) {
  switch (role) {
    case Role::server_operator: return _("Operación del servidor");
    case Role::director: return _("Dirección");
    case Role::secretariat: return _("Secretariado");
    case Role::legal: return _("Jurídico y riesgos");
    case Role::fund: return _("Responsable del fondo");
    case Role::registry: return _("Responsable del registro");
    case Role::auditor: return _("Auditoría");
    case Role::facilitator: return _("Facilitación");
    case Role::expert: return _("Especialista técnico");
    case Role::evaluator: return _("Evaluación");
    case Role::observer: return _("Observación");
    case Role::representative: return _("Representante");
    case Role::delegate: return _("Suplente");
  }
  return {};
}

}  // namespace alianza::auth
