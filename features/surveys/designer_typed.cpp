#include "features/surveys/designer.h"

#include <algorithm>
#include <set>

#include "features/surveys/answers.h"
#include "platform/audit/digest.h"
#include "platform/base/money.h"
#include "platform/base/typed.h"

// What the forms of the designer type: lines of options, limits in their unit, texts in both languages.
namespace alianza::surveys {
namespace {

constexpr std::size_t most_proposed = 30;

std::int64_t whole(std::size_t n) { return static_cast<std::int64_t>(n); }

/// The texts between bars; «\|» is a bar within one.
std::vector<std::string> split_at_bars(std::string_view line) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')
      out.back() += line[++i];
    else if (line[i] == '|')
      out.emplace_back();
    else
      out.back() += line[i];
  }
  return out;
}
std::string with_bars_kept(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string as_lines(const std::vector<Choice>& choices) {
  std::string out;
  for (const auto& choice : choices) {
    out += choice.code + " | " + with_bars_kept(choice.label.es);
    if (!choice.label.en.empty()) out += " | " + with_bars_kept(choice.label.en);
    out += '\n';
  }
  return out;
}

bool is_lower_code(std::string_view code) {
  return !code.empty() && code.size() <= 40 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

std::vector<std::string> lines_of(std::string_view raw) {
  std::vector<std::string> out(1);
  for (const char c : raw)
    if (c == '\n')
      out.emplace_back();
    else if (c != '\r')
      out.back() += c;
  return out;
}

void wrong_line(Error& error, const char* field, Message why) {
  const auto is_told =
      std::any_of(error.fields.begin(), error.fields.end(), [&](const FieldError& f) { return f.field == field; });
  if (!is_told) error.fields.push_back({field, std::move(why)});
}

/// One line: its code (empty: to be proposed) and its words.
std::optional<Choice> read_line(const std::string& line, std::size_t number, const char* field, Error& error) {
  const auto parts = split_at_bars(line);
  Choice choice;
  const auto es = parse_text(parts.size() == 1 ? parts[0] : parts[1], most_label);
  const auto en = parse_text(parts.size() > 2 ? parts[2] : std::string(), most_label);
  if (parts.size() > 3) {
    wrong_line(error, field, _("Renglón {1}: tiene más de tres partes separadas por barras.").arg(whole(number)));
    return std::nullopt;
  }
  if (!es || !en || es->empty()) {
    wrong_line(error, field,
               _("Renglón {1}: escriba su texto, de {2} caracteres a lo más.").arg(whole(number)).arg(whole(most_label)));
    return std::nullopt;
  }
  if (parts.size() > 1) {
    choice.code = trim(parts[0]);
    if (!is_lower_code(choice.code) || choice.code == other_code) {
      wrong_line(error, field,
                 _("Renglón {1}: «{2}» no sirve de código: letras minúsculas, cifras y guion bajo.")
                     .arg(whole(number))
                     .arg(choice.code));
      return std::nullopt;
    }
  }
  choice.label = {*es, *en, Lang::es};
  return choice;
}

std::vector<Choice> read_lines(std::string_view raw, const char* field, Error& error) {
  std::vector<Choice> out;
  std::set<std::string> codes{std::string(other_code)};
  const auto lines = lines_of(raw);
  for (std::size_t i = 0; i < lines.size() && out.size() <= most_options; ++i) {
    if (trim(lines[i]).empty()) continue;
    auto choice = read_line(lines[i], i + 1, field, error);
    if (!choice) return {};
    if (!choice->code.empty() && !codes.insert(choice->code).second)
      wrong_line(error, field, _("Renglón {1}: el código {2} está dos veces.").arg(whole(i + 1)).arg(choice->code));
    out.push_back(std::move(*choice));
  }
  if (out.size() > most_options) wrong_line(error, field, _("Son más de {1}; quite algunas.").arg(whole(most_options)));
  for (auto& choice : out)
    if (choice.code.empty()) {
      choice.code = propose_code(choice.label.es, codes);
      codes.insert(choice.code);
    }
  return out;
}

/// A limit as typed, in the unit of its kind; nothing when it is empty.
std::optional<std::int64_t> read_limit(const Question& q, const std::string& raw, const char* field, Error& error) {
  if (trim(raw).empty()) return std::nullopt;
  const auto measure = measure_of(q.kind);
  if (measure == Measure::number || measure == Measure::money) {
    Question asked;
    asked.code = "limit";
    asked.kind = q.kind;
    asked.currency = q.currency;
    auto reading = read(asked, {}, {{field_name(asked), raw}});
    if (reading.error) error.fields.push_back({field, std::move(*reading.error)});
    return reading.value.empty() ? std::nullopt : reading.value.front().number;
  }
  const auto number = whole_number<std::int64_t>(trim(raw));
  if (!number || *number < 0 || *number > 1'000'000) {
    error.fields.push_back({field, _("Escriba un número entero.")});
    return std::nullopt;
  }
  return number;
}

void read_localized(Error& error, LocalizedText& into, const std::string& name,
                    std::pair<std::string_view, std::string_view> typed, std::size_t most) {
  auto es = parse_text(typed.first, most, Lines::many);
  auto en = parse_text(typed.second, most, Lines::many);
  if (!es) error.fields.push_back({name + "_es", es.error().message});
  if (!en) error.fields.push_back({name + "_en", en.error().message});
  if (es && en) into = {std::move(*es), std::move(*en), Lang::es};
}

std::string limit_text(const Question& q, const std::optional<std::int64_t>& limit) {
  if (!limit) return {};
  const auto measure = measure_of(q.kind);
  return measure == Measure::number || measure == Measure::money ? number_text(q, *limit) : std::to_string(*limit);
}

}  // namespace

QuestionInput as_input(const Question& q) {
  QuestionInput out;
  out.code = q.code;
  out.kind = to_text(q.kind);
  out.text_es = q.text.es;
  out.text_en = q.text.en;
  out.hint_es = q.hint.es;
  out.hint_en = q.hint.en;
  out.need = q.need == Need::required ? "1" : "";
  out.least = limit_text(q, q.least);
  out.most = limit_text(q, q.most);
  out.other = q.other == Other::text ? "1" : "";
  out.order = q.order == OptionOrder::random ? "1" : "";
  out.currency = q.currency;
  out.depth = q.depth > 0 ? "1" : "";
  out.options = as_lines(q.options);
  out.rows = as_lines(q.rows);
  return out;
}

std::string propose_code(std::string_view text, const std::set<std::string>& taken) {
  std::string base;
  for (const char c : fold(text)) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_kept)
      base += c;
    else if ((c == ' ' || c == '-' || c == '_') && !base.empty() && base.back() != '_')
      base += '_';
    if (base.size() == most_proposed) break;
  }
  while (!base.empty() && base.back() == '_') base.pop_back();
  if (base.empty() || base == other_code) base = "q";
  auto code = base;
  for (int n = 2; taken.contains(code); ++n) code = base + "_" + std::to_string(n);
  return code;
}

Result<Question> parse(const QuestionInput& input, const std::set<std::string>& taken) {
  auto error = Error::invalid(_("Revise los datos marcados."));
  Question q;
  if (!from_text(input.kind, q.kind)) return fail(Error::field("kind", _("Elija entre las opciones que se muestran.")));
  read_localized(error, q.text, "text", {input.text_es, input.text_en}, most_question_text);
  read_localized(error, q.hint, "hint", {input.hint_es, input.hint_en}, most_question_text);
  if (q.text.es.empty() && error.fields.empty()) error.fields.push_back({"text_es", _("Escriba la pregunta.")});
  q.code = trim(input.code);
  if (q.code.empty())
    q.code = propose_code(q.text.es, taken);
  else if (!is_lower_code(q.code))
    error.fields.push_back({"code", _("Letras minúsculas sin acento, cifras y guion bajo; cuarenta a lo más.")});
  else if (taken.contains(q.code))
    error.fields.push_back({"code", _("Otra pregunta tiene ese código.")});
  q.need = input.need.empty() || q.kind == Kind::note ? Need::optional : Need::required;
  if (q.kind == Kind::money) {
    const auto currency = Currency::parse(trim(input.currency));
    if (currency)
      q.currency = trim(input.currency);
    else
      error.fields.push_back({"currency", _("Escriba el código de la moneda, por ejemplo MXN.")});
  }
  if (measure_of(q.kind) != Measure::none) {
    q.least = q.kind == Kind::text ? std::nullopt : read_limit(q, input.least, "least", error);
    q.most = read_limit(q, input.most, "most", error);
    if (q.least && q.most && *q.least > *q.most) error.fields.push_back({"most", _("El máximo es menor que el mínimo.")});
  }
  if (admits_other(q.kind) && !input.other.empty()) q.other = Other::text;
  if (has_own_options(q.kind) && q.kind != Kind::matrix && !input.order.empty()) q.order = OptionOrder::random;
  if (q.kind == Kind::sdg && !input.depth.empty()) q.depth = 1;
  if (has_own_options(q.kind) || q.kind == Kind::scale) q.options = read_lines(input.options, "options", error);
  if (q.kind == Kind::matrix) q.rows = read_lines(input.rows, "rows", error);
  if (has_own_options(q.kind) && q.options.empty()) wrong_line(error, "options", _("Escriba al menos una, en su renglón."));
  if (q.kind == Kind::matrix && q.rows.empty()) wrong_line(error, "rows", _("Escriba al menos una, en su renglón."));
  if (!error.fields.empty()) return fail(std::move(error));
  return q;
}

Question as_kind(Question q, Kind kind) {
  if (kind == q.kind) return q;
  if (measure_of(kind) != measure_of(q.kind)) q.least = q.most = std::nullopt;
  if (!admits_other(kind)) q.other = Other::none;
  if (!has_own_options(kind) || !has_own_options(q.kind)) q.options.clear();
  if (kind != Kind::matrix) q.rows.clear();
  if (kind == Kind::note) q.need = Need::optional;
  if (kind == Kind::scale) q.least = 1, q.most = 5;
  if (kind != Kind::sdg) q.depth = 0;
  q.kind = kind;
  return q;
}

std::vector<Message> lost_as(const Question& q, Kind kind) {
  std::vector<Message> out;
  const auto after = as_kind(q, kind);
  const auto gone = [](const std::vector<Choice>& from, const std::vector<Choice>& to) { return !from.empty() && to.empty(); };
  if (gone(q.options, after.options))
    out.push_back(
        N_("Se perdería {1} opción.", "Se perderían {1} opciones.", whole(q.options.size())).arg(whole(q.options.size())));
  if (gone(q.rows, after.rows))
    out.push_back(N_("Se perdería {1} fila.", "Se perderían {1} filas.", whole(q.rows.size())).arg(whole(q.rows.size())));
  if (q.other != after.other) out.push_back(_("Se perdería «Otra», con su texto."));
  if ((q.least || q.most) && measure_of(kind) != measure_of(q.kind)) out.push_back(_("Se perderían sus límites."));
  return out;
}

std::string mark(const Question& q) {
  audit::Netstrings all;
  const auto i = as_input(q);
  for (const auto* part : {&i.code, &i.kind, &i.text_es, &i.text_en, &i.hint_es, &i.hint_en, &i.need, &i.least, &i.most, &i.other,
                           &i.order, &i.currency, &i.depth, &i.options, &i.rows})
    all.add(*part);
  return audit::sha256_hex(all.bytes()).substr(0, 16);
}

Result<Section> parse(const SectionInput& input) {
  auto error = Error::invalid(_("Revise los datos marcados."));
  Section out;
  const auto one_line = [&](const char* name, const std::string& raw, std::string& into) {
    take(error, name, parse_text(raw, most_title), into);
  };
  one_line("title_es", input.title_es, out.title.es);
  one_line("title_en", input.title_en, out.title.en);
  if (out.title.es.empty() && error.fields.empty()) error.fields.push_back({"title_es", _("Escriba el título de la sección.")});
  read_localized(error, out.intro, "intro", {input.intro_es, input.intro_en}, most_text);
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

}  // namespace alianza::surveys
