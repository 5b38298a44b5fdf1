// A file judged as a whole: each edition is a tree of its own.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "features/frameworks/sheet.h"

namespace alianza::frameworks {
namespace {

/// Problems of the file; one row in three editions tells the same only once.
class Problems {
 public:
  explicit Problems(const std::vector<SheetRow>& rows) : rows_(rows) {}
  void add(std::size_t row, Column column, Message message) {
    wrong_.insert(row);
    if (told_.emplace(row, column, message.key()).second)
      list_.push_back({rows_[row].number, column, rows_[row].at(column), std::move(message)});
  }
  bool is_wrong(std::size_t row) const { return wrong_.contains(row); }
  std::int64_t wrong() const { return static_cast<std::int64_t>(wrong_.size()); }
  std::vector<Problem> take() {
    std::stable_sort(list_.begin(), list_.end(), [](const Problem& a, const Problem& b) { return a.row < b.row; });
    return std::move(list_);
  }

 private:
  const std::vector<SheetRow>& rows_;
  std::set<std::size_t> wrong_;
  std::set<std::tuple<std::size_t, Column, std::string>> told_;
  std::vector<Problem> list_;
};

void check_text(Problems& problems, const SheetRow& row, std::size_t at, Column column, std::size_t most, Lines lines) {
  const auto read = parse_text(row.at(column), most, lines);
  if (!read) problems.add(at, column, read.error().message);
}

/// What one row says by itself.
void check_cells(Problems& problems, const SheetRow& row, std::size_t at) {
  const auto& spoilt = row.at(Column::spoilt);
  for (std::size_t c = 0; c + 1 < column_count; ++c) {
    const auto column = static_cast<Column>(c);
    if (("," + spoilt + ",").find("," + std::string(to_text(column)) + ",") != std::string::npos)
      problems.add(at, column,
                   _("La hoja de cálculo cambió esta celda (1.10 guardado como 1.1, o una fecha). Dele formato de texto y "
                     "escríbala de nuevo."));
  }
  if (row.at(Column::code).empty()) problems.add(at, Column::code, _("Falta el código."));
  if (row.at(Column::title_es).empty()) problems.add(at, Column::title_es, _("Falta el título en español."));
  if (!row.at(Column::weight).empty() && !parse_weight(row.at(Column::weight)))
    problems.add(at, Column::weight, _("Escriba un número como 2 o 2.5, sin signo y con tres decimales cuando más."));
  for (const auto column : {Column::code, Column::parent, Column::same_as, Column::formerly})
    check_text(problems, row, at, column, 40, Lines::one);
  check_text(problems, row, at, Column::level, 60, Lines::one);
  for (const auto column : {Column::title_es, Column::title_en, Column::note_es, Column::note_en})
    check_text(problems, row, at, column, 2000, Lines::many);
}

/// "2017|2020" apart; the edition of the form when the cell is empty.
std::vector<std::string> editions_of(const SheetRow& row, std::string_view usual) {
  std::vector<std::string> out;
  std::string_view left = row.at(Column::edition);
  if (left.empty()) return {std::string(usual)};
  while (true) {
    const auto bar = left.find('|');
    out.push_back(trim(left.substr(0, bar)));
    if (bar == std::string_view::npos) return out;
    left = left.substr(bar + 1);
  }
}

/// The rows of one edition and how they hang together. Places are those in `members`.
class Tree {
 public:
  Tree(const std::vector<SheetRow>& rows, std::vector<std::size_t> members, Problems& problems)
      : rows_(rows), members_(std::move(members)), problems_(problems), above_(members_.size()), under_(members_.size()) {
    find_codes();
    find_parents();
    find_rings();
    compare_levels();
    check_depth();
  }

  /// What stands under a wrong row has nowhere to stand.
  void fell_branches() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (!is_good(i)) open.push_back(i);
    while (!open.empty()) {
      const auto i = open.back();
      open.pop_back();
      for (const auto child : under_[i]) {
        if (!is_good(child)) continue;
        blame(child, Column::parent, _("La fila de su superior tiene errores."));
        open.push_back(child);
      }
    }
  }

  std::vector<Node> nodes() {
    std::vector<Node> out;
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (above_[i] == none && is_good(i)) put(out, i, NodeId(), 0);
    return out;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  const SheetRow& row(std::size_t i) const { return rows_[members_[i]]; }
  bool is_good(std::size_t i) const { return !problems_.is_wrong(members_[i]); }
  void blame(std::size_t i, Column column, Message message) { problems_.add(members_[i], column, std::move(message)); }

  void find_codes() {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const auto& code = row(i).at(Column::code);
      if (code.empty()) continue;
      const auto [first, is_new] = by_code_.emplace(code, i);
      if (!is_new) blame(i, Column::code, _("El código ya está en la fila {1}.").arg(row(first->second).number));
    }
  }

  void find_parents() {
    for (std::size_t i = 0; i < members_.size(); ++i) {
      above_[i] = none;
      if (const auto& same = row(i).at(Column::same_as); !same.empty() && !by_code_.contains(same))
        blame(i, Column::same_as, _("No hay ninguna fila con ese código en la edición."));
      const auto& parent = row(i).at(Column::parent);
      if (parent.empty()) continue;
      const auto found = by_code_.find(parent);
      if (found == by_code_.end())
        blame(i, Column::parent, _("No hay ninguna fila con ese código en la edición."));
      else
        above_[i] = found->second;
    }
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (above_[i] != none) under_[above_[i]].push_back(i);
  }

  /// Whatever is above itself. A walk upwards ends on top, at what was walked before, or where it began.
  void find_rings() {
    enum class Mark : std::uint8_t { fresh, walked, safe };
    std::vector<Mark> marks(members_.size(), Mark::fresh);
    for (std::size_t i = 0; i < members_.size(); ++i) {
      std::vector<std::size_t> path;
      auto at = i;
      while (at != none && marks[at] == Mark::fresh) {
        marks[at] = Mark::walked;
        path.push_back(at);
        at = above_[at];
      }
      if (at != none && marks[at] == Mark::walked) {
        const auto ring = std::find(path.begin(), path.end(), at);
        for (auto part = ring; part != path.end(); ++part)
          blame(*part, Column::parent, _("Sus superiores dan la vuelta hasta esta misma fila."));
      }
      for (const auto part : path) marks[part] = Mark::safe;
    }
  }

  /// A level stands where most rows of its name stand: under which other levels, or on top.
  void compare_levels() {
    std::map<std::pair<std::string, std::string>, int> pairs;  // upper, lower; "" above is the top
    std::map<std::string, int> all;
    const auto level = [&](std::size_t i) { return fold(row(i).at(Column::level)); };
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (level(i).empty()) continue;
      ++all[level(i)];
      if (row(i).at(Column::parent).empty()) ++pairs[{"", level(i)}];
      if (above_[i] != none && !level(above_[i]).empty()) ++pairs[{level(above_[i]), level(i)}];
    }
    const auto count = [&](const std::string& upper, const std::string& lower) {
      const auto found = pairs.find({upper, lower});
      return found == pairs.end() ? 0 : found->second;
    };
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const auto own = level(i);
      if (own.empty()) continue;
      if (row(i).at(Column::parent).empty()) {
        if (2 * count("", own) < all[own])
          blame(i, Column::level, _("Las demás filas de este nivel están debajo de otra; falta el superior de esta."));
        continue;
      }
      if (above_[i] == none) continue;
      const auto upper = level(above_[i]);
      if (upper.empty()) continue;
      const bool is_odd = upper == own ? 2 * count(own, own) < all[own] : count(own, upper) >= count(upper, own);
      if (is_odd)
        blame(i, Column::level, _("Está debajo de «{1}», y en otras filas es al revés.").arg(row(above_[i]).at(Column::level)));
    }
  }

  void check_depth() {
    std::vector<std::pair<std::size_t, int>> open;
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (above_[i] == none) open.emplace_back(i, 0);
    while (!open.empty()) {
      const auto [i, depth] = open.back();
      open.pop_back();
      if (depth >= deepest) blame(i, Column::parent, _("Está a más de {1} niveles.").arg(deepest));
      for (const auto child : under_[i]) open.emplace_back(child, depth + 1);
    }
  }

  void put(std::vector<Node>& out, std::size_t i, NodeId parent, int depth) {
    const auto& from = row(i);
    Node node;
    node.id = NodeId::make();
    node.parent = parent;
    node.place = static_cast<std::int64_t>(out.size());
    node.depth = depth;
    node.code = from.at(Column::code);
    node.level = from.at(Column::level);
    node.title = {from.at(Column::title_es), from.at(Column::title_en)};
    node.note = {from.at(Column::note_es), from.at(Column::note_en)};
    node.weight = parse_weight(from.at(Column::weight));
    node.same_as = from.at(Column::same_as) == node.code ? "" : from.at(Column::same_as);
    node.formerly = from.at(Column::formerly);
    node.parent_code = parent ? from.at(Column::parent) : "";
    const auto id = node.id;
    out.push_back(std::move(node));
    for (const auto child : under_[i])
      if (is_good(child)) put(out, child, id, depth + 1);
  }

  const std::vector<SheetRow>& rows_;
  std::vector<std::size_t> members_;
  Problems& problems_;
  std::map<std::string, std::size_t> by_code_;
  std::vector<std::size_t> above_;
  std::vector<std::vector<std::size_t>> under_;
};

}  // namespace

std::int64_t Judged::nodes() const {
  std::int64_t sum = 0;
  for (const auto& draft : editions) sum += static_cast<std::int64_t>(draft.nodes.size());
  return sum;
}

Judged judge(const std::vector<SheetRow>& rows, std::string_view edition) {
  Problems problems(rows);
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    check_cells(problems, rows[i], i);
    for (const auto& name : editions_of(rows[i], edition)) {
      if (!is_edition_name(name)) {
        problems.add(i, Column::edition, _("Escriba la edición con letras sin acento, cifras y guiones, como 2025 o 2014-2018."));
      } else if (auto& of_edition = members[name]; of_edition.empty() || of_edition.back() != i) {
        of_edition.push_back(i);
      }
    }
  }
  // A row that is wrong in one edition is loaded in none, so all are judged before any is built.
  std::vector<std::pair<std::string, Tree>> trees;
  for (auto& [name, of_edition] : members) trees.emplace_back(name, Tree(rows, of_edition, problems));
  for (std::int64_t before = -1; before != problems.wrong();) {
    before = problems.wrong();
    for (auto& [name, tree] : trees) tree.fell_branches();
  }
  Judged out;
  out.rows = static_cast<std::int64_t>(rows.size());
  for (auto& [name, tree] : trees) {
    if (auto nodes = tree.nodes(); !nodes.empty()) out.editions.push_back({name, std::move(nodes)});
  }
  out.wrong = problems.wrong();
  out.problems = problems.take();
  return out;
}

}  // namespace alianza::frameworks
