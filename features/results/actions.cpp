// Reading: the book, cross tables, what was written, two rounds side by side.
#include "features/results/actions.h"

#include <algorithm>

#include "features/results/access.h"
#include "features/results/actions_counting.h"
#include "features/results/actions_shared.h"
#include "features/results/store.h"

namespace alianza::results {
namespace {

constexpr int most_sessions = 24;
constexpr int texts_a_piece = 500;

bool is_for_members(const SeenBook& at) { return at.audience == Audience::members && at.state == surveys::State::closed; }

/// The offices read what was written to an anonymous survey, when it was not by few.
void hide_small(const SeenBook& at, std::vector<TableSection>& sections, std::int64_t responses) {
  if (!at.hides_small()) return;
  std::map<std::string, std::int64_t> texts;
  for (const auto& section : sections)
    for (const auto& table : section.tables) texts.emplace(table.question.code, table.texts);
  results::hide_small(sections, responses);
  if (at.reader != Audience::offices) return;
  for (auto& section : sections)
    for (auto& table : section.tables)
      if (const auto n = texts.at(table.question.code); !surveys::is_small(n)) table.texts = n;
}

Done refuse_anonymous(const SeenBook& at) {
  if (at.may_cross()) return {};
  return fail(
      Error::conflict(_("La encuesta es anónima: no se cruza ni se filtra, porque dos tablas distintas dirían, por diferencia, "
                        "qué respondió alguien.")));
}

std::vector<Note> notes_for(db::Tx& tx, const SeenBook& at) {
  auto out = store::notes(tx, at.survey.id);
  if (at.reader == Audience::members) std::erase_if(out, [](const Note& note) { return note.audience != Audience::members; });
  return out;
}

/// Members read what holds.
std::vector<Consensus> editions_for(db::Tx& tx, const SeenBook& at) {
  auto out = store::consensuses(tx, at.survey.id);
  if (at.reader == Audience::members && !out.empty()) out.resize(1);
  return out;
}

/// Of a catalogue of types, sectors, sizes or committees: those that somebody who answered is of.
Variable with_somebody(Variable variable, const Parted& parted) {
  if (variable.part == Variable::Part::organization || variable.part == Variable::Part::picked)
    std::erase_if(variable.parts, [&](const Choice& part) { return !parted.parts.contains(part.code); });
  return variable;
}

/// Of the variables that are asked for, those whose parts the answers make.
Done make_parts(Counting& counting, std::vector<Variable>& all, const CrossInput& input) {
  const auto make = [&](const std::string& code, const char* field) -> Done {
    for (auto& variable : all) {
      if (variable.code != code) continue;
      counting.make_parts(variable);
      if (variable.is_of_answers() && variable.parts.size() > most_parts)
        return fail(Error::field(field, _("Hay más de {1} periodos distintos: elija uno más largo, como el año.")
                                            .arg(static_cast<std::int64_t>(most_parts))));
    }
    return {};
  };
  TRY(make(input.rows, "rows"));
  TRY(make(input.columns, "columns"));
  for (const auto& filter : input.filters) TRY(make(filter.variable, "filters"));
  return {};
}

Done refuse_variable(const std::vector<Variable>& all, const std::string& code, const char* field) {
  if (code.empty() || find(all, code) != nullptr) return {};
  return fail(Error::field(field, _("Elija entre las opciones que se muestran.")));
}

/// The written words, folded; all must be in the text.
std::vector<std::string> words_of(const std::string& typed) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : fold(typed) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

bool holds_all(const std::string& text, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  const auto folded = fold(text);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

void name_organizations(db::Tx& tx, std::vector<TextRow>& rows) {
  std::vector<ResponseId> ids;
  for (const auto& row : rows) ids.push_back(row.response);
  std::map<ResponseId, surveys::SentFrom> known;
  for (auto& from : surveys::sent_from(tx, ids)) known.emplace(from.id, std::move(from));
  for (auto& row : rows)
    if (const auto found = known.find(row.response); found != known.end()) {
      row.organization = found->second.name;
      row.recipient = found->second.recipient;
    }
}

/// Of an anonymous survey: what one person wrote to two questions must not stand at the same place of both lists.
void put_sorted(db::Tx& tx, Texts& out, const TextsInput& input, const std::vector<std::string>& words) {
  if (!out.at.survey.is_countable()) return;
  std::vector<TextRow> all;
  std::int64_t written = 0;
  for (ResponseId after;;) {
    const auto piece = surveys::texts(tx, out.at.survey, input.question, after, texts_a_piece);
    written += static_cast<std::int64_t>(piece.size());
    for (const auto& row : piece)
      if (holds_all(row.text, words)) all.push_back({{}, {}, {}, row.option == surveys::other_code, row.text});
    if (piece.size() < static_cast<std::size_t>(texts_a_piece)) break;
    after = piece.back().response;
  }
  out.is_hidden = surveys::is_small(written);
  if (out.is_hidden) return;
  std::sort(all.begin(), all.end(), [](const TextRow& a, const TextRow& b) { return fold(a.text) < fold(b.text); });
  const auto from = std::min(all.size(), static_cast<std::size_t>(input.after.value()));
  const auto until = std::min(all.size(), from + static_cast<std::size_t>(input.limit));
  out.rows.assign(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(until));
  if (until < all.size()) out.next = ResponseId(static_cast<std::int64_t>(until));
}

const Table* find_table(const std::vector<TableSection>& sections, const std::string& code) {
  for (const auto& section : sections)
    for (const auto& table : section.tables)
      if (table.question.code == code) return &table;
  return nullptr;
}

ComparedTable side_by_side(const Table& here, const Table& there) {
  const auto told = [](const Table& table) { return table.hides_answered ? std::nullopt : std::optional(table.answered); };
  ComparedTable out{here.question, told(here), told(there), {}, {}, {}, 0};
  std::size_t common = 0;
  for (const auto& line : here.lines) {
    const auto other = std::find_if(there.lines.begin(), there.lines.end(),
                                    [&](const Line& l) { return l.row == line.row && l.code == line.code; });
    if (other == there.lines.end()) continue;
    out.lines.push_back({line, *other});
    ++common;
  }
  out.left_out = static_cast<std::int64_t>(here.lines.size() + there.lines.size() - 2 * common);
  const bool same_unit = here.question.kind != Kind::money || here.question.currency == there.question.currency;
  if (here.numbers && there.numbers && same_unit) {
    out.numbers_here = here.numbers;
    out.numbers_there = there.numbers;
  }
  return out;
}

}  // namespace

Result<SeenBook> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  SeenBook at{TRY(alliances::see(tx, actor, alliance)), {}, {}, {}, Audience::members, false};
  const auto& standing = at.seen.standing;
  auto survey = surveys::find(tx, alliance, id);
  if (!survey || survey->state == surveys::State::draft) return fail(Error::not_found());
  at.survey = std::move(*survey);
  at.state = surveys::state_on(at.survey, at.seen.today);
  at.audience = store::audience(tx, id);
  at.may_keep = may(Action::keep, standing);
  if (may(Action::read, standing))
    at.reader = Audience::offices;
  else if (!may(Action::read_open, standing) || !is_for_members(at))
    return fail(Error::not_found());
  return at;
}

Result<SeenBook> see_as_office(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  auto at = TRY(results::see(tx, actor, alliance, id));
  if (at.reader != Audience::offices) return fail(Error::forbidden());
  return at;
}

Result<SeenBook> see_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, SurveyId id) {
  auto at = TRY(results::see(tx, act.actor, alliance, id));
  if (!at.may_keep) return fail(Error::forbidden());
  return at;
}

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  Book out{TRY(results::see(tx, actor, alliance, id)), 0, {}, {}, {}, {}, {}};
  Counting counting(tx, out.at.survey, out.at.seen.today);
  out.responses = counting.responses();
  out.rate = surveys::rate_of(tx, out.at.survey);
  out.sections = counting.sections();
  out.notes = notes_for(tx, out.at);
  out.consensuses = editions_for(tx, out.at);
  hide_small(out.at, out.sections, out.responses);
  if (!out.consensuses.empty() && out.consensuses.front().meeting)
    if (auto meeting = meetings::find(tx, alliance, out.consensuses.front().meeting)) out.agreed_in = std::move(meeting->title);
  return out;
}

Result<std::vector<Note>> notes(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  return notes_for(tx, TRY(results::see(tx, actor, alliance, id)));
}

Result<std::vector<Consensus>> editions(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id) {
  return editions_for(tx, TRY(results::see(tx, actor, alliance, id)));
}

Result<Crossing> cross(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, const CrossInput& input) {
  Crossing out{TRY(see_as_office(tx, actor, alliance, id)), {}, input, {}};
  TRY(refuse_anonymous(out.at));
  Counting counting(tx, out.at.survey, out.at.seen.today);
  out.variables = counting.variables();
  TRY(refuse_variable(out.variables, input.rows, "rows"));
  TRY(refuse_variable(out.variables, input.columns, "columns"));
  TRY(make_parts(counting, out.variables, input));
  auto kept = counting.everybody();
  for (const auto& filter : input.filters) {
    TRY(refuse_variable(out.variables, filter.variable, "filters"));
    const auto* variable = find(out.variables, filter.variable);
    if (variable == nullptr || filter.part.empty()) continue;  // chosen halfway: its parts are offered
    if (variable->find(filter.part) == nullptr)
      return fail(Error::field("filters", _("Elija entre las opciones que se muestran.")));
    kept &= counting.with(*variable, filter.part);
  }
  const auto* rows = out.rows();
  const auto* columns = out.columns();
  if (rows == nullptr || columns == nullptr) return out;
  const auto in_rows = counting.parted(*rows);
  const auto in_columns = counting.parted(*columns);
  out.table = cross(with_somebody(*rows, in_rows), in_rows, with_somebody(*columns, in_columns), in_columns, kept, input.share);
  return out;
}

Result<Texts> texts(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, const TextsInput& input) {
  Texts out{TRY(see_as_office(tx, actor, alliance, id)), {}, {}, {}};
  const auto responses = surveys::sent_responses(tx, out.at.survey);
  const Question* question = nullptr;
  const auto versions = surveys::answered_versions(tx, out.at.survey, responses);
  for (const auto& [version, form] : versions)
    if (const auto* found = form.find(input.question)) question = found;
  if (question == nullptr || (question->kind != Kind::text && question->other != surveys::Other::text))
    return fail(Error::field("question", _("Elija entre las opciones que se muestran.")));
  out.question = *question;
  const auto words = words_of(input.words);
  if (out.at.survey.is_anonymous()) {
    put_sorted(tx, out, input, words);
    return out;
  }
  auto after = input.after;
  while (out.rows.size() <= static_cast<std::size_t>(input.limit)) {
    const auto piece = surveys::texts(tx, out.at.survey, input.question, after, texts_a_piece);
    for (const auto& row : piece)
      if (holds_all(row.text, words)) out.rows.push_back({row.response, {}, {}, row.option == surveys::other_code, row.text});
    if (piece.size() < static_cast<std::size_t>(texts_a_piece)) break;
    after = piece.back().response;
  }
  if (out.rows.size() > static_cast<std::size_t>(input.limit)) {
    out.rows.resize(static_cast<std::size_t>(input.limit));
    out.next = out.rows.back().response;
  }
  name_organizations(tx, out.rows);
  return out;
}

Result<Comparison> compare(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, SurveyId id, SurveyId with) {
  Comparison out{TRY(see_as_office(tx, actor, alliance, id)), {}, {}, {}};
  for (auto& survey : surveys::of_alliance(tx, alliance))
    if (survey.id != id && survey.state != surveys::State::draft) out.others.push_back(std::move(survey));
  const auto& own = out.at.survey.from_template;
  std::stable_partition(out.others.begin(), out.others.end(),
                        [&](const surveys::Survey& s) { return !own.empty() && s.from_template == own; });
  if (!with) return out;
  const auto found = std::find_if(out.others.begin(), out.others.end(), [&](const surveys::Survey& s) { return s.id == with; });
  if (found == out.others.end()) return fail(Error::not_found());
  out.with = *found;
  Counting counting_here(tx, out.at.survey, out.at.seen.today);
  Counting counting_there(tx, *out.with, out.at.seen.today);
  auto here = counting_here.sections();
  auto there = counting_there.sections();
  hide_small(out.at, here, counting_here.responses());
  auto other_at = out.at;
  other_at.survey = *out.with;
  hide_small(other_at, there, counting_there.responses());
  for (const auto& section : here)
    for (const auto& table : section.tables) {
      const auto* other = find_table(there, table.question.code);
      if (other == nullptr || table.is_hidden || other->is_hidden || other->question.kind != table.question.kind ||
          (table.lines.empty() && !table.numbers))
        continue;
      out.tables.push_back(side_by_side(table, *other));
    }
  return out;
}

std::vector<meetings::Meeting> sessions(db::Tx& tx, const SeenBook& at) {
  std::vector<meetings::Meeting> out;
  const meetings::Filter filter{.when = meetings::When::all, .state = meetings::State::held};
  for (auto& row : meetings::list(tx, at.survey.alliance, filter, {}, most_sessions, at.seen.today).rows)
    out.push_back(std::move(row.meeting));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.on > b.on; });
  return out;
}

std::vector<surveys::Survey> open_books(db::Tx& tx, const alliances::Seen& seen) {
  std::vector<surveys::Survey> out;
  const auto ids = store::open_books(tx, seen.alliance.id);
  if (ids.empty()) return out;
  for (auto& survey : surveys::of_alliance(tx, seen.alliance.id))
    if (std::find(ids.begin(), ids.end(), survey.id) != ids.end() &&
        surveys::state_on(survey, seen.today) == surveys::State::closed)
      out.push_back(std::move(survey));
  return out;
}

std::optional<Consensus> consensus(db::Tx& tx, SurveyId survey) {
  auto rows = store::consensuses(tx, survey);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}
std::optional<Consensus> find_consensus(db::Tx& tx, ConsensusId id) { return store::find_consensus(tx, id); }

std::vector<Consensus> all_editions(db::Tx& tx, SurveyId survey) { return store::consensuses(tx, survey); }

std::vector<Consensus> consensuses(db::Tx& tx, AllianceId alliance) { return store::held(tx, alliance); }

}  // namespace alianza::results
