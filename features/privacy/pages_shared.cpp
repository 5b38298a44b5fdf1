#include "features/privacy/pages_shared.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/i18n/i18n.h"

namespace alianza::privacy {
namespace {

using feature::Fate;
using feature::PersonalRow;

html::Badge badge_of(Fate fate) {
  switch (fate) {
    case Fate::goes: return {html::Tone::bad, _("Se borra")};
    case Fate::nameless: return {html::Tone::warn, _("Queda sin su nombre")};
    case Fate::stays: return {html::Tone::off, _("Se conserva")};
  }
  return {};
}

/// In the language of who asks, as the page shows it.
std::string as_json(const http::Request& request, const Told& told) {
  boost::json::array rows;
  for (const auto& row : told.rows) {
    boost::json::object facts;
    for (const auto& fact : row.facts) facts[text(request, fact.name)] = fact.value;
    rows.push_back(boost::json::object{{"kind", text(request, row.kind)}, {"facts", std::move(facts)}});
  }
  return boost::json::serialize(boost::json::object{{"rows", std::move(rows)}});
}

views::Export as_document(const http::Request& request, const Told& told) {
  views::Export page;
  page.frame.subject = text(request, _("Datos personales"));
  page.frame.sender = "Alianza";
  page.frame.why = text(request, _("Es todo lo que este servidor guarda de la persona en el momento en que se pidió."));
  for (const auto& row : told.rows) {
    views::Export::Row drawn{row.kind, {}};
    for (const auto& fact : row.facts)
      if (!fact.value.empty()) drawn.facts.push_back({fact.name, fact.value});
    page.rows.push_back(std::move(drawn));
  }
  return page;
}

views::Sections gathered(const std::vector<PersonalRow>& rows, bool (*wanted)(Fate)) {
  views::Sections out;
  for (const auto fate : {Fate::goes, Fate::nameless, Fate::stays})
    for (const auto& row : rows) {
      if (row.fate != fate || !wanted(fate)) continue;
      const auto badge = badge_of(fate);
      const auto found = std::ranges::find_if(out.rows, [&](const views::Section& s) {
        return std::string_view(s.kind.key()) == row.kind.key() && s.fate.tone == badge.tone;
      });
      if (found == out.rows.end())
        out.rows.push_back({row.kind, 1, badge, row.ground});
      else
        ++found->count;
    }
  return out;
}

}  // namespace

std::vector<std::string> paragraphs_of(const std::string& body) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at < body.size()) {
    const auto end = std::min(body.find('\n', at), body.size());
    if (end > at) out.push_back(body.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

views::Sections sections_of(const std::vector<PersonalRow>& rows) {
  return gathered(rows, [](Fate) { return true; });
}

views::Sections kept_of(const std::vector<PersonalRow>& rows) {
  return gathered(rows, [](Fate fate) { return fate == Fate::stays; });
}

http::Response document_of(const http::Request& request, const Told& told, const std::string& format) {
  const auto name = text(request, _("datos-personales"));
  if (format == "json")
    return http::Response::download(as_json(request, told), "application/json; charset=utf-8", name + ".json").no_store();
  html::Out out(request.lang, 4096);
  render(as_document(request, told), out);
  return http::Response::download(std::move(out).take(), "text/html; charset=utf-8", name + ".html").no_store();
}

}  // namespace alianza::privacy
