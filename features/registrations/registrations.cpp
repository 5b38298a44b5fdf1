#include "features/registrations/registrations.h"

#include <algorithm>
#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"
#include "platform/i18n/zones.h"

namespace alianza::registrations {
namespace {

constexpr std::array<std::string_view, 3> replies{"silent", "coming", "not_coming"};
constexpr std::array<std::string_view, 2> audiences{"unwritten", "silent"};

}  // namespace

std::string_view to_text(Reply reply) { return word_of(replies, reply); }
bool from_text(std::string_view text, Reply& reply) { return read_word(replies, text, reply); }
std::string_view to_text(Audience audience) { return word_of(audiences, audience); }
bool from_text(std::string_view text, Audience& audience) { return read_word(audiences, text, audience); }

Message label(Reply reply) {
  switch (reply) {
    case Reply::silent: return _("Sin respuesta");
    case Reply::coming: return _("Asiste");
    case Reply::not_coming: return _("No asiste");
  }
  return {};
}

Message label(Audience audience) {
  return audience == Audience::unwritten ? _("A quienes aún no reciben carta") : _("A quienes no han respondido (recordatorio)");
}

Result<ReplyInput> parse(const ReplyInput& raw, Signed how) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  ReplyInput out;
  out.reply = raw.reply;
  if (Reply reply{}; !from_text(raw.reply, reply) || reply == Reply::silent)
    error.fields.push_back({"reply", _("Elija si la organización asiste.")});
  take(error, "persons", parse_text(raw.persons, 2400, Lines::many), out.persons);
  if (std::count(out.persons.begin(), out.persons.end(), '\n') >= static_cast<std::ptrdiff_t>(most_persons))
    error.fields.push_back({"persons", _("Escriba hasta {1} personas, una por renglón.").arg(std::int64_t{most_persons})});
  take(error, "note", parse_text(raw.note, 500, Lines::many), out.note);
  if (how == Signed::by_name) {
    take(error, "name", parse_text(raw.name, 120), out.name);
    if (trim(raw.name).empty()) error.fields.push_back({"name", _("Escriba su nombre.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

std::optional<Message> refuses_reply(const meetings::Meeting& m, const Zone& zone, Instant now) {
  if (m.state == meetings::State::cancelled) return _("La reunión se canceló.");
  const auto span = meetings::span_of(m, zone);
  if (m.state == meetings::State::held || (span && now >= span->to)) return _("La reunión ya terminó.");
  return std::nullopt;
}

std::string when_text(const meetings::Meeting& m, const Zone& zone, Lang lang) {
  if (!m.on) return i18n::text(lang, meetings::note(meetings::Precision::undated));
  auto out = m.until ? i18n::date_range(lang, *m.on, *m.until)
                     : i18n::weekday_date(lang, *m.on) + (lang == Lang::es ? " de " : " ") + std::to_string(m.on->year());
  if (!m.starts) return out;
  const auto hours =
      m.ends ? i18n::text(lang, _("{1} a {2}").arg(meetings::clock_text(*m.starts)).arg(meetings::clock_text(*m.ends)))
             : meetings::clock_text(*m.starts);
  return out + ", " + hours + ", " + i18n::zone_name(lang, zone, zone.instant_of({*m.on, *m.starts}));
}

void count(Tally& tally, const Registration* r) {
  if (r == nullptr || r->reply == Reply::silent) {
    ++tally.silent;
  } else if (r->reply == Reply::not_coming) {
    ++tally.not_coming;
  } else {
    ++tally.coming;
    for (std::size_t at = 0; at < r->persons.size();) {
      const auto end = std::min(r->persons.find('\n', at), r->persons.size());
      tally.persons += trim(std::string_view(r->persons).substr(at, end - at)).empty() ? 0 : 1;
      at = end + 1;
    }
  }
}

}  // namespace alianza::registrations
