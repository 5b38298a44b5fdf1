#include "features/applications/applications.h"

#include <algorithm>
#include <array>

#include "platform/base/words.h"

namespace alianza::applications {
namespace {

constexpr std::array<std::string_view, 4> states{"unconfirmed", "pending", "accepted", "declined"};

/// The text; what is wrong with it goes to its field.
std::string take(Error& error, const char* field, const std::string& typed, std::size_t longest, Message missing,
                 Lines lines = Lines::one) {
  auto text = parse_text(typed, longest, lines);
  if (!text) {
    error.fields.push_back({field, text.error().message});
    return {};
  }
  if (text->empty() && !missing.empty()) error.fields.push_back({field, std::move(missing)});
  return std::move(*text);
}

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
Message label(State state) {
  switch (state) {
    case State::unconfirmed: return _("Sin confirmar");
    case State::pending: return _("Por decidir");
    case State::accepted: return _("Aceptada");
    case State::declined: return _("Declinada");
  }
  return {};
}

Result<Application> parse(const Input& input) {
  Application a;
  auto error = Error::invalid(_("Revise los datos marcados."));
  a.organization_name = take(error, "organization", input.organization, 200, _("Escriba el nombre de la organización."));
  if (!from_text(input.type, a.type) || a.type == organizations::OrganizationType::unspecified)
    error.fields.push_back({"type", _("Elija de qué tipo es la organización.")});
  a.person_name = take(error, "name", input.name, 120, _("Escriba su nombre."));
  a.position = take(error, "position", input.position, 120, {});
  if (auto email = Email::parse(input.email))
    a.email = std::move(*email);
  else
    error.fields.push_back({"email", email.error().message});
  a.why = take(error, "why", input.why, 2000, _("Cuente por qué quieren participar."), Lines::many);
  if (!error.fields.empty()) return fail(std::move(error));
  return a;
}

const std::vector<organizations::OrganizationType>& guest_types() {
  using organizations::OrganizationType;
  static const std::vector<OrganizationType> types{OrganizationType::civil_society, OrganizationType::cooperative,
                                                   OrganizationType::social_enterprise};
  return types;
}

Result<Application> parse_guest(const Input& input) {
  auto parsed = parse(input);
  const auto& types = guest_types();
  organizations::OrganizationType type{};
  const bool fits = from_text(input.type, type) && std::find(types.begin(), types.end(), type) != types.end();
  if (fits) return parsed;
  auto error = parsed ? Error::invalid(_("Revise los datos marcados.")) : parsed.error();
  std::erase_if(error.fields, [](const auto& field) { return field.field == "type"; });
  error.fields.push_back(
      {"type",
       _("Elija organización de la sociedad civil, cooperativa o empresa social. A los gobiernos los vincula la institución.")});
  return fail(std::move(error));
}

std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    if (const auto trimmed = trim(line); !trimmed.empty()) out.emplace_back(trimmed);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return out;
}

}  // namespace alianza::applications
