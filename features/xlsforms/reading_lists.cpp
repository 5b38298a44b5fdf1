// Reading the sheets "settings" and "choices".
#include <algorithm>

#include "features/xlsforms/reading.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

bool keep_text(std::string& into, const std::string& said) {
  into = said;
  return true;
}

struct Setting {
  std::string_view key;
  bool (*keep)(Form& form, const std::string& said);  // false: it says nothing that is known
};
constexpr Setting known_settings[] = {
    {"form_title", [](Form& f, const std::string& said) { return keep_text(f.title.es, said); }},
    {"title", [](Form& f, const std::string& said) { return keep_text(f.title.es, said); }},
    {"form_id", [](Form& f, const std::string& said) { return keep_text(f.id, said); }},
    {"id_string", [](Form& f, const std::string& said) { return keep_text(f.id, said); }},
    {"version", [](Form& f, const std::string& said) { return keep_text(f.version, said); }},
    {"default_language", [](Form&, const std::string&) { return true; }},
    {"alianza_title_en", [](Form& f, const std::string& said) { return keep_text(f.title.en, said); }},
    {"alianza_intro_es", [](Form& f, const std::string& said) { return keep_text(f.intro.es, said); }},
    {"alianza_intro_en", [](Form& f, const std::string& said) { return keep_text(f.intro.en, said); }},
    {"alianza_answered_by", [](Form& f, const std::string& said) { return surveys::from_text(said, f.answered_by); }}};

/// What the cell says, as a text of the house; a longer one is cut, which is told.
std::string setting_text(Desk& desk, const BookRow& row, std::size_t column) {
  auto clean = parse_text(desk.settings.at(row, column), longest_text, Lines::many);
  if (clean) return std::move(*clean);
  desk.tell(Outcome::left_out, desk.settings, row, column,
            _("El texto pasa de {1} caracteres.").arg(static_cast<std::int64_t>(longest_text)));
  return {};
}

void read_setting(Desk& desk, const BookRow& row, std::size_t column) {
  const auto& head = desk.settings.heads()[column];
  if (desk.settings.at(row, column).empty()) return;
  const auto found = std::find_if(std::begin(known_settings), std::end(known_settings),
                                  [&](const Setting& setting) { return setting.key == head.key; });
  if (found == std::end(known_settings) || !found->keep(desk.out.form, setting_text(desk, row, column)))
    desk.tell(Outcome::left_out, desk.settings, row, column, _("El ajuste «{1}» no se admite y no se guarda.").arg(head.said));
}

/// The code of a choice in its list.
std::string choice_code(Desk& desk, const BookRow& row, List& list, const std::string& name) {
  auto code = list.own.take(code_of(name));
  if (code != name)
    desk.tell(Outcome::changed, desk.choices, row, desk.choices.find(Column::name),
              _("El código de la opción queda «{1}».").arg(code));
  return code;
}

void read_choice(Desk& desk, const BookRow& row) {
  const auto& table = desk.choices;
  const auto& list_name = table.at(row, Column::list_name);
  const auto& name = table.at(row, Column::name);
  if (list_name.empty() && name.empty()) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (!row.cells[i].empty())
        return desk.tell(Outcome::left_out, table, row, i, _("La fila no dice de qué lista es: no se lee."));
    return;
  }
  if (list_name.empty())
    return desk.tell(Outcome::wrong, table, row, table.find(Column::list_name), _("La opción no dice de qué lista es."));
  auto& list = desk.lists[list_name];
  if (list.row == 0) {
    list.row = row.number;
    list.own.reserve(std::string(surveys::other_code));
  }
  if (name.empty()) return desk.tell(Outcome::wrong, table, row, table.find(Column::name), _("La opción no tiene nombre."));
  if (list.codes.contains(name)) {
    const auto first = desk.settings.rows().empty() ? BookRow() : desk.settings.rows().front();
    const bool may = fold(desk.settings.at(first, desk.settings.find("allow_choice_duplicates"))) == "yes";
    return desk.tell(may ? Outcome::left_out : Outcome::wrong, table, row, table.find(Column::name),
                     _("La opción «{1}» está dos veces en la lista «{2}».").arg(name).arg(list_name));
  }
  Choice choice;
  choice.code = choice_code(desk, row, list, name);
  choice.label = desk.text(table, row, Column::label);
  if (choice.label.es.empty()) {
    desk.tell(Outcome::changed, table, row, table.find(Column::name), _("La opción no tiene texto: se muestra su nombre."));
    choice.label.es = name;
  }
  list.codes.emplace(name, choice.code);
  list.choices.push_back(std::move(choice));
}

}  // namespace

void read_settings(Desk& desk) {
  const auto& rows = desk.settings.rows();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (r > 0) {
      desk.tell(Outcome::left_out, desk.settings, rows[r], std::nullopt,
                _("Los ajustes se leen de la segunda fila; esta no se lee."));
      continue;
    }
    for (std::size_t i = 0; i < desk.settings.heads().size(); ++i) read_setting(desk, rows[r], i);
  }
}

void read_lists(Desk& desk) {
  const auto& table = desk.choices;
  if (table.rows().empty()) return;
  for (const auto needed : {Column::list_name, Column::name})
    if (!table.has(needed)) {
      desk.out.findings.push_back({Outcome::wrong,
                                   table.name(),
                                   table.head_row(),
                                   0,
                                   {},
                                   _("Falta la columna «{1}».").arg(needed == Column::name ? "name" : "list_name")});
      return;
    }
  for (const auto& row : table.rows()) read_choice(desk, row);
}

}  // namespace alianza::xlsforms
