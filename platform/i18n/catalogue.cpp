#include "platform/i18n/catalogue.h"

#include <boost/locale/gnu_gettext.hpp>
#include <limits>
#include <locale>

namespace alianza::i18n {
namespace {

using Facet = boost::locale::message_format<char>;

std::locale load() {
  namespace gettext = boost::locale::gnu_gettext;
  gettext::messages_info info;
  info.language = "en";
  info.encoding = "UTF-8";
  info.domains.emplace_back("alianza");
  info.paths.emplace_back("embedded");
  info.callback = [](const std::string& file, const std::string&) {
    const auto bytes = embedded_english();
    if (file != "embedded/en/LC_MESSAGES/alianza.mo") return std::vector<char>();
    return std::vector<char>(bytes.begin(), bytes.end());
  };
  return {std::locale::classic(), gettext::create_messages_facet<char>(info)};  // the locale owns the facet
}

const Facet& facet() {
  static const auto& english = *new std::locale(load());  // never destroyed: pages may be drawn until the very end
  return std::use_facet<Facet>(english);
}

}  // namespace

const char* english(const char* key) { return *key == '\0' ? nullptr : facet().get(0, nullptr, key); }

const char* english(const char* one, const char* many, std::int64_t n) {
  (void)many;  // gettext finds a plural by its first form
  const auto number = static_cast<int>(std::min<std::int64_t>(n, std::numeric_limits<int>::max()));
  return facet().get(0, nullptr, one, number);
}

}  // namespace alianza::i18n
