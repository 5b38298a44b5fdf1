#include "features/documents/pages_shared.h"

#include "features/committees/actions.h"

namespace alianza::document {

html::Badge badge(Confidentiality level) {
  switch (level) {
    case Confidentiality::everyone: return {html::Tone::ok, label(level), "world"};
    case Confidentiality::members: return {html::Tone::info, label(level), "users"};
    case Confidentiality::committee: return {html::Tone::info, label(level), "sitemap"};
    case Confidentiality::secretariat: return {html::Tone::warn, label(level), "lock"};
    case Confidentiality::restricted: return {html::Tone::bad, label(level), "lock"};
  }
  return {};
}

std::string moment_text(const alliances::Alliance& alliance, Instant at, Lang lang) {
  return i18n::date_time(lang, Zone::parse(alliance.zone).value_or(Zone()).civil_of(at));
}

Bodies bodies_of(db::Tx& tx, AllianceId alliance, Lang lang) {
  Bodies out;
  for (const auto& listed : committees::of_alliance(tx, alliance))
    out.emplace(listed.committee.id, listed.committee.name.in(lang));
  return out;
}

views::Row row_view(const Document& d, const Bodies& bodies, Lang lang) {
  const auto body = bodies.find(d.committee);
  return {.url = page_url(d.alliance, d.id),
          .title = d.title,
          .kind = label(d.kind),
          .author = d.author,
          .body = body == bodies.end() ? i18n::text(lang, _("Toda la alianza")) : body->second,
          .on = d.on,
          .level = badge(d.confidentiality),
          .versions = d.versions};
}

}  // namespace alianza::document
