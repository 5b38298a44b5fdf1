#include "features/results/book.h"

#include <algorithm>
#include <set>

#include "platform/i18n/i18n.h"

namespace alianza::results {
namespace {

constexpr int hundredths = 100;

LocalizedText in_both(const Message& message) { return {i18n::text(Lang::es, message), i18n::text(Lang::en, message), Lang::es}; }

bool is_target(const std::string& code) { return code.find('.') != std::string::npos; }

/// 1, 2, 2, 4: within [begin, end), which is sorted by it.
void put_places(std::vector<Line>::iterator begin, std::vector<Line>::iterator end, auto&& key) {
  std::stable_sort(begin, end, [&](const Line& a, const Line& b) { return key(a) > key(b); });
  std::int64_t place = 0;
  for (auto at = begin; at != end; ++at) {
    const auto index = at - begin + 1;
    const bool same = at != begin && key(*std::prev(at)) == key(*at);
    if (!same) place = index;
    at->place = place;
    at->is_tied = same;
    if (same) std::prev(at)->is_tied = true;
  }
}

struct Maker {
  Table table;
  const std::vector<Choice>& choices;
  Counts counts;

  std::int64_t n_of(const std::string& row, const std::string& option) const {
    const auto found = counts.chosen.find({row, option});
    return found == counts.chosen.end() ? 0 : found->second;
  }

  /// What is offered, «Otra», and what was answered but is not offered any more.
  std::vector<Choice> offered() const {
    auto out = choices;
    const auto& q = table.question;
    if (q.kind == Kind::scale) {
      out.clear();
      for (auto step = q.least.value_or(0); step <= q.most.value_or(0); ++step) {
        const auto code = std::to_string(step);
        const auto* named = q.option(code);
        auto label = named == nullptr ? LocalizedText{code, {}, Lang::es} : named->label;
        if (named != nullptr) label.es = code + " (" + label.es + ")";
        if (named != nullptr && !label.en.empty()) label.en = code + " (" + label.en + ")";
        out.push_back({code, std::move(label)});
      }
    }
    std::set<std::string> known;
    for (const auto& choice : out) known.insert(choice.code);
    const std::string other(surveys::other_code);
    if (q.other == surveys::Other::text && known.insert(other).second) out.push_back({other, in_both(_("Otra opción"))});
    for (const auto& [key, n] : counts.chosen)
      if (!key.second.empty() && known.insert(key.second).second) out.push_back({key.second, {key.second, {}, Lang::es}});
    return out;
  }

  void add_lines(const std::string& row, const LocalizedText& row_label, std::int64_t of) {
    for (const auto& choice : offered()) {
      Line line;
      line.row = row;
      line.row_label = row_label;
      line.code = choice.code;
      line.label = choice.label;
      line.n = n_of(row, choice.code);
      line.of = of;
      table.lines.push_back(std::move(line));
    }
  }

  void matrix() {
    for (const auto& row : table.question.rows) {
      std::int64_t of = 0;
      for (const auto& [key, n] : counts.chosen)
        if (key.first == row.code) of += n;
      add_lines(row.code, row.label, of);
    }
  }

  void by_count() {
    add_lines({}, {}, counts.answered);
    auto& lines = table.lines;
    const auto kind = table.question.kind;
    // Of hundreds of targets and organisations, those that were named.
    std::erase_if(lines, [&](const Line& line) {
      return line.n == 0 && (kind == Kind::organization || (kind == Kind::sdg && is_target(line.code)));
    });
    const auto targets = std::stable_partition(lines.begin(), lines.end(),
                                               [&](const Line& line) { return kind != Kind::sdg || !is_target(line.code); });
    const auto n = [](const Line& line) { return line.n; };
    put_places(lines.begin(), targets, n);
    put_places(targets, lines.end(), n);
  }

  void ranking() {
    add_lines({}, {}, counts.answered);
    const auto m = static_cast<std::int64_t>(table.lines.size());
    for (auto& line : table.lines) {
      std::int64_t sum = 0;
      line.points = line.firsts = 0;
      for (const auto& [rank, n] : counts.ranks[line.code]) {
        sum += rank * n;
        *line.points += (m + 1 - rank) * n;
        if (rank == 1) line.firsts = n;
      }
      if (line.n > 0) line.mean_place = rounded(Wide{sum} * hundredths, line.n);
    }
    put_places(table.lines.begin(), table.lines.end(), [](const Line& line) { return *line.points; });
  }

  void numbers() {
    auto& all = counts.numbers;
    if (all.empty()) return;
    std::sort(all.begin(), all.end());
    Wide sum = 0;
    for (const auto value : all) sum += value;
    const auto n = static_cast<std::int64_t>(all.size());
    const auto middle = all.size() / 2;
    table.numbers =
        Numbers{n, rounded(sum, n), all.size() % 2 == 1 ? all[middle] : rounded(Wide{all[middle - 1]} + all[middle], 2),
                all.front(), all.back()};
  }

  void days() {
    if (counts.days.empty()) return;
    table.first = Date::parse(counts.days.front().day);
    table.last = Date::parse(counts.days.back().day);
  }
};

Question* find_in(Questionnaire& form, const std::string& code) {
  for (auto& section : form.sections)
    for (auto& question : section.questions)
      if (question.code == code) return &question;
  return nullptr;
}

void add_missing(std::vector<Choice>& into, const std::vector<Choice>& from) {
  for (const auto& choice : from)
    if (std::none_of(into.begin(), into.end(), [&](const Choice& c) { return c.code == choice.code; })) into.push_back(choice);
}

using surveys::is_small;

/// Some, but few.
bool is_a_few(std::int64_t n) { return n > 0 && is_small(n); }

/// The parts of one whole. Who left it empty is a part as any other: when it is a few, a part that can be seen is hidden with it,
/// and the per cents are of `asked`.
void hide_parts_of(std::vector<Line*> parts, std::int64_t asked, std::int64_t answered) {
  const auto of = parts.front()->of;
  Line empty;
  empty.n = is_a_few(answered - of) ? answered - of : asked - of;
  if (is_a_few(empty.n)) {
    for (auto* line : parts) line->of = is_a_few(asked - answered) ? asked : answered;
    parts.push_back(&empty);
  }
  surveys::hide_parts(std::move(parts), [](const Line& line) { return line.n; });
}

void hide_lines(Table& table, std::int64_t asked) {
  const auto kind = table.question.kind;
  if (kind == Kind::one || kind == Kind::scale || kind == Kind::matrix) {
    std::map<std::string, std::vector<Line*>> by_row;
    for (auto& line : table.lines) by_row[line.row].push_back(&line);
    for (auto& [row, parts] : by_row) hide_parts_of(std::move(parts), asked, table.answered);
  } else {
    for (auto& line : table.lines) line.is_hidden = is_small(line.n) || is_small(line.of - line.n);
  }
  for (auto& line : table.lines) {
    line.firsts.reset();
    if (table.hides_answered && kind != Kind::matrix) line.of = asked;
    if (!line.is_hidden) continue;
    ++table.hidden;
    line.n = 0;
    line.place.reset();
    line.points.reset();
    line.mean_place.reset();
    line.is_tied = false;
    if (is_small(line.of)) line.of = 0;
  }
  // The mean of a scale is one equation for its hidden steps, their sum another.
  if (kind == Kind::scale && table.hidden > 0) table.numbers.reset();
  // The order of places would tell which of the hidden ones is larger.
  if (kind != Kind::matrix && kind != Kind::scale) {
    const auto hidden =
        std::stable_partition(table.lines.begin(), table.lines.end(), [](const Line& line) { return !line.is_hidden; });
    std::sort(hidden, table.lines.end(), [](const Line& a, const Line& b) { return a.code < b.code; });
  }
  // That somebody named it at all would be told.
  std::erase_if(table.lines, [&](const Line& line) {
    return line.is_hidden && (kind == Kind::organization || (kind == Kind::sdg && is_target(line.code)));
  });
}

void hide_whole(Table& table) {
  table.hidden = static_cast<std::int64_t>(table.lines.size()) + (table.numbers ? 1 : 0);
  table.lines.clear();
  table.numbers.reset();
  table.first.reset();
  table.last.reset();
  table.shown.reset();
  table.answered = 0;
  table.is_hidden = true;
}

/// Whether who was asked this question, by its conditions, is as many as chose something that is hidden; or all but a few of
/// them, when several conditions meet. `told`: the tables before it, as they are shown.
bool tells_hidden(const Table& table, const std::map<std::string, Table>& known,
                  const std::map<std::string, const Table*>& told) {
  const auto& conditions = table.question.conditions;
  for (const auto& condition : conditions) {
    const auto on = told.find(condition.question);
    if (on == told.end()) continue;  // it gave nothing to count
    if (on->second->is_hidden || (condition.option.empty() && on->second->hides_answered)) return true;
    const auto& before = known.at(condition.question);
    std::int64_t having = before.answered;
    if (!condition.option.empty()) {
      having = 0;
      bool is_shown = false;
      for (const auto& line : on->second->lines)
        if (line.code == condition.option) is_shown = !line.is_hidden;
      for (const auto& line : before.lines)
        if (line.code == condition.option) having += line.n;
      if (!is_shown) return true;
    }
    if (conditions.size() < 2 || !table.shown) continue;
    const auto rest = condition.test == surveys::ConditionTest::has ? having - *table.shown : *table.shown;
    if (rest != 0 && is_small(rest)) return true;
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> percent_of(std::int64_t n, std::int64_t of) {
  if (of == 0) return std::nullopt;
  return (200 * n + of) / (2 * of);
}

std::int64_t rounded(Wide a, std::int64_t b) {
  const auto half_up = (2 * (a < 0 ? -a : a) + b) / (2 * Wide{b});
  return static_cast<std::int64_t>(a < 0 ? -half_up : half_up);
}

Table make_table(const Question& question, const std::vector<Choice>& choices, Counts counts) {
  Maker maker{{}, choices, std::move(counts)};
  auto& table = maker.table;
  table.question = question;
  table.answered = maker.counts.answered;
  table.shown = maker.counts.shown;
  table.texts = maker.counts.texts;
  switch (question.kind) {
    case Kind::one:
    case Kind::many:
    case Kind::sdg:
    case Kind::organization: maker.by_count(); break;
    case Kind::ranking: maker.ranking(); break;
    case Kind::matrix: maker.matrix(); break;
    case Kind::scale: maker.add_lines({}, {}, maker.counts.answered), maker.numbers(); break;
    case Kind::number:
    case Kind::money: maker.numbers(); break;
    case Kind::date: maker.days(); break;
    case Kind::text:
    case Kind::file:
    case Kind::note: break;
  }
  return std::move(table);
}

Questionnaire merged(const Questionnaire& newest, const std::vector<const Questionnaire*>& others) {
  auto out = newest;
  for (const auto* other : others)
    for (const auto& section : other->sections)
      for (const auto& question : section.questions) {
        if (auto* known = find_in(out, question.code)) {
          add_missing(known->options, question.options);
          add_missing(known->rows, question.rows);
          continue;
        }
        const auto same = std::find_if(out.sections.begin(), out.sections.end(),
                                       [&](const surveys::Section& s) { return s.title.es == section.title.es; });
        auto& into =
            same == out.sections.end() ? out.sections.emplace_back(surveys::Section{section.title, section.intro, {}}) : *same;
        into.questions.push_back(question);
      }
  return out;
}

Table for_members(Table table, std::int64_t responses) {
  table.texts = 0;
  if (is_small(table.answered)) {
    hide_whole(table);
    return table;
  }
  const auto asked = table.shown.value_or(responses);
  table.hides_answered = is_a_few(asked - table.answered);
  if (table.numbers) {
    table.numbers->least.reset();
    table.numbers->most.reset();
  }
  table.first.reset();
  table.last.reset();
  hide_lines(table, asked);
  if (!table.hides_answered) return table;
  // The digits of a mean tell of how many it is.
  if (table.numbers) {
    table.numbers.reset();
    ++table.hidden;
  }
  table.answered = 0;
  return table;
}

void hide_small(std::vector<TableSection>& sections, std::int64_t responses) {
  std::map<std::string, Table> known;  // as they were
  for (const auto& section : sections)
    for (const auto& table : section.tables) known.emplace(table.question.code, table);
  std::map<std::string, const Table*> told;
  for (auto& section : sections)
    for (auto& table : section.tables) {
      const bool tells = tells_hidden(table, known, told);
      table = for_members(std::move(table), responses);
      if (tells && !table.is_hidden) hide_whole(table);
      told.emplace(table.question.code, &table);
    }
}

}  // namespace alianza::results
