// A row of the sheet "survey" as a question.
#include <algorithm>
#include <charconv>

#include "features/xlsforms/reading.h"
#include "platform/base/money.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

using surveys::Kind;
using surveys::Need;
using surveys::OptionOrder;
using surveys::Other;

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size() || out > 1'000'000'000'000'000 || out < -1'000'000'000'000'000)
    return std::nullopt;
  return out;
}

/// As XML takes it: a letter or underscore first, then also figures, points and hyphens.
bool is_name(const std::string& name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && is_letter(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
  });
}

/// Which kinds of the house may stand behind which type of XLSForm.
bool fits(Kind said, const Type& type) {
  switch (said) {
    case Kind::money: return type.kind == Kind::number;
    case Kind::sdg: return type.kind == Kind::many || type.kind == Kind::text;
    case Kind::organization: return type.kind == Kind::text;
    default: return false;
  }
}

struct QuestionReader {
  Desk& desk;
  const Node& node;
  const Table& survey = desk.survey;
  Question out = {};

  const std::string& at(Column column) const { return survey.at(*node.row, column); }
  void tell(Outcome outcome, Column column, Message message) {
    desk.tell(outcome, survey, *node.row, survey.find(column), std::move(message));
  }

  void settle_kind(const std::map<std::string, std::string>& words) {
    out.kind = node.type.kind;
    const auto said = words.find("kind");
    if (said == words.end()) return;
    Kind kind{};
    if (surveys::from_text(said->second, kind) && fits(kind, node.type))
      out.kind = kind;
    else
      tell(Outcome::wrong, Column::house, _("El tipo de la fila no puede ser «{1}».").arg(said->second));
  }

  void take_list() {
    if (node.type.list.empty()) return;
    const auto found = desk.lists.find(node.type.list);
    if (found == desk.lists.end())
      return tell(Outcome::wrong, Column::type, _("La lista «{1}» no está en la hoja choices.").arg(node.type.list));
    found->second.is_used = true;
    if (out.kind == Kind::sdg) return;
    out.options = found->second.choices;
    desk.lists_of.emplace(out.code, node.type.list);
    if (node.type.other == Other::text && out.kind != Kind::ranking) out.other = Other::text;
    if (node.type.other == Other::text && out.kind == Kind::ranking)
      tell(Outcome::left_out, Column::type, _("Un orden de preferencia no admite «otra» opción."));
  }

  void parameters() {
    auto words = words_of(at(Column::parameters));
    if (out.kind == Kind::scale) return scale(words);
    const bool has_options = out.kind == Kind::one || out.kind == Kind::many || out.kind == Kind::ranking;
    if (const auto found = words.find("randomize"); found != words.end() && has_options) {
      if (found->second == "true") out.order = OptionOrder::random;
      if (found->second == "true" || found->second == "false") words.erase(found);
    }
    tell_parameters(words);
  }
  void tell_parameters(const std::map<std::string, std::string>& words) {
    for (const auto& [key, value] : words)
      tell(Outcome::left_out, Column::parameters,
           _("El parámetro «{1}» no se admite.").arg(value.empty() ? key : key + "=" + value));
  }

  /// A range whose steps a scale cannot have becomes a number with its limits.
  void scale(std::map<std::string, std::string> words) {
    const auto take = [&](const char* key, const char* usual) {
      const auto found = words.find(key);
      const auto said = found == words.end() ? std::string(usual) : found->second;
      words.erase(key);
      return whole(said);
    };
    const auto first = take("start", "1");
    const auto last = take("end", "10");
    const auto step = take("step", "1");
    tell_parameters(words);
    out.least = first;
    out.most = last;
    if (first && last && step && *step == 1 && *first >= 0 && *last > *first && *last - *first <= 10) return;
    tell(Outcome::changed, Column::parameters,
         _("Una escala tiene aquí pasos de uno, once a lo más: queda como un número, con sus límites."));
    out.kind = Kind::number;
    for (auto* limit : {&out.least, &out.most})
      if (*limit && **limit < 1'000'000'000 && **limit > -1'000'000'000)
        **limit *= 1000;
      else
        limit->reset();
  }

  std::optional<Question> read(const Node* group) {
    const auto words = words_of(at(Column::house));
    const auto said = words.find("code");
    const auto code = read_code(desk, *node.row, group, said == words.end() ? std::string() : said->second);
    if (!code) return std::nullopt;
    out.code = *code;
    settle_kind(words);
    out.text = desk.text(survey, *node.row, Column::label);
    out.hint = desk.text(survey, *node.row, Column::hint);
    if (out.text.es.empty()) {
      tell(Outcome::changed, Column::name, _("La pregunta no tiene texto: se muestra su nombre."));
      out.text.es = at(Column::name).empty() ? out.code : at(Column::name);
    }
    take_list();
    parameters();
    if (const auto& look = at(Column::appearance); !look.empty())
      tell(Outcome::left_out, Column::appearance, _("La apariencia «{1}» no se admite.").arg(look));
    if (!node.type.note.empty() && out.kind != Kind::money) tell(Outcome::changed, Column::type, node.type.note);
    read_common(desk, *node.row, out);
    if (node.type.is_percent) out.least = 0, out.most = 100'000;
    read_house_words(desk, *node.row, words, out);  // first: limits of money are in its currency
    read_constraint(desk, *node.row, node.type, out);
    tell_unread(desk, *node.row);
    if (!at(Column::name).empty()) desk.names[at(Column::name)] = Meant{out.code, {}};
    return std::move(out);
  }
};

}  // namespace

std::optional<std::string> read_code(Desk& desk, const BookRow& row, const Node* group, const std::string& wanted) {
  const auto& name = desk.survey.at(row, Column::name);
  const auto column = desk.survey.find(Column::name);
  if (name.empty()) {
    if (type_of(desk.survey.at(row, Column::type)).kind == Kind::note) return desk.codes.take("note");
    desk.tell(Outcome::wrong, desk.survey, row, column, _("La pregunta no tiene nombre."));
    return std::nullopt;
  }
  if (!is_name(name))
    desk.tell(Outcome::wrong, desk.survey, row, column,
              _("«{1}» no sirve de nombre: empieza con una letra y sigue con letras, cifras, puntos o guiones.").arg(name));
  if (!desk.seen.emplace(group, name).second) {
    desk.tell(Outcome::wrong, desk.survey, row, column, _("El nombre «{1}» está dos veces.").arg(name));
    return std::nullopt;
  }
  auto code = desk.codes.take(wanted.empty() ? code_of(name) : wanted);
  if (code != (wanted.empty() ? name : wanted))
    desk.tell(Outcome::changed, desk.survey, row, column, _("El código de la pregunta queda «{1}».").arg(code));
  return code;
}

void read_common(Desk& desk, const BookRow& row, Question& question) {
  const auto& said = desk.survey.at(row, Column::required);
  const auto folded = fold(said);
  const bool is_note = question.kind == Kind::note;
  if (folded == "yes" || folded == "true" || folded == "true()" || folded == "1") {
    if (!is_note)
      question.need = Need::required;
    else
      desk.tell(Outcome::left_out, desk.survey, row, desk.survey.find(Column::required),
                _("Una nota no se responde: no puede ser obligatoria."));
  } else if (!said.empty() && folded != "no" && folded != "false" && folded != "false()" && folded != "0") {
    desk.tell(Outcome::left_out, desk.survey, row, desk.survey.find(Column::required),
              _("Obligatoria según otra respuesta no se admite: queda opcional."));
  }
}

void read_house_words(Desk& desk, const BookRow& row, const std::map<std::string, std::string>& words, Question& question) {
  const auto list = [&](const std::string& name) {
    const auto found = desk.lists.find(name);
    if (found == desk.lists.end()) return std::optional<std::vector<Choice>>();
    found->second.is_used = true;
    return std::optional(found->second.choices);
  };
  for (const auto& [key, value] : words) {
    bool is_known = key == "kind" || key == "code";
    if (key == "currency")
      is_known = Currency::parse(value).has_value(), question.currency = is_known ? value : question.currency;
    if (key == "depth") is_known = value == "0" || value == "1", question.depth = value == "1" ? 1 : 0;
    if (key == "need") is_known = surveys::from_text(value, question.need);
    if (key == "other") is_known = surveys::from_text(value, question.other);
    if (key == "order") is_known = surveys::from_text(value, question.order);
    if (key == "least" && whole(value)) is_known = true, question.least = whole(value);
    if (key == "most" && whole(value)) is_known = true, question.most = whole(value);
    if (key == "labels" || key == "rows") {
      auto choices = list(value);
      is_known = choices.has_value();
      if (is_known) (key == "rows" ? question.rows : question.options) = std::move(*choices);
      if (is_known && key == "labels") desk.lists_of.emplace(question.code, value);
    }
    if (!is_known)
      desk.tell(Outcome::left_out, desk.survey, row, desk.survey.find(Column::house),
                _("«{1}» no dice nada que se conozca.").arg(value.empty() ? key : key + "=" + value));
  }
}

std::optional<Question> read_question(Desk& desk, const Node& node, const Node* group) {
  return QuestionReader{desk, node}.read(group);
}

}  // namespace alianza::xlsforms
