#include "platform/html/steps.h"

namespace alianza::html {

std::string_view passed_word(Passed p) { return p == Passed::done ? "done" : p == Passed::now ? "now" : "next"; }

std::string_view TimelineFact::point_class() const {
  if (outside) return "point point-outside";
  const bool exact = precision == i18n::Precision::day || precision == i18n::Precision::range;
  return exact ? "point" : "point point-about";
}

std::string TimelineFact::machine_date() const {
  switch (precision) {
    case i18n::Precision::day:
    case i18n::Precision::communique:
    case i18n::Precision::range: return date.text();
    case i18n::Precision::month:
    case i18n::Precision::early_month:
    case i18n::Precision::mid_month:
    case i18n::Precision::late_month: return date.text().substr(0, 7);
    case i18n::Precision::year: return date.text().substr(0, 4);
    default: return {};
  }
}

}  // namespace alianza::html
