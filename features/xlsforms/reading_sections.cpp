// Groups become sections, matrices, or a note within their section.
#include <algorithm>

#include "features/xlsforms/reading.h"
#include "platform/base/text.h"
#include "platform/i18n/i18n.h"

namespace alianza::xlsforms {
namespace {

using surveys::Kind;
using surveys::Need;
using surveys::Section;
using What = Type::What;

bool has_word(const std::string& text, std::string_view wanted) {
  const auto words = words_of(text);
  return words.contains(std::string(wanted));
}

class SectionReader {
 public:
  explicit SectionReader(Desk& desk) : desk_(desk), survey_(desk.survey) {}

  void whole(const std::vector<Node>& tree) {
    for (std::size_t i = 0; i < tree.size();) {
      if (tree[i].type.what == What::group && !is_matrix(tree[i])) {
        section(tree[i++]);
        is_loose_ = false;
      } else {
        if (!is_loose_ && (tree[i].type.what == What::question || is_matrix(tree[i]))) loose_section();
        i += take(tree, i, nullptr);
      }
    }
    std::erase_if(sections(), [](const Section& section) { return section.questions.empty(); });
  }

 private:
  std::vector<Section>& sections() { return desk_.out.form.questionnaire.sections; }
  const std::string& at(const Node& node, Column column) const { return survey_.at(*node.row, column); }
  void tell(Outcome outcome, const Node& node, Column column, Message message) {
    const auto localized = column == Column::label || column == Column::hint;
    desk_.tell(outcome, survey_, *node.row, localized ? any(column) : survey_.find(column), std::move(message));
  }
  std::optional<std::size_t> any(Column column) const {
    for (const auto tongue : {Tongue::es, Tongue::en})
      if (const auto found = survey_.find(column, tongue)) return found;
    return std::nullopt;
  }

  /// Of questions outside any group.
  void loose_section() {
    auto title = desk_.out.form.title;
    if (title.es.empty() || length(title.es) > most_title || length(title.en) > most_title)
      title = {i18n::text(Lang::es, _("Preguntas")), i18n::text(Lang::en, _("Preguntas")), Lang::es};
    sections().push_back({std::move(title), {}, {}});
    is_loose_ = true;
  }

  void section(const Node& node) {
    Section out{desk_.text(survey_, *node.row, Column::label), {}, {}};
    if (out.title.es.empty()) out.title = desk_.out.form.title;
    if (out.title.es.empty()) out.title.es = at(node, Column::name);
    if (out.title.es.empty()) out.title.es = i18n::text(Lang::es, _("Preguntas"));
    if (length(out.title.es) > most_title || length(out.title.en) > most_title)
      tell(Outcome::wrong, node, Column::label,
           _("El título de una sección pasa de {1} caracteres.").arg(static_cast<std::int64_t>(most_title)));
    sections().push_back(std::move(out));
    const auto before = desk_.out.findings.size();
    group(node);
    if (sections().back().questions.empty() && desk_.out.findings.size() == before)
      tell(Outcome::left_out, node, Column::type, _("El grupo no tiene preguntas: no se guarda."));
  }

  /// What stands in a group, with its condition upon each of its questions.
  void group(const Node& node) {
    if (!at(node, Column::name).empty()) desk_.names.emplace(at(node, Column::name), Meant{});
    if (const auto& look = at(node, Column::appearance); !look.empty() && fold(look) != "field-list")
      tell(Outcome::left_out, node, Column::appearance, _("La apariencia «{1}» no se admite.").arg(look));
    tell_cells(node, {Column::hint, Column::required, Column::constraint, Column::parameters, Column::house});
    tell_unread(desk_, *node.row);
    const bool has_condition = !at(node, Column::relevant).empty();
    if (has_condition) desk_.around.push_back(node.row);
    for (std::size_t i = 0; i < node.under.size();) i += take(node.under, i, &node);
    if (has_condition) desk_.around.pop_back();
  }

  void tell_cells(const Node& node, const std::vector<Column>& columns) {
    for (const auto column : columns) {
      for (std::size_t i = 0; i < survey_.heads().size(); ++i)
        if (survey_.heads()[i].column == column && survey_.heads()[i].tongue != Tongue::foreign &&
            !survey_.at(*node.row, i).empty())
          desk_.tell(Outcome::left_out, survey_, *node.row, i, _("Aquí esto no se admite: lo que dice esta celda no se guarda."));
    }
  }

  /// One node, or as many as make a matrix; how many they were.
  std::size_t take(const std::vector<Node>& nodes, std::size_t i, const Node* around) {
    const auto& node = nodes[i];
    switch (node.type.what) {
      case What::question:
        if (const auto rows = rows_after(nodes, i); rows > 0) {
          bare_matrix(nodes, i, rows, around);
          return rows + 1;
        }
        question(node, around);
        break;
      case What::group:
        if (is_matrix(node))
          table_matrix(node, around);
        else
          nested(node);
        break;
      case What::repeat: repeat(node); break;
      case What::left_out:
        tell(Outcome::left_out, node, Column::type, node.type.note);
        desk_.names.emplace(at(node, Column::name), Meant{});
        break;
      default: break;
    }
    return 1;
  }

  void question(const Node& node, const Node* around) {
    const auto words = words_of(at(node, Column::house));
    if (const auto kind = words.find("kind"); kind != words.end() && kind->second == "intro" && !sections().empty()) {
      for (const auto tongue : {Tongue::es, Tongue::en}) {
        auto& into = tongue == Tongue::es ? sections().back().intro.es : sections().back().intro.en;
        into = unguarded(survey_.at(*node.row, survey_.find(Column::label, tongue)));
      }
      return;
    }
    if (auto read = read_question(desk_, node, around)) add(std::move(*read), *node.row);
  }

  void add(surveys::Question&& question, const BookRow& row) {
    for (const auto* outer : desk_.around) desk_.pending.push_back({question.code, outer});
    if (!survey_.at(row, Column::relevant).empty()) desk_.pending.push_back({question.code, &row});
    desk_.places.emplace(question.code, &row);
    if (sections().empty()) loose_section();
    sections().back().questions.push_back(std::move(question));
  }

  /// A group within a section: its title becomes a note, its questions stay.
  void nested(const Node& node) {
    const auto title = desk_.text(survey_, *node.row, Column::label);
    tell(Outcome::changed, node, Column::type,
         title.es.empty()
             ? _("Un grupo dentro de otro no se admite: sus preguntas quedan en la misma sección.")
             : _("Un grupo dentro de otro no se admite: sus preguntas quedan en la misma sección, bajo una nota con su "
                 "título."));
    if (!title.es.empty()) {
      surveys::Question note;
      note.kind = Kind::note;
      note.code = desk_.codes.take(code_of(at(node, Column::name)));
      note.text = title;
      add(std::move(note), *node.row);
    }
    group(node);
  }

  void repeat(const Node& node) {
    tell(Outcome::left_out, node, Column::type, _("Un grupo que se repite no se admite: queda fuera con todo lo que contiene."));
    desk_.names.emplace(at(node, Column::name), Meant{});
    for (const auto& inside : node.under) leave_out(inside);
  }
  void leave_out(const Node& node) {
    tell(Outcome::left_out, node, Column::type, _("Está dentro de un grupo que se repite."));
    desk_.names.emplace(at(node, Column::name), Meant{});
    for (const auto& inside : node.under) leave_out(inside);
  }

  // ---- Matrices.

  bool is_row(const Node& node, const std::string& list) const {
    return node.type.what == What::question && node.type.kind == Kind::one && node.type.other == surveys::Other::none &&
           node.type.list == list;
  }
  bool is_matrix(const Node& node) const {
    if (node.type.what != What::group) return false;
    if (!has_word(at(node, Column::appearance), "table-list")) return false;
    return !node.under.empty() && std::all_of(node.under.begin(), node.under.end(),
                                              [&](const Node& row) { return is_row(row, node.under.front().type.list); });
  }
  /// After a row of heads (`label`): how many rows without (`list-nolabel`).
  std::size_t rows_after(const std::vector<Node>& nodes, std::size_t i) const {
    if (!is_row(nodes[i], nodes[i].type.list) || fold(at(nodes[i], Column::appearance)) != "label") return 0;
    std::size_t rows = 0;
    while (i + rows + 1 < nodes.size() && is_row(nodes[i + rows + 1], nodes[i].type.list) &&
           fold(at(nodes[i + rows + 1], Column::appearance)) == "list-nolabel")
      ++rows;
    return rows;
  }

  void table_matrix(const Node& node, const Node* around) {
    const auto words = words_of(at(node, Column::house));
    const auto found = words.find("code");
    const auto code = read_code(desk_, *node.row, around, found == words.end() ? std::string() : found->second);
    if (!code) return;
    surveys::Question out;
    out.code = *code;
    out.kind = Kind::matrix;
    out.text = desk_.text(survey_, *node.row, Column::label);
    out.hint = desk_.text(survey_, *node.row, Column::hint);
    read_house_words(desk_, *node.row, words, out);
    tell_cells(node, {Column::required, Column::constraint, Column::parameters});
    if (fold(at(node, Column::appearance)) != "table-list")
      tell(Outcome::left_out, node, Column::appearance,
           _("De la apariencia «{1}» solo vale table-list.").arg(at(node, Column::appearance)));
    tell_unread(desk_, *node.row);
    std::vector<const Node*> rows;
    for (const auto& row : node.under) rows.push_back(&row);
    finish(std::move(out), node, rows, &node);
  }

  void bare_matrix(const std::vector<Node>& nodes, std::size_t i, std::size_t count, const Node* around) {
    const auto& head = nodes[i];
    const auto code = read_code(desk_, *head.row, around, {});
    if (!code) return;
    surveys::Question out;
    out.code = *code;
    out.kind = Kind::matrix;
    out.text = desk_.text(survey_, *head.row, Column::label);
    out.hint = desk_.text(survey_, *head.row, Column::hint);
    if (out.text.es.empty() && around != nullptr) out.text = desk_.text(survey_, *around->row, Column::label);
    tell_cells(head, {Column::required, Column::constraint, Column::parameters, Column::house});
    tell_unread(desk_, *head.row);
    std::vector<const Node*> rows;
    for (std::size_t r = 1; r <= count; ++r) rows.push_back(&nodes[i + r]);
    finish(std::move(out), head, rows, around);
  }

  void finish(surveys::Question&& out, const Node& node, const std::vector<const Node*>& rows, const Node* group) {
    if (out.text.es.empty()) {
      tell(Outcome::changed, node, Column::name, _("La pregunta no tiene texto: se muestra su nombre."));
      out.text.es = at(node, Column::name);
    }
    const auto& list_name = rows.front()->type.list;
    const auto list = desk_.lists.find(list_name);
    if (list == desk_.lists.end())
      return tell(Outcome::wrong, *rows.front(), Column::type, _("La lista «{1}» no está en la hoja choices.").arg(list_name));
    list->second.is_used = true;
    out.options = list->second.choices;
    desk_.lists_of.emplace(out.code, list_name);
    std::size_t required = 0;
    Codes codes;
    codes.reserve(std::string(surveys::other_code));
    for (const auto* row : rows) required += matrix_row(out, codes, *row, group);
    if (required == rows.size()) out.need = Need::required;
    if (required > 0 && required < rows.size())
      tell(Outcome::changed, node, Column::name, _("Solo algunas filas de la matriz son obligatorias: aquí queda opcional."));
    desk_.names[at(node, Column::name)] = Meant{out.code, {}};
    add(std::move(out), *node.row);
  }

  /// 1 when it must be answered.
  std::size_t matrix_row(surveys::Question& matrix, Codes& codes, const Node& node, const Node* group) {
    const auto& name = at(node, Column::name);
    if (name.empty()) {
      tell(Outcome::wrong, node, Column::name, _("La pregunta no tiene nombre."));
      return 0;
    }
    if (!desk_.seen.emplace(group, name).second)
      tell(Outcome::wrong, node, Column::name, _("El nombre «{1}» está dos veces.").arg(name));
    const auto words = words_of(at(node, Column::house));
    const auto said = words.find("code");
    auto code = codes.take(said == words.end() ? code_of(name) : said->second);
    if (code != name && said == words.end())
      tell(Outcome::changed, node, Column::name, _("El código de la fila queda «{1}».").arg(code));
    Choice row{code, desk_.text(survey_, *node.row, Column::label)};
    if (row.label.es.empty()) {
      tell(Outcome::changed, node, Column::name, _("La pregunta no tiene texto: se muestra su nombre."));
      row.label.es = name;
    }
    matrix.rows.push_back(std::move(row));
    desk_.names.emplace(name, Meant{matrix.code, code});
    tell_cells(node, {Column::hint, Column::constraint, Column::relevant, Column::parameters});
    const auto& look = at(node, Column::appearance);
    if (!look.empty() && fold(look) != "list-nolabel") tell_cells(node, {Column::appearance});
    tell_unread(desk_, *node.row);
    surveys::Question judged;
    read_common(desk_, *node.row, judged);
    return judged.need == Need::required ? 1 : 0;
  }

  Desk& desk_;
  const Table& survey_;
  bool is_loose_ = false;
};

}  // namespace

void read_sections(Desk& desk, const std::vector<Node>& tree) { SectionReader(desk).whole(tree); }

}  // namespace alianza::xlsforms
