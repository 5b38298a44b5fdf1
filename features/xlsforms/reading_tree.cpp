// Rows of the sheet "survey" as groups within groups.
#include <algorithm>

#include "features/xlsforms/reading.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

using What = Type::What;
constexpr int deepest_group = 20;

bool says_yes(const std::string& text) { return fold(text) == "yes" || fold(text) == "true" || fold(text) == "si"; }

class TreeReader {
 public:
  explicit TreeReader(Desk& desk) : desk_(desk) {}

  std::vector<Node> whole() {
    std::vector<Node> out;
    while (at_ < desk_.survey.rows().size()) {
      auto more = level({}, 0);
      out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
      if (at_ == desk_.survey.rows().size()) break;
      wrong(desk_.survey.rows()[at_++], _("Este final de grupo no tiene su principio."));
    }
    return out;
  }

 private:
  void wrong(const BookRow& row, Message message) {
    desk_.tell(Outcome::wrong, desk_.survey, row, desk_.survey.find(Column::type), std::move(message));
  }

  /// Until the end of the group, which is left for who opened it.
  std::vector<Node> level(std::optional<What> end, int depth) {
    std::vector<Node> out;
    const auto& rows = desk_.survey.rows();
    while (at_ < rows.size()) {
      const auto& row = rows[at_];
      const auto& said = desk_.survey.at(row, Column::type);
      if (is_passed_over(row, said)) {
        ++at_;
        continue;
      }
      auto type = type_of(said);
      if (type.what == What::group_end || type.what == What::repeat_end) {
        if (!end || type.what == *end || depth == 0) return out;
        wrong(row, _("Este final no es del grupo que está abierto."));
        ++at_;
        continue;
      }
      ++at_;
      if (type.what == What::unknown)
        wrong(row, _("«{1}» no es un tipo de pregunta de XLSForm.").arg(said));
      else
        out.push_back(node(row, std::move(type), depth));
    }
    return out;
  }

  Node node(const BookRow& row, Type type, int depth) {
    Node out{&row, std::move(type), {}};
    if (out.type.what != What::group && out.type.what != What::repeat) return out;
    if (depth >= deepest_group) {
      wrong(row, _("Hay más de {1} grupos unos dentro de otros.").arg(std::int64_t{deepest_group}));
      at_ = desk_.survey.rows().size();
      return out;
    }
    out.under = level(out.type.what == What::group ? What::group_end : What::repeat_end, depth + 1);
    if (at_ < desk_.survey.rows().size())
      ++at_;
    else
      wrong(row, _("Este grupo no tiene final."));
    return out;
  }

  /// Switched off, or a comment.
  bool is_passed_over(const BookRow& row, const std::string& type) {
    const auto& disabled = desk_.survey.at(row, Column::disabled);
    if (says_yes(disabled)) {
      desk_.tell(Outcome::left_out, desk_.survey, row, desk_.survey.find(Column::disabled),
                 _("La fila está desactivada: no se lee."));
      return true;
    }
    if (!type.empty()) return false;
    std::optional<std::size_t> first;
    for (std::size_t i = row.cells.size(); i > 0; --i)
      if (!row.cells[i - 1].empty()) first = i - 1;
    if (!first) return true;
    const bool is_question = !desk_.survey.at(row, Column::name).empty() ||
                             (desk_.survey.heads().size() > *first && desk_.survey.heads()[*first].column == Column::label);
    desk_.tell(
        is_question ? Outcome::wrong : Outcome::left_out, desk_.survey, row, first,
        is_question ? _("La fila no dice de qué tipo es la pregunta.") : _("La fila no tiene tipo: se toma por un comentario."));
    return true;
  }

  Desk& desk_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Node> read_tree(Desk& desk) { return TreeReader(desk).whole(); }

}  // namespace alianza::xlsforms
