// The reader of XLSForms: its order, and what all its parts tell.
#include "features/xlsforms/reading.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/base/words.h"

namespace alianza::xlsforms {
namespace {

constexpr std::array<std::string_view, 3> outcomes{"wrong", "left_out", "changed"};

/// Columns that other programs act upon: what stands in each cell is told. All others are told once.
bool is_acted_upon(const std::string& key) {
  static const std::set<std::string> bases{"calculation",
                                           "calculate",
                                           "default",
                                           "choice_filter",
                                           "constraint_message",
                                           "constraining_message",
                                           "required_message",
                                           "requiredmsg",
                                           "read_only",
                                           "readonly",
                                           "trigger",
                                           "repeat_count",
                                           "media",
                                           "image",
                                           "audio",
                                           "video",
                                           "big-image",
                                           "bind",
                                           "body",
                                           "instance",
                                           "control",
                                           "guidance_hint",
                                           "jr",
                                           "query",
                                           "intent",
                                           "autoplay",
                                           "save_to",
                                           "rows",
                                           "accuracythreshold",
                                           "choices",
                                           "count",
                                           "no_buttons"};
  return bases.contains(key.substr(0, key.find("::")));
}

const documents::BookSheet* sheet_of(const documents::Book& book, std::string_view name) {
  for (const auto& sheet : book.sheets)
    if (fold(sheet.name) == name) return &sheet;
  return nullptr;
}

void check_heads(Desk& desk, const Table& table) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < table.heads().size(); ++i) {
    const auto& head = table.heads()[i];
    if (head.said.empty()) continue;
    if (!seen.emplace(head.key, i).second)
      desk.tell_head(Outcome::wrong, table, i, _("La columna «{1}» está dos veces.").arg(head.said));
  }
}

/// In which languages the form speaks; what is in none of ours stands for Spanish when there is nothing else.
void settle_languages(Desk& desk) {
  const auto row = desk.settings.rows().empty() ? BookRow() : desk.settings.rows().front();
  const auto& wanted = desk.settings.at(row, desk.settings.find("default_language"));
  const auto plain = tongue_of(wanted) == Tongue::en ? Tongue::en : Tongue::es;
  const auto unsaid = desk.survey.find(Column::label, Tongue::plain);
  if (unsaid && !desk.survey.find(Column::label, plain) && tongue_of(wanted) != Tongue::es && tongue_of(wanted) != Tongue::en)
    desk.tell_head(Outcome::changed, desk.survey, *unsaid,
                   _("El formulario no dice que esté en español o en inglés: sus textos quedan como español."));
  for (auto* table : {&desk.survey, &desk.choices}) table->plain_means(plain);
  const auto has = [&](Tongue tongue) { return desk.survey.find(Column::label, tongue).has_value(); };
  desk.has_spanish = has(Tongue::es);
  if (desk.has_spanish) return;
  if (const auto english = desk.survey.find(Column::label, Tongue::en))
    return desk.tell_head(Outcome::changed, desk.survey, *english,
                          _("El formulario no está en español: el texto en inglés queda también como el español, por traducir."));
  const auto& heads = desk.survey.heads();
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i < heads.size(); ++i)
    if (heads[i].column == Column::label && heads[i].tongue == Tongue::foreign &&
        (!chosen || fold(heads[i].language) == fold(wanted)))
      chosen = i;
  if (!chosen) return;
  const auto language = heads[*chosen].language;
  desk.tell_head(
      Outcome::changed, desk.survey, *chosen,
      _("El formulario no está en español ni en inglés: lo escrito en «{1}» queda como el texto en español.").arg(language));
  for (auto* table : {&desk.survey, &desk.choices}) table->adopt(language);
  desk.has_spanish = true;
}

void judge_whole(Desk& desk) {
  const auto questions = desk.out.form.questionnaire.questions().size();
  if (questions > surveys::most_questions)
    return desk.tell_head(Outcome::wrong, desk.survey, desk.survey.find(Column::type).value_or(0),
                          _("El formulario tiene {1} preguntas; el máximo es {2}.")
                              .arg(static_cast<std::int64_t>(questions))
                              .arg(static_cast<std::int64_t>(surveys::most_questions)));
  const auto done = surveys::check(desk.out.form.questionnaire);
  if (done) return;
  const bool is_broken = desk.out.count(Outcome::wrong) > 0;
  for (const auto& field : done.error().fields) {
    const auto place = desk.places.find(field.field);
    if (place != desk.places.end())
      desk.tell(Outcome::wrong, desk.survey, *place->second, desk.survey.find(Column::name), field.message);
    else if (!is_broken)  // of the whole: what is wrong in its rows says why
      desk.tell_head(Outcome::wrong, desk.survey, desk.survey.find(Column::type).value_or(0), field.message);
  }
}

void tell_lists(Desk& desk) {
  for (const auto& [name, list] : desk.lists) {
    if (list.is_used || name.empty()) continue;
    BookRow row{list.row, {}};
    for (const auto& other : desk.choices.rows())
      if (other.number == list.row) row = other;
    desk.tell(Outcome::left_out, desk.choices, row, desk.choices.find(Column::list_name),
              _("Ninguna pregunta que se conserve usa la lista «{1}».").arg(name));
  }
}

void sort_findings(Desk& desk) {
  const auto place = [&](const Finding& f) {
    const auto known = std::find(sheet_names().begin(), sheet_names().end(), fold(f.sheet));
    return std::tuple(known - sheet_names().begin(), f.sheet, f.row, f.column);
  };
  std::stable_sort(desk.out.findings.begin(), desk.out.findings.end(),
                   [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
}

}  // namespace

std::string_view to_text(Outcome outcome) { return word_of(outcomes, outcome); }
Message label(Outcome outcome) {
  switch (outcome) {
    case Outcome::wrong: return _("Impide crearla");
    case Outcome::left_out: return _("Queda fuera");
    case Outcome::changed: return _("Cambia");
  }
  return {};
}

std::string Finding::cell() const {
  if (row == 0) return {};
  std::string letters;
  for (auto at = column; at > 0; at = (at - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (at - 1) % 26));
  return letters + std::to_string(row);
}

std::int64_t Reading::count(Outcome outcome) const {
  return std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.outcome == outcome; });
}

const std::vector<std::string>& sheet_names() {
  static const std::vector<std::string> names{"survey", "choices", "settings"};
  return names;
}

void Desk::tell(Outcome outcome, const Table& table, const BookRow& row, std::optional<std::size_t> column, Message message) {
  out.findings.push_back({outcome, table.name(), row.number, column ? static_cast<std::int64_t>(*column) + 1 : 0,
                          table.at(row, column), std::move(message)});
}
void Desk::tell_head(Outcome outcome, const Table& table, std::size_t column, Message message) {
  out.findings.push_back({outcome, table.name(), table.head_row(), static_cast<std::int64_t>(column) + 1,
                          table.heads()[column].said, std::move(message)});
}
void Desk::tell_sheet(Outcome outcome, const std::string& sheet, std::string said, Message message) {
  out.findings.push_back({outcome, sheet, 0, 0, std::move(said), std::move(message)});
}

LocalizedText Desk::text(const Table& table, const BookRow& row, Column column) {
  LocalizedText words{{}, {}, Lang::es};
  for (const auto tongue : {Tongue::es, Tongue::en}) {
    const auto at = table.find(column, tongue);
    auto& into = tongue == Tongue::es ? words.es : words.en;
    const auto clean = parse_text(table.at(row, at), longest_text, Lines::many);
    if (clean)
      into = *clean;
    else
      tell(Outcome::wrong, table, row, at, _("El texto pasa de {1} caracteres.").arg(static_cast<std::int64_t>(longest_text)));
    if (into.find("${") != std::string::npos)
      tell(Outcome::changed, table, row, at,
           _("El texto cita la respuesta a otra pregunta; aquí se verá tal como está escrito, sin ella."));
    into = unguarded(std::move(into));
  }
  if (words.es.empty() && !words.en.empty() && column == Column::label && has_spanish)
    tell(Outcome::changed, table, row, table.find(column, Tongue::en),
         _("Falta el texto en español: queda el inglés, por traducir."));
  if (words.es.empty() && (column == Column::label || !has_spanish)) words.es = words.en;
  return words;
}

std::string Codes::take(const std::string& wanted) {
  auto code = wanted;
  auto& next = next_.emplace(wanted, 2).first->second;
  while (taken_.contains(code)) {
    const auto tail = "_" + std::to_string(next++);
    code = wanted.substr(0, 40 - tail.size()) + tail;
  }
  taken_.insert(code);
  return code;
}

std::map<std::string, std::string> words_of(std::string_view text) {
  std::map<std::string, std::string> out;
  std::string word;
  for (const char c : std::string(text) + " ") {
    if (c != ' ' && c != '\n' && c != ';' && c != ',') {
      word += c;
      continue;
    }
    const auto at = word.find('=');
    if (!word.empty()) out.emplace(fold(word.substr(0, at)), at == std::string::npos ? std::string() : word.substr(at + 1));
    word.clear();
  }
  return out;
}

std::string code_of(std::string_view name) {
  std::string out;
  for (const char c : fold(name)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    if (is_plain || static_cast<unsigned char>(c) < 0x80) out += is_plain ? c : '_';
    if (out.size() == 40) break;
  }
  return out.empty() ? "x" : out;
}

std::string form_id(std::string_view title) {
  std::string out;
  for (const char c : fold(title)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain) out += c;
    if (!is_plain && !out.empty() && out.back() != '_' && static_cast<unsigned char>(c) < 0x80) out += '_';
    if (out.size() == 60) break;
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  if (out.empty() || (out.front() >= '0' && out.front() <= '9')) out.insert(0, out.empty() ? "encuesta" : "encuesta_");
  return out;
}

void tell_unread(Desk& desk, const BookRow& row) {
  const auto& heads = desk.survey.heads();
  for (std::size_t i = 0; i < heads.size(); ++i)
    if (heads[i].column == Column::other && is_acted_upon(heads[i].key) && !desk.survey.at(row, i).empty())
      desk.tell(Outcome::left_out, desk.survey, row, i,
                _("La columna «{1}» no se admite: lo que dice esta celda no se guarda.").arg(heads[i].said));
}

void tell_unread_columns(Desk& desk, const Table& table) {
  const bool is_survey = &table == &desk.survey;
  for (std::size_t i = 0; i < table.heads().size(); ++i) {
    const auto& head = table.heads()[i];
    const bool is_strange =
        head.column == Column::other || head.tongue == Tongue::foreign || head.tongue == Tongue::plain ||
        (is_survey ? head.column == Column::list_name
                   : head.column != Column::list_name && head.column != Column::name && head.column != Column::label);
    if (!is_strange || (is_survey && head.column == Column::other && is_acted_upon(head.key))) continue;
    const auto cells =
        std::count_if(table.rows().begin(), table.rows().end(), [&](const BookRow& row) { return !table.at(row, i).empty(); });
    if (cells == 0) continue;
    auto message = head.tongue == Tongue::foreign
                       ? N_("El texto en «{1}» no se guarda: {2} celda. Aquí se pregunta en español y en inglés.",
                            "El texto en «{1}» no se guarda: {2} celdas. Aquí se pregunta en español y en inglés.", cells)
                       : N_("La columna «{1}» no se lee: {2} celda.", "La columna «{1}» no se lee: {2} celdas.", cells);
    desk.tell_head(Outcome::left_out, table, i,
                   std::move(message).arg(head.tongue == Tongue::foreign ? head.language : head.said).arg(cells));
  }
}

Reading read(const documents::Book& book) {
  Desk desk{book};
  const auto* survey = sheet_of(book, "survey");
  if (survey == nullptr && book.sheets.size() == 1 && book.others.empty()) survey = &book.sheets.front();
  if (survey == nullptr) {
    desk.tell_sheet(Outcome::wrong, "survey", {}, _("Falta la hoja «survey», donde un XLSForm tiene sus preguntas."));
    return std::move(desk.out);
  }
  desk.survey = Table(*survey);
  if (const auto* sheet = sheet_of(book, "choices"); sheet != nullptr && sheet != survey) desk.choices = Table(*sheet);
  if (const auto* sheet = sheet_of(book, "settings"); sheet != nullptr && sheet != survey) desk.settings = Table(*sheet);
  for (const auto* table : {&desk.survey, &desk.choices, &desk.settings}) check_heads(desk, *table);
  for (const auto needed : {Column::type, Column::name})
    if (!desk.survey.has(needed))
      desk.out.findings.push_back({Outcome::wrong,
                                   desk.survey.name(),
                                   desk.survey.head_row(),
                                   0,
                                   {},
                                   _("Falta la columna «{1}».").arg(needed == Column::type ? "type" : "name")});
  if (!desk.out.is_good()) return std::move(desk.out);
  settle_languages(desk);
  read_settings(desk);
  read_lists(desk);
  const auto tree = read_tree(desk);
  read_sections(desk, tree);
  read_conditions(desk);
  tell_unread_columns(desk, desk.survey);
  tell_unread_columns(desk, desk.choices);
  tell_lists(desk);
  for (const auto& sheet : book.others)
    desk.tell_sheet(Outcome::left_out, sheet, sheet, _("La hoja «{1}» no se lee.").arg(sheet));
  judge_whole(desk);
  sort_findings(desk);
  return std::move(desk.out);
}

}  // namespace alianza::xlsforms
