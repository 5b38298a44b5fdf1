#include "features/installations/pages_shared.h"

#include "platform/base/typed.h"

namespace alianza::installations {
namespace {

Message quorum_of(const Record::Dynamics& d) {
  if (d.quorum_number > 0) return N_("Al menos {1} organización", "Al menos {1} organizaciones", d.quorum_number);
  if (d.quorum_percent > 0) return _("Más del {1} % de sus organizaciones").arg(std::int64_t{d.quorum_percent});
  return _("Sin quórum acordado");
}

std::string cadence_of(const Record::Dynamics& d, Lang lang) {
  const auto since = Date::parse(d.months_since);
  if (d.months == 0 || !since) return {};
  const auto from = i18n::month_year(lang, *since);
  return text(lang, d.months == 1 ? _("Sesiona cada mes desde {1}.").arg(from)
                                  : _("Sesiona cada {1} meses desde {2}.").arg(std::int64_t{d.months}).arg(from));
}

std::string since_text(const std::optional<Record::Officer>& o, Lang lang) {
  return o ? day_text(lang, o->since) : std::string();
}

}  // namespace

std::optional<int> edition_asked(const Request& request) {
  const auto& typed = request.query.get("edition");
  if (typed.empty()) return std::nullopt;
  return whole_number(typed).value_or(0);
}

std::string day_text(Lang lang, const std::string& day) {
  const auto date = Date::parse(day);
  return date ? i18n::full_date(lang, *date) : day;
}

views::Text text_of(Record record, Lang lang) {
  views::Text t;
  t.day = day_text(lang, record.installed_on);
  t.president_since = since_text(record.president, lang);
  t.secretary_since = since_text(record.secretary, lang);
  for (const auto& area : record.areas) {
    auto& into = t.areas.emplace_back(views::AreaView{area.title, {}});
    for (const auto& a : area.activities)
      into.activities.push_back({a.title, a.owner.empty() ? text(lang, _("El comité")) : a.owner,
                                 text(lang, _("{1} a {2}").arg(day_text(lang, a.starts)).arg(day_text(lang, a.due)))});
  }
  t.quorum = quorum_of(record.dynamics);
  t.base = committees::label(record.dynamics.voting_base);
  if (record.dynamics.edition > 0)
    t.rules_since = text(
        lang,
        _("Edición {1}, desde el {2}").arg(std::int64_t{record.dynamics.edition}).arg(day_text(lang, record.dynamics.since)));
  t.cadence = cadence_of(record.dynamics, lang);
  t.record = std::move(record);
  return t;
}

std::string declared_text(const alliances::Alliance& alliance, const Installation& act, Lang lang) {
  const auto zone = Zone::parse(alliance.zone).value_or(Zone());
  return text(lang, _("Versión {1}, declarada el {2} por {3}")
                        .arg(std::int64_t{act.edition})
                        .arg(i18n::full_date(lang, zone.date_of(act.declared_at)))
                        .arg(act.declared_by));
}

}  // namespace alianza::installations
