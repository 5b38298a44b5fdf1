#include "features/surveys/surveys.h"

#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::surveys {
namespace {

constexpr std::array<std::string_view, 3> states{"draft", "open", "closed"};
constexpr std::array<std::string_view, 3> respondents{"organization", "person", "anonymous"};
constexpr std::array<std::string_view, 7> letters{"drafted", "queued", "sent", "failed", "unsure", "bounced", "revoked"};
constexpr std::array<std::string_view, 4> progresses{"silent", "started", "answered", "untold"};

void parse_days(const Input& input, Date today, Survey& survey, Error& error) {
  const auto day = [&](const char* field, const std::string& raw, Date& into) {
    auto parsed = parse_day(field, raw);
    if (!parsed) return error.fields.push_back(parsed.error().fields.front());
    into = *parsed;
  };
  const auto before = error.fields.size();
  day("opens_on", input.opens_on, survey.opens_on);
  day("closes_on", input.closes_on, survey.closes_on);
  if (error.fields.size() != before) return;
  if (survey.closes_on < survey.opens_on)
    error.fields.push_back({"closes_on", _("Se cierra el día en que se abre o después.")});
  else if (survey.closes_on < today)
    error.fields.push_back({"closes_on", _("Escriba una fecha igual o posterior al {1}.").arg(today.text())});
}

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
Message label(State state) {
  switch (state) {
    case State::draft: return _("En preparación");
    case State::open: return _("Abierta");
    case State::closed: return _("Cerrada");
  }
  return {};
}

std::string_view to_text(Respondent respondent) { return word_of(respondents, respondent); }
bool from_text(std::string_view text, Respondent& respondent) { return read_word(respondents, text, respondent); }
Message label(Respondent respondent) {
  switch (respondent) {
    case Respondent::organization: return _("Una respuesta por organización");
    case Respondent::person: return _("Una respuesta por persona");
    case Respondent::anonymous: return _("Anónima, una respuesta por persona");
  }
  return {};
}

VersionId designed(const Survey& survey) { return survey.design ? survey.design : survey.live; }

State state_on(const Survey& survey, Date today) {
  return survey.state == State::open && survey.closes_on < today ? State::closed : survey.state;
}

Result<Survey> parse(const Input& input, Date today) {
  Survey s;
  auto error = Error::invalid(_("Revise los datos marcados."));
  take(error, "title_es", parse_text(input.title_es, 150), s.title.es);
  take(error, "title_en", parse_text(input.title_en, 150), s.title.en);
  take(error, "intro_es", parse_text(input.intro_es, 4000, Lines::many), s.intro.es);
  take(error, "intro_en", parse_text(input.intro_en, 4000, Lines::many), s.intro.en);
  if (trim(input.title_es).empty()) error.fields.push_back({"title_es", _("Escriba el título de la encuesta.")});
  parse_days(input, today, s, error);
  if (!from_text(input.answered_by, s.answered_by)) error.fields.push_back({"answered_by", _("Elija quién responde.")});
  s.version = whole_number<std::int64_t>(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return s;
}

Input as_input(const Survey& s) {
  Input i;
  i.title_es = s.title.es;
  i.title_en = s.title.en;
  i.intro_es = s.intro.es;
  i.intro_en = s.intro.en;
  i.opens_on = s.opens_on.text();
  i.closes_on = s.closes_on.text();
  i.answered_by = to_text(s.answered_by);
  i.from_template = s.from_template;
  i.version = std::to_string(s.version);
  return i;
}

std::string_view to_text(Letter letter) { return word_of(letters, letter); }
bool from_text(std::string_view text, Letter& letter) { return read_word(letters, text, letter); }
Message label(Letter letter) {
  switch (letter) {
    case Letter::drafted: return _("Sin enviar");
    case Letter::queued: return _("En la cola");
    case Letter::sent: return _("Entregada");
    case Letter::failed: return _("No salió");
    case Letter::unsure: return _("Entrega dudosa");
    case Letter::bounced: return _("Devuelta");
    case Letter::revoked: return _("Retirada");
  }
  return {};
}

std::optional<Letter> after_letter(Letter now, mail::State letter) {
  if (now == Letter::drafted || now == Letter::revoked) return std::nullopt;
  switch (letter) {
    case mail::State::queued: return Letter::queued;
    case mail::State::sending: return std::nullopt;
    case mail::State::sent: return Letter::sent;
    case mail::State::failed: return Letter::failed;
    case mail::State::unsure: return Letter::unsure;
    case mail::State::bounced: return Letter::bounced;
  }
  return std::nullopt;
}

std::string_view to_text(Progress progress) { return word_of(progresses, progress); }
bool from_text(std::string_view text, Progress& progress) { return read_word(progresses, text, progress); }
Message label(Progress progress) {
  switch (progress) {
    case Progress::silent: return _("Sin empezar");
    case Progress::started: return _("Empezada");
    case Progress::answered: return _("Contestada");
    case Progress::untold: return _("No se dice");
  }
  return {};
}

bool Recipient::is_asked() const {
  return progress == Progress::answered || (letter != Letter::drafted && letter != Letter::revoked);
}

bool Recipient::is_silent() const { return is_asked() && progress != Progress::answered && letter != Letter::revoked; }

Instant remindable_before(const Zone& zone, Date today) {
  return zone.instant_of({today.plus_days(1 - days_between_letters), 0});
}

void Rate::add(const Recipient& recipient) {
  if (!recipient.is_asked()) return;
  ++asked;
  if (recipient.progress == Progress::started) ++started;
  if (recipient.progress == Progress::answered) ++answered;
}

std::optional<std::int64_t> Rate::percent() const {
  if (asked == 0 || is_hidden) return std::nullopt;
  return (200 * answered + asked) / (2 * asked);
}

}  // namespace alianza::surveys
