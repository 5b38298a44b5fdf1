#include "features/surveys/answers.h"

#include <algorithm>

#include "platform/audit/digest.h"
#include "platform/base/money.h"
#include "platform/base/time.h"
#include "platform/base/typed.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

constexpr std::size_t most_typed_number = 24;
constexpr std::size_t most_digits = 15;
constexpr std::int64_t thousand = 1000;
constexpr int most_other = 200;

const std::string& first(const Typed& typed, const std::string& name) {
  static const std::string none;
  const auto found = std::find_if(typed.begin(), typed.end(), [&](const auto& pair) { return pair.first == name; });
  return found == typed.end() ? none : found->second;
}

Message not_offered() { return _("Elija entre las opciones que se muestran."); }

/// Its own text under «Otra»: only when that is chosen.
void read_other(const Question& q, const Typed& typed, Reading& out) {
  if (q.other != Other::text) return;
  const auto chosen = std::find_if(out.value.begin(), out.value.end(), [](const Entry& e) { return e.option == other_code; });
  if (chosen == out.value.end()) return;
  auto text = parse_text(first(typed, field_name(q, other_code)), most_other);
  if (!text)
    out.error = text.error().message;
  else if (text->empty())
    out.error = _("Escriba cuál es la otra opción.");
  else
    chosen->text = std::move(*text);
}

Reading read_chosen(const Question& q, const Offer& offer, const Typed& typed) {
  Reading out;
  std::set<std::string> chosen;
  for (const auto& [name, value] : typed)
    if (name == field_name(q) && !value.empty()) chosen.insert(value);
  if (q.kind == Kind::one && chosen.size() > 1) out.error = _("Elija una sola opción.");
  for (const auto& choice : offer.of(q))
    if (chosen.erase(choice.code) > 0) out.value.push_back({.option = choice.code});
  if (q.other == Other::text && chosen.erase(std::string(other_code)) > 0)
    out.value.push_back({.option = std::string(other_code)});
  if (!chosen.empty()) out.error = not_offered();
  if (!out.error) read_other(q, typed, out);
  return out;
}

/// Boxes, or names written one a line: as forms of large alliances ask.
Reading read_organizations(const Question& q, const Offer& offer, const Typed& typed) {
  auto boxes = typed;
  std::optional<Message> error;
  std::string name;
  for (const char c : first(typed, field_name(q, "names")) + "\n") {
    if (c != '\n') {
      name += c;
      continue;
    }
    const auto folded = fold(name);
    const auto found = std::find_if(offer.organizations.begin(), offer.organizations.end(),
                                    [&](const Choice& o) { return fold(o.label.es) == folded; });
    if (found != offer.organizations.end())
      boxes.emplace_back(field_name(q), found->code);
    else if (!folded.empty())
      error = _("«{1}» no es una organización de la alianza.").arg(trim(name));
    name.clear();
  }
  auto out = read_chosen(q, offer, boxes);
  if (error) out.error = std::move(error);
  return out;
}

Reading read_ranking(const Question& q, const Typed& typed) {
  Reading out;
  std::map<std::int64_t, std::string> by_rank;
  for (const auto& choice : q.options) {
    const auto& raw = first(typed, field_name(q, choice.code));
    if (raw.empty()) continue;
    const auto rank = whole_number<std::int64_t>(raw);
    if (!rank || *rank < 1 || *rank > static_cast<std::int64_t>(q.options.size()))
      out.error = _("Los lugares van del 1 al {1}.").arg(static_cast<std::int64_t>(q.options.size()));
    else if (!by_rank.emplace(*rank, choice.code).second)
      out.error = _("Dos opciones tienen el lugar {1}: dé a cada una el suyo.").arg(*rank);
  }
  for (auto& [rank, option] : by_rank) out.value.push_back({.option = std::move(option)});
  return out;
}

Reading read_matrix(const Question& q, const Typed& typed) {
  Reading out;
  for (const auto& row : q.rows) {
    const auto& option = first(typed, field_name(q, row.code));
    if (option.empty()) continue;
    if (q.option(option) == nullptr)
      out.error = not_offered();
    else
      out.value.push_back({.row = row.code, .option = option});
  }
  return out;
}

/// "1,320,000.5" as thousandths.
std::optional<std::int64_t> thousandths(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  const bool is_negative = !text.empty() && text.front() == '-';
  if (is_negative) text.erase(0, 1);
  const auto point = text.find('.');
  auto fraction = point == std::string::npos ? std::string() : text.substr(point + 1);
  const auto whole = text.substr(0, point);
  if (whole.empty() || whole.size() > most_digits || fraction.size() > 3 || (point != std::string::npos && fraction.empty()))
    return std::nullopt;
  const auto is_digits = [](const std::string& t) {
    return std::all_of(t.begin(), t.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!is_digits(whole) || !is_digits(fraction)) return std::nullopt;
  fraction.resize(3, '0');
  const auto value = whole_number<std::int64_t>(whole).value_or(0) * thousand + whole_number<std::int64_t>(fraction).value_or(0);
  return is_negative ? -value : value;
}

Reading read_number(const Question& q, const std::string& raw) {
  Reading out;
  const auto text = trim(raw);
  if (text.empty()) return out;
  if (text.size() > most_typed_number) {
    out.error = _("Escriba un número, por ejemplo 1200 o 3.5.");
    return out;
  }
  if (q.kind == Kind::money) {
    const auto currency = Currency::parse(q.currency).value_or(Currency());
    if (const auto money = Money::parse(text, currency))
      out.value.push_back({.number = money->minor()});
    else
      out.error = money.error().message;
  } else if (const auto number = thousandths(text)) {
    out.value.push_back({.number = number});
  } else {
    out.error = _("Escriba un número, por ejemplo 1200 o 3.5.");
  }
  return out;
}

Reading read_scale(const Question& q, const std::string& raw) {
  Reading out;
  if (raw.empty()) return out;
  const auto step = whole_number<std::int64_t>(raw);
  if (!step || *step < q.least.value_or(0) || *step > q.most.value_or(0))
    out.error = not_offered();
  else
    out.value.push_back({.option = std::to_string(*step), .number = *step * thousand});
  return out;
}

Reading read_text(const Question& q, const std::string& raw) {
  Reading out;
  if (q.kind == Kind::date) {
    if (trim(raw).empty()) return out;
    if (const auto day = Date::parse(trim(raw)))
      out.value.push_back({.text = day->text()});
    else
      out.error = _("Escriba una fecha como 2026-03-31.");
    return out;
  }
  const auto most = static_cast<std::size_t>(q.most.value_or(most_text));
  auto text = parse_text(raw, most, Lines::many);
  if (!text)
    out.error = text.error().message;
  else if (!text->empty())
    out.value.push_back({.text = std::move(*text)});
  return out;
}

/// Goals are counted, not the targets within them.
std::int64_t count(const Question& q, const Value& value) {
  if (q.kind != Kind::sdg) return static_cast<std::int64_t>(value.size());
  return std::count_if(value.begin(), value.end(), [](const Entry& e) { return e.option.find('.') == std::string::npos; });
}

bool holds(const Condition& condition, const Answers& answers, bool on_is_shown) {
  const auto found = on_is_shown ? answers.find(condition.question) : answers.end();
  bool has_it = found != answers.end() && !found->second.empty();
  if (has_it && !condition.option.empty())
    has_it =
        std::any_of(found->second.begin(), found->second.end(), [&](const Entry& e) { return e.option == condition.option; });
  return condition.test == ConditionTest::has ? has_it : !has_it;
}

/// Asks of each question once; what depends on itself is refused when a survey opens, and counts as not shown.
struct Visibility {
  const Questionnaire& form;
  const Answers& answers;
  std::map<std::string, bool> known;

  bool of(const Question& q) {
    const auto [at, is_new] = known.emplace(q.code, false);
    if (!is_new) return at->second;
    bool is_shown = true;
    for (const auto& condition : q.conditions) {
      const auto* on = form.find(condition.question);
      if (!holds(condition, answers, on != nullptr && of(*on))) is_shown = false;
    }
    known[q.code] = is_shown;
    return is_shown;
  }
};

std::string label_of(const std::vector<Choice>& choices, const std::string& code, Lang lang) {
  for (const auto& choice : choices)
    if (choice.code == code) return choice.label.in(lang);
  return code;
}

std::string words_of(const Question& q, const Offer& offer, const Entry& e, std::size_t rank, Lang lang) {
  if (e.option == other_code && q.other == Other::text) return e.text;
  switch (q.kind) {
    case Kind::number: return number_text(q, e.number.value_or(0));
    case Kind::money: return "$" + number_text(q, e.number.value_or(0)) + " " + q.currency;
    case Kind::text: return e.text;
    case Kind::date: {
      const auto day = Date::parse(e.text);
      return day ? i18n::full_date(lang, *day) : e.text;
    }
    case Kind::matrix: return label_of(q.rows, e.row, lang) + ": " + label_of(q.options, e.option, lang);
    case Kind::ranking: return std::to_string(rank) + ". " + label_of(q.options, e.option, lang);
    case Kind::sdg:
      return (e.option.find('.') == std::string::npos ? i18n::text(lang, _("ODS {1}").arg(e.option)) : e.option) + " " +
             label_of(offer.of(q), e.option, lang);
    case Kind::scale: {
      const auto* step = q.option(e.option);
      return step == nullptr ? e.option : e.option + " (" + step->label.in(lang) + ")";
    }
    case Kind::file: return e.text + " (" + i18n::file_size(lang, e.number.value_or(0)) + ")";
    case Kind::one:
    case Kind::many:
    case Kind::organization:
    case Kind::note: return label_of(offer.of(q), e.option, lang);
  }
  return {};
}

}  // namespace

const std::vector<Choice>& Offer::of(const Question& question) const {
  if (question.kind == Kind::sdg) return question.depth == 0 ? goals : targets;
  return question.kind == Kind::organization ? organizations : question.options;
}

std::string field_name(const Question& question, std::string_view part) {
  auto out = "a." + question.code;
  if (!part.empty()) out.append(".").append(part);
  return out;
}

Reading read(const Question& q, const Offer& offer, const Typed& typed) {
  switch (q.kind) {
    case Kind::one:
    case Kind::many: return read_chosen(q, offer, typed);
    case Kind::organization: return read_organizations(q, offer, typed);
    case Kind::sdg: {
      auto with_goals = typed;
      for (const auto& [name, value] : typed)
        if (name == field_name(q) && value.find('.') != std::string::npos)
          with_goals.emplace_back(name, value.substr(0, value.find('.')));
      return read_chosen(q, offer, with_goals);
    }
    case Kind::ranking: return read_ranking(q, typed);
    case Kind::matrix: return read_matrix(q, typed);
    case Kind::number:
    case Kind::money: return read_number(q, first(typed, field_name(q)));
    case Kind::scale: return read_scale(q, first(typed, field_name(q)));
    case Kind::date:
    case Kind::text: return read_text(q, first(typed, field_name(q)));
    case Kind::file:  // is sent on a page of its own (actions_files.h)
    case Kind::note: return {};
  }
  return {};
}

Typed typed_of(const Question& q, const Value& value) {
  Typed out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto& e = value[i];
    switch (q.kind) {
      case Kind::ranking: out.emplace_back(field_name(q, e.option), std::to_string(i + 1)); break;
      case Kind::matrix: out.emplace_back(field_name(q, e.row), e.option); break;
      case Kind::number:
      case Kind::money: out.emplace_back(field_name(q), number_text(q, e.number.value_or(0))); break;
      case Kind::date:
      case Kind::text: out.emplace_back(field_name(q), e.text); break;
      case Kind::file:
      case Kind::note: break;
      default:
        out.emplace_back(field_name(q), e.option);
        if (e.option == other_code && !e.text.empty()) out.emplace_back(field_name(q, other_code), e.text);
    }
  }
  return out;
}

std::set<std::string> shown(const Questionnaire& form, const Answers& answers) {
  Visibility visibility{form, answers, {}};
  std::set<std::string> out;
  for (const auto* question : form.questions())
    if (visibility.of(*question)) out.insert(question->code);
  return out;
}

std::optional<Message> refuses(const Question& q, const Value& value) {
  if (value.empty()) return std::nullopt;
  const auto n = count(q, value);
  switch (q.kind) {
    case Kind::many:
    case Kind::ranking:
    case Kind::sdg:
    case Kind::organization:
      if (q.least && n < *q.least)
        return N_("Elija al menos {1} opción.", "Elija al menos {1} opciones.", *q.least).arg(*q.least);
      if (q.most && n > *q.most) return N_("Elija a lo más {1} opción.", "Elija a lo más {1} opciones.", *q.most).arg(*q.most);
      return std::nullopt;
    case Kind::number:
    case Kind::money: {
      const auto number = value.front().number.value_or(0);
      if (q.least && number < *q.least) return _("Escriba {1} o más.").arg(number_text(q, *q.least));
      if (q.most && number > *q.most) return _("Escriba {1} o menos.").arg(number_text(q, *q.most));
      return std::nullopt;
    }
    case Kind::matrix:
      if (q.need == Need::required && value.size() < q.rows.size()) {
        const auto left = static_cast<std::int64_t>(q.rows.size() - value.size());
        return N_("Falta {1} renglón por contestar.", "Faltan {1} renglones por contestar.", left).arg(left);
      }
      return std::nullopt;
    default: return std::nullopt;
  }
}

std::map<std::string, Message> missing(const Questionnaire& form, const Answers& answers) {
  std::map<std::string, Message> out;
  const auto visible = shown(form, answers);
  for (const auto* q : form.questions()) {
    if (!q->is_asked() || !visible.contains(q->code)) continue;
    const auto found = answers.find(q->code);
    if (found == answers.end() || found->second.empty()) {
      if (q->need == Need::required) out.emplace(q->code, _("Falta contestar esta pregunta."));
    } else if (auto why = refuses(*q, found->second)) {
      out.emplace(q->code, std::move(*why));
    }
  }
  return out;
}

std::string mark(const Value& value) {
  std::string text;
  for (const auto& e : value)
    text +=
        e.row + '\x1f' + e.option + '\x1f' + (e.number ? std::to_string(*e.number) : std::string()) + '\x1f' + e.text + '\x1e';
  return audit::sha256_hex(text).substr(0, 16);
}

std::vector<std::string> in_words(const Question& q, const Offer& offer, const Value& value, Lang lang) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < value.size(); ++i) out.push_back(words_of(q, offer, value[i], i + 1, lang));
  return out;
}

std::string number_text(const Question& q, std::int64_t number) {
  if (q.kind == Kind::money) return Money(number, Currency::parse(q.currency).value_or(Currency())).amount_text();
  const auto magnitude = number < 0 ? -number : number;
  auto out = (number < 0 ? "-" : "") + std::to_string(magnitude / thousand);
  if (const auto rest = magnitude % thousand; rest != 0) {
    auto fraction = std::to_string(thousand + rest).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    out += "." + fraction;
  }
  return out;
}

}  // namespace alianza::surveys
