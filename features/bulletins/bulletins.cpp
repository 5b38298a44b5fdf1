#include "features/bulletins/bulletins.h"

#include <algorithm>

#include "platform/base/typed.h"

namespace alianza::bulletins {
namespace {

constexpr int default_minute = 9 * 60;

std::optional<CivilTime> civil(Error& error, const Input& input) {
  const auto day = trim(input.publish_on);
  const auto time = trim(input.publish_time);
  if (day.empty() && time.empty()) return std::nullopt;
  if (day.empty()) {
    error.fields.push_back({"publish_time", _("Escriba también el día.")});
    return std::nullopt;
  }
  const auto date = Date::parse(day);
  if (!date) error.fields.push_back({"publish_on", _("Escriba una fecha como 2026-03-31.")});
  if (!date || time.empty()) return date ? std::optional(CivilTime{*date, default_minute}) : std::nullopt;
  const auto at = CivilTime::parse(day + "T" + time);
  if (!at) error.fields.push_back({"publish_time", _("Escriba una hora como 09:30.")});
  return at;
}

}  // namespace

const Edition* current_on(const std::vector<Edition>& editions, Instant at) {
  const Edition* found = nullptr;
  for (const auto& edition : editions)
    if (edition.published_at && *edition.published_at <= at) found = &edition;
  return found;
}

const Edition* told_on(const Bulletin& bulletin, const std::vector<Edition>& editions, Instant at) {
  return current_on(editions, bulletin.withdrawn_at ? std::min(at, *bulletin.withdrawn_at) : at);
}

bool has_written(const std::vector<StepRow>& steps, EditionId edition, AccountId who) {
  return std::any_of(steps.begin(), steps.end(), [&](const StepRow& row) {
    return row.edition == edition && row.by == who && (row.step == Step::wrote || row.step == Step::submitted);
  });
}

Instant publication(const Edition& edition, const Zone& zone, Instant approved_at) {
  return edition.publish_on ? std::max(approved_at, zone.instant_of(*edition.publish_on)) : approved_at;
}

Result<Parsed> parse(const Input& input, Nature nature) {
  Parsed out;
  auto& e = out.edition;
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (!from_text(input.kind, out.kind)) error.fields.push_back({"kind", _("Elija si es comunicado o boletín.")});
  take(error, "title_es", parse_text(input.title_es, 200), e.title.es);
  take(error, "title_en", parse_text(input.title_en, 200), e.title.en);
  take(error, "summary_es", parse_text(input.summary_es, 600, Lines::many), e.summary.es);
  take(error, "summary_en", parse_text(input.summary_en, 600, Lines::many), e.summary.en);
  take(error, "body_es", parse_text(input.body_es, 20'000, Lines::many), e.body.es);
  take(error, "body_en", parse_text(input.body_en, 20'000, Lines::many), e.body.en);
  if (trim(input.title_es).empty()) error.fields.push_back({"title_es", _("Escriba el título.")});
  if (trim(input.body_es).empty()) error.fields.push_back({"body_es", _("Escriba el texto.")});
  if (nature == Nature::correction) {
    take(error, "correction_es", parse_text(input.correction_es, 600, Lines::many), e.correction.es);
    take(error, "correction_en", parse_text(input.correction_en, 600, Lines::many), e.correction.en);
    if (trim(input.correction_es).empty())
      error.fields.push_back({"correction_es", _("Escriba qué se corrige: se leerá junto al texto.")});
  }
  e.publish_on = civil(error, input);
  e.version = whole_number(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

Input as_input(const Bulletin& b, const Edition& e) {
  Input i;
  i.kind = to_text(b.kind);
  i.title_es = e.title.es;
  i.title_en = e.title.en;
  i.summary_es = e.summary.es;
  i.summary_en = e.summary.en;
  i.body_es = e.body.es;
  i.body_en = e.body.en;
  i.correction_es = e.correction.es;
  i.correction_en = e.correction.en;
  i.publish_on = e.publish_on ? e.publish_on->date.text() : "";
  i.publish_time = e.publish_on ? e.publish_on->clock_text() : "";
  i.version = std::to_string(e.version);
  return i;
}

}  // namespace alianza::bulletins
