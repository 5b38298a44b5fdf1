#include "features/values/values.h"

#include <algorithm>
#include <cmath>

#include "platform/base/money.h"
#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::values {
namespace {

constexpr std::array<std::string_view, reason_count> reason_words{"strategic_interests", "shared_change", "business_case",
                                                                  "emergency_channel",   "positioning",   "flexibility"};
constexpr std::array<std::string_view, 6> area_words{"government_relations", "human_resources", "operations",
                                                     "public_relations",     "sales",           "social_responsibility"};
constexpr std::array<std::string_view, 3> result_words{"", "experience", "engagement"};
constexpr std::size_t most_digits = 12;
constexpr std::size_t decimals = 3;
constexpr std::int64_t thousand = 1000;

void take_amount(Error& error, const char* field, const std::string& typed, Amount& place) {
  if (const auto amount = Amount::parse(typed))
    place = *amount;
  else
    error.fields.push_back({field, amount.error().message});
}
void take_day(Error& error, const char* field, const std::string& typed, Date& place) {
  if (const auto day = parse_day(field, typed))
    place = *day;
  else
    error.fields.push_back(day.error().fields.front());
}

}  // namespace

const std::vector<Reason>& reasons() {
  static const std::vector<Reason> all{Reason::strategic_interests, Reason::shared_change, Reason::business_case,
                                       Reason::emergency_channel,   Reason::positioning,   Reason::flexibility};
  return all;
}
std::string_view to_text(Reason reason) { return word_of(reason_words, reason); }
Message label(Reason reason) {
  switch (reason) {
    case Reason::strategic_interests: return _("Nuestros intereses estratégicos: mercados, indicadores de las áreas");
    case Reason::shared_change: return _("El interés común en un cambio");
    case Reason::business_case: return _("Casos de negocio alineados con los ODS");
    case Reason::emergency_channel: return _("Un canal para emergencias");
    case Reason::positioning: return _("Posicionamiento y relaciones");
    case Reason::flexibility: return _("Poder invitar a organizaciones sociales, cooperativas y empresas sociales");
  }
  return {};
}

Result<Ranks> parse_ranks(const std::array<std::string, reason_count>& typed) {
  Ranks ranks{};
  Error error = Error::invalid(_("Revise los datos marcados."));
  bool any = false;
  for (const auto reason : reasons()) {
    const auto at = static_cast<std::size_t>(reason);
    const auto text = trim(typed.at(at));
    if (text.empty()) continue;
    any = true;
    const auto rank = whole_number<std::int64_t>(text);
    if (!rank || *rank < 1 || *rank > reason_count)
      error.fields.push_back({std::string(to_text(reason)), _("Escriba un lugar del 1 al 6, o déjelo en blanco.")});
    else
      ranks.at(at) = *rank;
  }
  if (!any) error.fields.push_back({std::string(to_text(reasons().front())), _("Dé su lugar al menos a una razón.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return ranks;
}

std::vector<Reason> in_order(const Ranks& ranks) {
  std::vector<Reason> out;
  for (const auto reason : reasons())
    if (ranks.at(static_cast<std::size_t>(reason)) > 0) out.push_back(reason);
  std::stable_sort(out.begin(), out.end(), [&](Reason a, Reason b) {
    return ranks.at(static_cast<std::size_t>(a)) < ranks.at(static_cast<std::size_t>(b));
  });
  return out;
}

std::optional<double> ReasonCount::mean() const {
  if (named == 0) return std::nullopt;
  return static_cast<double>(rank_sum) / static_cast<double>(named);
}

std::vector<ReasonCount> count(const std::vector<Ranks>& rankings) {
  std::vector<ReasonCount> out;
  for (const auto reason : reasons()) {
    ReasonCount row{reason};
    for (const auto& ranks : rankings) {
      const auto rank = ranks.at(static_cast<std::size_t>(reason));
      row.named += rank > 0 ? 1 : 0;
      row.first += rank == 1 ? 1 : 0;
      row.rank_sum += rank;
    }
    out.push_back(row);
  }
  std::stable_sort(out.begin(), out.end(), [](const ReasonCount& a, const ReasonCount& b) {
    if (a.named != b.named) return a.named > b.named;
    return a.rank_sum * b.named < b.rank_sum * a.named;
  });
  return out;
}

const std::vector<Area>& areas() {
  static const std::vector<Area> all{Area::government_relations, Area::human_resources, Area::operations,
                                     Area::public_relations,     Area::sales,           Area::social_responsibility};
  return all;
}
std::string_view to_text(Area area) { return word_of(area_words, area); }
bool from_text(std::string_view text, Area& area) { return read_word(area_words, text, area); }
Message label(Area area) {
  switch (area) {
    case Area::government_relations: return _("Relaciones con gobierno");
    case Area::human_resources: return _("Recursos humanos");
    case Area::operations: return _("Operaciones");
    case Area::public_relations: return _("Relaciones públicas");
    case Area::sales: return _("Ventas");
    case Area::social_responsibility: return _("Responsabilidad social");
  }
  return {};
}

Result<Amount> Amount::parse(std::string_view typed) {
  const auto wrong = [] { return fail(Error::invalid(_("Escriba un número, con tres decimales a lo más: 1250.5"))); };
  auto text = trim(typed);
  std::erase(text, ',');
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = std::string_view(text).substr(0, point);
  auto fraction = point == text.size() ? std::string() : text.substr(point + 1);
  const auto digits = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || whole.size() > most_digits || fraction.size() > decimals || !digits(whole) || !digits(fraction))
    return wrong();
  if (point != text.size() && fraction.empty()) return wrong();
  fraction.resize(decimals, '0');
  const auto milli = *whole_number<std::int64_t>(whole) * thousand + *whole_number<std::int64_t>(fraction);
  return Amount{negative ? -milli : milli};
}

std::string Amount::text() const {
  const auto size = milli < 0 ? -milli : milli;
  auto out = (milli < 0 ? "-" : "") + grouped(size / thousand);
  auto fraction = std::to_string(thousand + size % thousand).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? out : out + "." + fraction;
}

std::string_view to_text(ResultKind kind) { return word_of(result_words, kind); }
bool from_text(std::string_view text, ResultKind& kind) { return read_word(result_words, text, kind); }
std::string Origin::text() const {
  if (kind == ResultKind::none) return {};
  return std::string(to_text(kind)) + ":" + id_to_text(id);
}
std::optional<Origin> Origin::parse(std::string_view typed) {
  const auto text = trim(typed);
  if (text.empty()) return Origin{};
  const auto colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  Origin out;
  const auto id = Id<struct AnyResultTag>::parse(text.substr(colon + 1));
  if (!from_text(std::string_view(text).substr(0, colon), out.kind) || out.kind == ResultKind::none || !id) return std::nullopt;
  out.id = id->value();
  return out;
}

std::optional<std::int64_t> progress(const Kpi& kpi, const std::vector<Measure>& measures) {
  const auto latest = std::max_element(measures.begin(), measures.end(), [](const Measure& a, const Measure& b) {
    return std::pair(a.on, a.id) < std::pair(b.on, b.id);
  });
  if (latest == measures.end() || kpi.target == kpi.baseline) return std::nullopt;
  const auto way = static_cast<long double>(kpi.target.milli - kpi.baseline.milli);
  const auto gone = static_cast<long double>(latest->value.milli - kpi.baseline.milli);
  return static_cast<std::int64_t>(std::trunc(gone * 100 / way));
}

Result<Kpi> parse(const KpiInput& input) {
  Kpi k;
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (!from_text(trim(input.area), k.area)) error.fields.push_back({"area", _("Elija un área de la lista.")});
  take(error, "title", parse_text(input.title, 200), k.title);
  if (trim(input.title).empty()) error.fields.push_back({"title", _("Escriba qué se mide.")});
  take(error, "unit", parse_text(input.unit, 60), k.unit);
  if (trim(input.unit).empty()) error.fields.push_back({"unit", _("Escriba la unidad: personas, pesos, por ciento…")});
  const auto before = error.fields.size();
  take_amount(error, "baseline", input.baseline, k.baseline);
  take_amount(error, "target", input.target, k.target);
  if (error.fields.size() == before && k.baseline == k.target)
    error.fields.push_back({"target", _("La meta es igual al punto de partida.")});
  take_day(error, "baseline_on", input.baseline_on, k.baseline_on);
  take_day(error, "target_on", input.target_on, k.target_on);
  if (k.target_on < k.baseline_on && Date::parse(trim(input.target_on)))
    error.fields.push_back({"target_on", _("La meta es anterior al punto de partida. Revise las fechas.")});
  k.version = whole_number<std::int64_t>(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return k;
}

KpiInput as_input(const Kpi& k) {
  return {
      std::string(to_text(k.area)), k.title, k.unit, k.baseline.text(), k.baseline_on.text(), k.target.text(), k.target_on.text(),
      std::to_string(k.version)};
}

Result<Measure> parse(const MeasureInput& input, Date today) {
  Measure m;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take_amount(error, "value", input.value, m.value);
  take_day(error, "on", input.on, m.on);
  if (today < m.on) error.fields.push_back({"on", _("Ese día todavía no llega.")});
  take(error, "evidence", parse_text(input.evidence, 1000, Lines::many), m.evidence);
  if (trim(input.evidence).empty()) error.fields.push_back({"evidence", _("Escriba de dónde sale la medición.")});
  if (const auto origin = Origin::parse(input.origin))
    m.origin = *origin;
  else
    error.fields.push_back({"origin", _("Elija un resultado de la lista.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return m;
}

}  // namespace alianza::values
