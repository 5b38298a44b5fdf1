#include "platform/feature/shell.h"

#include <fmt/format.h>

#include <map>

#include "platform/auth/policy.h"
#include "platform/http/assets.h"
#include "platform/i18n/i18n.h"

namespace alianza::feature {
namespace {

constexpr const char* notice_parameter = "done";

std::map<std::string, const char*>& notices() {
  static std::map<std::string, const char*> all;
  return all;
}

/// FNV-1a: short, the same in every process; a test sees that no two notices share a number.
std::string number_of(std::string_view key) {
  std::uint32_t hash = 2166136261U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return fmt::format("{:08x}", hash);
}

views::Foot foot_in(Lang lang) {
  const auto link = [&](Message title, http::Url url) { return views::Link{i18n::text(lang, title), std::move(url), false}; };
  return {{link(_("Aviso de privacidad"), http::Url("/privacy")), link(_("Accesibilidad"), http::Url("/accessibility")),
           link(_("API"), http::Url("/api")), link(_("Licencia"), http::Url("/licence"))}};
}

std::string first_character(std::string_view word) {
  std::size_t size = 1;
  while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) ++size;
  return std::string(word.substr(0, size));
}

}  // namespace

views::Shell public_shell(const http::Request& request, const std::string& title) {
  views::Shell s;
  s.lang = request.lang;
  s.title = title.empty() ? "Alianza" : title + " · Alianza";
  s.here = request.here().without(notice_parameter);
  return s;
}

views::Shell shell(http::Request& request, const std::string& title) {
  auto s = public_shell(request, title);
  if (const auto notice = Notice::found_in(request); !notice.empty()) s.notice = i18n::text(request.lang, notice);
  if (const auto& actor = auth::actor_of(request)) {
    s.home = http::Url("/alliances");
    s.person = views::Person{actor->name, {}, initials(actor->name)};
    if (actor->server_operator) s.person->office = i18n::text(request.lang, _("Opera el servidor"));
  }
  return s;
}

namespace views {

const http::Url Shell::main = http::Url::on_this_page("main");
const http::Url Shell::sign_in("/sign-in");
const http::Url Shell::sign_out("/sign-out");
const http::Url Shell::account("/account");
const http::Url Shell::switch_place("/alliances");

const http::Url& Shell::mark() {
  static const auto url = http::asset_url("icons.svg").fragment("mark");
  return url;
}
const http::Url& Shell::style_sheet() {
  static const auto url = http::asset_url("app.css");
  return url;
}
const http::Url& Shell::script() {
  static const auto url = http::asset_url("app.js");
  return url;
}
const http::Url& Shell::font() {
  static const auto url = http::asset_url("sans.woff2");
  return url;
}
const http::Url& Shell::favicon() {
  static const auto url = http::asset_url("favicon.svg");
  return url;
}

const html::Safe& Shell::foot() const {
  static const html::Safe spanish = html::draw(Lang::es, foot_in(Lang::es));
  static const html::Safe english = html::draw(Lang::en, foot_in(Lang::en));
  return lang == Lang::es ? spanish : english;
}

Surroundings drawn(Lang lang, std::vector<Section> menu, const StageStrip& stages) {
  Surroundings out;
  for (const auto& section : menu)
    for (const auto& page : section.pages)
      if (page.current && out.current_page.empty()) out.current_page = page.title;
  out.phone_menu = html::draw(lang, PhoneMenu{menu});
  out.menu_rows = html::draw(lang, MenuRows{std::move(menu)});
  out.stages = html::draw(lang, stages);
  return out;
}

}  // namespace views

std::string initials(std::string_view name) {
  const auto first = name.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  name = name.substr(first, name.find_last_not_of(' ') - first + 1);
  const auto last = name.rfind(' ');
  return first_character(name) + (last == std::string_view::npos ? std::string() : first_character(name.substr(last + 1)));
}

Notice::Notice(const char* key) : number_(number_of(key)) {
  const auto [place, fresh] = notices().emplace(number_, key);
  ENSURE(fresh || std::string_view(place->second) == key);
}

http::Url Notice::at(http::Url url) const { return std::move(url).set(notice_parameter, number_); }

Message Notice::found_in(const http::Request& request) {
  const auto found = notices().find(request.query.get(notice_parameter));
  return found == notices().end() ? Message() : Message(found->second);
}

}  // namespace alianza::feature

std::string alianza::text(const http::Request& request, const Message& message) { return i18n::text(request.lang, message); }
