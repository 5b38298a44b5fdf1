#include "features/privacy/arco.h"

#include <array>
#include <charconv>

#include "platform/base/words.h"

namespace alianza::privacy {
namespace {

constexpr std::size_t longest_name_asked = 160;
constexpr std::size_t longest_what = 4000;
constexpr std::size_t longest_proof = 300;
constexpr std::int64_t most_days_of_term = 60;
constexpr int oldest_days = 366;

constexpr std::array<std::string_view, 4> rights{"access", "rectification", "cancellation", "opposition"};
constexpr std::array<std::string_view, 4> ways{"account", "writing", "email", "in_person"};
constexpr std::array<std::string_view, 3> arco_states{"waiting", "granted", "closed"};
constexpr std::array<std::string_view, 5> outcomes{"none", "granted", "partly", "refused", "withdrawn"};
constexpr std::array<std::string_view, 4> steps{"received", "extended", "answered", "carried_out"};

/// Gathers every field that is wrong.
class Judge {
 public:
  void wrong(const char* field, Message message) { error_.fields.push_back({field, std::move(message)}); }
  std::string text(const char* field, const std::string& raw, std::size_t most, Lines lines) {
    auto value = parse_text(raw, most, lines);
    if (value) return std::move(*value);
    wrong(field, value.error().message);
    return {};
  }
  Date day(const char* field, const std::string& raw, Date first, Date last) {
    const auto value = Date::parse(trim(raw));
    if (!value)
      wrong(field, _("Escriba una fecha como 2026-03-31."));
    else if (*value < first || *value > last)
      wrong(field, _("La fecha va del {1} al {2}.").arg(first.text()).arg(last.text()));
    return value.value_or(last);
  }
  template <class E>
  E word(const char* field, const std::string& raw, Message otherwise) {
    E value{};
    if (!from_text(raw, value)) wrong(field, std::move(otherwise));
    return value;
  }
  template <class T>
  Result<T> verdict(T value) {
    if (!error_.fields.empty()) return fail(std::move(error_));
    return value;
  }

 private:
  Error error_ = Error::invalid(_("Revise los datos marcados."));
};

std::string read_what(Judge& judge, const std::string& raw) {
  auto what = judge.text("what", raw, longest_what, Lines::many);
  if (trim(raw).empty()) judge.wrong("what", _("Escriba qué se pide."));
  return what;
}

}  // namespace

std::string_view to_text(Right right) { return word_of(rights, right); }
bool from_text(std::string_view text, Right& right) { return read_word(rights, text, right); }
std::string_view to_text(Way way) { return word_of(ways, way); }
bool from_text(std::string_view text, Way& way) { return read_word(ways, text, way); }
std::string_view to_text(ArcoState state) { return word_of(arco_states, state); }
bool from_text(std::string_view text, ArcoState& state) { return read_word(arco_states, text, state); }
std::string_view to_text(Outcome outcome) { return word_of(outcomes, outcome); }
bool from_text(std::string_view text, Outcome& outcome) { return read_word(outcomes, text, outcome); }
std::string_view to_text(StepKind kind) { return word_of(steps, kind); }
bool from_text(std::string_view text, StepKind& kind) { return read_word(steps, text, kind); }

Message name_of(Right right) {
  switch (right) {
    case Right::access: return _("Acceso");
    case Right::rectification: return _("Rectificación");
    case Right::cancellation: return _("Cancelación");
    case Right::opposition: return _("Oposición");
  }
  return {};
}

Message name_of(Way way) {
  switch (way) {
    case Way::account: return _("Desde su cuenta");
    case Way::writing: return _("Por escrito");
    case Way::email: return _("Por correo electrónico");
    case Way::in_person: return _("En persona");
  }
  return {};
}

Message name_of(ArcoState state) {
  switch (state) {
    case ArcoState::waiting: return _("Por responder");
    case ArcoState::granted: return _("Por hacer efectiva");
    case ArcoState::closed: return _("Cerrada");
  }
  return {};
}

Message name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::none: return _("Sin respuesta todavía");
    case Outcome::granted: return _("Procede");
    case Outcome::partly: return _("Procede en parte");
    case Outcome::refused: return _("No procede");
    case Outcome::withdrawn: return _("La persona desistió");
  }
  return {};
}

Message name_of(StepKind kind) {
  switch (kind) {
    case StepKind::received: return _("Se recibió");
    case StepKind::extended: return _("Se amplió el plazo");
    case StepKind::answered: return _("Se respondió");
    case StepKind::carried_out: return _("Se hizo efectiva");
  }
  return {};
}

Date plus_working_days(Date from, std::int64_t days) {
  auto day = from;
  while (days > 0) {
    day = day.plus_days(1);
    if (day.weekday() != 0 && day.weekday() != 6) --days;
  }
  return day;
}

Result<ArcoRequest> parse(const ArcoInput& input, const ArcoTerms& terms, Date today) {
  Judge judge;
  ArcoRequest request;
  request.right = judge.word<Right>("right", input.right, _("Elija qué derecho ejerce."));
  request.way = judge.word<Way>("way", input.way, _("Elija cómo se recibió."));
  if (request.way == Way::account) judge.wrong("way", _("Elija cómo se recibió."));
  request.name = judge.text("name", input.name, longest_name_asked, Lines::one);
  if (request.name.empty()) judge.wrong("name", _("Escriba el nombre de la persona."));
  if (!trim(input.email).empty()) {
    if (auto email = Email::parse(input.email))
      request.email = email->text();
    else
      judge.wrong("email", email.error().message);
  }
  request.received_on = judge.day("received_on", input.received_on, today.plus_days(-oldest_days), today);
  request.what = read_what(judge, input.what);
  request.proof = judge.text("proof", input.proof, longest_proof, Lines::one);
  request.due_on = plus_working_days(request.received_on, terms.answer);
  return judge.verdict(std::move(request));
}

Result<std::string> parse_note(std::string_view text) {
  Judge judge;
  auto note = judge.text("note", std::string(text), longest_what, Lines::many);
  if (note.empty()) judge.wrong("note", _("Escriba qué se dice a la persona, o por qué."));
  return judge.verdict(std::move(note));
}

namespace {

Noted read_step(Judge& judge, const StepInput& input, const ArcoRequest& request, Date today) {
  Noted noted;
  noted.on = judge.day("on", input.on, request.received_on, today);
  noted.note = judge.text("note", input.note, longest_what, Lines::many);
  if (noted.note.empty()) judge.wrong("note", _("Escriba qué se dice a la persona, o por qué."));
  return noted;
}

}  // namespace

Result<Noted> parse_answer(const StepInput& input, const ArcoRequest& request, Date today) {
  Judge judge;
  auto noted = read_step(judge, input, request, today);
  noted.outcome = judge.word<Outcome>("outcome", input.outcome, _("Elija qué se resolvió."));
  if (input.outcome == "none") judge.wrong("outcome", _("Elija qué se resolvió."));
  return judge.verdict(std::move(noted));
}

Result<Noted> parse_effect(const StepInput& input, const ArcoRequest& request, Date today) {
  Judge judge;
  auto noted = read_step(judge, input, request, today);
  return judge.verdict(std::move(noted));
}

Result<ArcoTerms> parse(const TermsInput& input) {
  Judge judge;
  const auto days = [&](const char* field, const std::string& raw) {
    const auto typed = trim(raw);
    std::int64_t n = 0;
    const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), n);
    if (problem != std::errc() || end != typed.data() + typed.size() || n < 1 || n > most_days_of_term)
      judge.wrong(field, _("Escriba un número de días hábiles de 1 a {1}.").arg(most_days_of_term));
    return n;
  };
  const ArcoTerms terms{days("answer", input.answer), days("extension", input.extension), days("effect", input.effect)};
  return judge.verdict(terms);
}

}  // namespace alianza::privacy
