#include "features/accounts/accounts.h"

#include <charconv>
#include <optional>

#include "platform/auth/password.h"

namespace alianza::accounts {
namespace {

constexpr std::size_t longest_name = 120;
constexpr int usual_days = 90;
constexpr int most_days = 366;

Error marked() { return Error::invalid(_("Revise los datos marcados.")); }

std::optional<Lang> lang_from(std::string_view text) {
  if (text == "es") return Lang::es;
  if (text == "en") return Lang::en;
  return std::nullopt;
}

Profile read_profile(const std::string& name, const std::string& lang, Error& error) {
  Profile profile;
  auto text = parse_text(name, longest_name);
  if (!text)
    error.fields.push_back({"name", text.error().message});
  else if (text->empty())
    error.fields.push_back({"name", _("Escriba el nombre de la persona.")});
  else
    profile.name = std::move(*text);
  const auto chosen = lang_from(lang.empty() ? "es" : lang);
  if (!chosen) error.fields.push_back({"lang", _("Elija español o inglés.")});
  profile.lang = chosen.value_or(Lang::es);
  return profile;
}

}  // namespace

Result<Profile> parse(const ProfileInput& input) {
  auto error = marked();
  auto profile = read_profile(input.name, input.lang, error);
  if (!error.fields.empty()) return fail(std::move(error));
  return profile;
}

Result<NewAccount> parse(const AccountInput& input) {
  auto error = marked();
  NewAccount account;
  auto email = Email::parse(input.email);
  if (!email)
    error.fields.push_back({"email", email.error().message});
  else
    account.email = std::move(*email);
  account.profile = read_profile(input.name, input.lang, error);
  if (!error.fields.empty()) return fail(std::move(error));
  return account;
}

Done check(const PasswordInput& input, std::string_view email) {
  TRY(auth::check_password_rules(input.fresh, email, "password"));
  if (input.fresh != input.again) return fail(Error::field("again", _("No es igual a la anterior. Escríbala otra vez.")));
  return {};
}

Result<int> parse_days(std::string_view text) {
  const auto typed = trim(text);
  if (typed.empty()) return usual_days;
  int days = 0;
  const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), days);
  const bool whole = problem == std::errc() && end == typed.data() + typed.size();
  if (!whole || days < 1 || days > most_days) return fail(Error::field("days", _("Escriba una vigencia de 1 a 366 días.")));
  return days;
}

std::vector<Permission> permissions() {
  return {{"read", _("Leer todo lo que usted puede ver")},
          {"write", _("Leer y cambiar todo lo que usted puede")},
          {"agencies:read", _("Leer instituciones")},
          {"agencies:write", _("Cambiar instituciones")},
          {"alliances:read", _("Leer alianzas")},
          {"alliances:write", _("Cambiar alianzas")},
          {"organizations:read", _("Leer organizaciones")},
          {"organizations:write", _("Cambiar organizaciones")},
          {"committees:read", _("Leer comités")},
          {"committees:write", _("Cambiar comités")},
          {"meetings:read", _("Leer sesiones y reuniones")},
          {"meetings:write", _("Cambiar sesiones y reuniones")}};
}

Device device_of(std::string_view agent) {
  struct Mark {
    std::string_view text;
    const char* name;
  };
  // In this order: each browser also names the ones it descends from.
  constexpr std::array browsers = {Mark{"Edg/", "Edge"},          Mark{"OPR/", "Opera"},    Mark{"Firefox/", "Firefox"},
                                   Mark{"Chromium/", "Chromium"}, Mark{"CriOS/", "Chrome"}, Mark{"Chrome/", "Chrome"},
                                   Mark{"Safari/", "Safari"},     Mark{"curl/", "curl"}};
  constexpr std::array systems = {Mark{"Android", "Android"}, Mark{"iPhone", "iPhone"},  Mark{"iPad", "iPad"},
                                  Mark{"Windows", "Windows"}, Mark{"Mac OS X", "macOS"}, Mark{"CrOS", "ChromeOS"},
                                  Mark{"Linux", "Linux"}};
  Device device;
  for (const auto& mark : browsers)
    if (device.browser.empty() && agent.find(mark.text) != std::string_view::npos) device.browser = mark.name;
  for (const auto& mark : systems)
    if (device.system.empty() && agent.find(mark.text) != std::string_view::npos) device.system = mark.name;
  return device;
}

}  // namespace alianza::accounts
