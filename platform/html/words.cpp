#include "platform/html/words.h"

#include "platform/i18n/i18n.h"

namespace alianza::html {
namespace {

struct InLang {
  Lang lang;
  std::string operator()(const std::string& s) const { return s; }
  std::string operator()(const Message& m) const { return i18n::text(lang, m); }
  std::string operator()(const LocalizedText& t) const { return t.in(lang); }
};

}  // namespace

std::string Words::in(Lang lang) const { return std::visit(InLang{lang}, value_); }

}  // namespace alianza::html
