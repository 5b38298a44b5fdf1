// What a person says of rows in the preview: of one, of several at once, of a value in all of them.
#include <algorithm>

#include "features/imports/actions_shared.h"
#include "platform/base/text.h"

namespace alianza::imports {
namespace {

constexpr std::size_t longest_cell = 10'000;
constexpr std::size_t most_chosen = 500;
constexpr std::size_t most_meanings = 200;

/// A code in place of the text that means it is no change of what the sheet says.
bool says_the_same(const std::string& target, const std::string& before, const std::string& typed) {
  if (!is_closed(target)) return false;
  const auto code = code_of(target, before);
  return code && *code == typed;
}

Done put_cells(const Import& import, const std::vector<std::string>& cells, Row& row) {
  for (std::size_t i = 0; i < cells.size() && i < import.heads.size(); ++i) {
    auto text = parse_text(cells[i], longest_cell, Lines::many);
    if (!text) return fail(Error::field("c" + std::to_string(i), text.error().message));
    if (row.cells.size() <= i) row.cells.resize(i + 1);
    if (i < import.columns.size() && says_the_same(import.columns[i], row.cells[i], *text)) continue;
    row.cells[i] = std::move(*text);
  }
  return {};
}

Done put_extra(const Import& import, const std::map<std::string, std::string>& extra, Row& row) {
  for (const auto& [target, typed] : extra) {
    auto text = parse_text(typed, longest_cell, Lines::many);
    if (!text) return fail(Error::field("x_" + target, text.error().message));
    const bool has_place = is_target(target) && target != "id" && column_of(import.columns, target) < 0;
    if (!has_place) return fail(Error::field("x_" + target, _("Elija un dato de la lista.")));
    if (text->empty())
      row.extra.erase(target);
    else
      row.extra[target] = std::move(*text);
  }
  return {};
}

bool is_known_choice(const Row& row, const std::string& choice) {
  if (choice.empty() || choice == "new" || choice == left_out || choice == row.choice) return true;
  const auto id = OrganizationId::parse(choice);
  return id && std::any_of(row.notes.twins.begin(), row.notes.twins.end(), [&](const Twin& t) { return t.id == *id; });
}

void judge_again(db::Tx& tx, const Seen& seen, Row& row) {
  judge(tx, {seen.at, seen.import}, row);
  store::update_row(tx, seen.import.id, row);
  store::drop_unknown(tx, seen.import.id, row.number);
  store::put_unknown(tx, seen.import, row);
}

/// What «the same» means for this row: the likest of the directory, else the row above that says the same.
std::string the_same(const Row& row) {
  if (!row.notes.twins.empty()) return row.notes.twins.front().id.text();
  const bool repeats =
      std::any_of(row.notes.errors.begin(), row.notes.errors.end(), [](const Remark& e) { return e.field == "choice"; });
  return repeats ? std::string(left_out) : row.choice;
}

Done put_meaning(const Meaning& meaning, Meanings& into) {
  const auto said = parse_text(meaning.said, longest_cell, Lines::many);
  if (!said) return fail(Error::field("meanings", said.error().message));
  const auto key = plain(*said);
  if (!is_closed(meaning.target)) return fail(Error::field("meanings", _("Elija un dato de la lista.")));
  if (meaning.code.empty()) {
    into[meaning.target].erase(key);
    return {};
  }
  const auto codes = codes_in(meaning.target);
  const bool known = meaning.code == leave_blank || std::find(codes.begin(), codes.end(), meaning.code) != codes.end();
  if (!known) return fail(Error::field("meanings", _("Elija un dato de la lista.")));
  into[meaning.target][key] = meaning.code;
  return {};
}

}  // namespace

Result<Row> edit_row(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, std::int64_t number,
                     const RowInput& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, id));
  auto row = TRY(find_row(tx, seen, number));
  if (row.state != RowState::staged) return fail(Error::conflict(_("La fila ya se aplicó. Cambie la organización en su ficha.")));
  TRY(put_cells(seen.import, input.cells, row));
  TRY(put_extra(seen.import, input.extra, row));
  row.keep_rfc = input.keep_rfc == "yes";
  if (!is_known_choice(row, input.choice))
    return fail(Error::field("choice", _("Elija si es nueva o cuál de las parecidas es.")));
  row.choice = input.choice;
  judge_again(tx, seen, row);
  store::touch(tx, id);
  // Of the values nothing enters the audit: a staged row is nobody's yet.
  TRY(record(tx, act, seen.import, "import.edit_row", audit::Fields().set("row", row.number)));
  return row;
}

Result<std::int64_t> choose(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const ChoiceInput& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, id));
  const bool known = input.choice.empty() || input.choice == "new" || input.choice == "same" || input.choice == left_out;
  if (!known) return fail(Error::field("choice", _("Elija si es nueva o cuál de las parecidas es.")));
  if (input.rows.empty()) return fail(Error::field("rows", _("Elija al menos una fila.")));
  if (input.rows.size() > most_chosen) return fail(Error::field("rows", _("Son demasiadas filas a la vez.")));
  std::int64_t changed = 0;
  for (const auto number : input.rows) {
    auto row = TRY(find_row(tx, seen, number));
    if (row.state != RowState::staged) continue;
    row.choice = input.choice == "same" ? the_same(row) : input.choice;
    judge_again(tx, seen, row);
    ++changed;
  }
  store::touch(tx, id);
  TRY(record(tx, act, seen.import, "import.choose", audit::Fields().set("rows", changed).set("choice", input.choice)));
  return changed;
}

std::vector<Unknown> unknowns(db::Tx& tx, const Seen& seen) { return store::unknowns(tx, seen.import.id, most_unknowns); }

std::int64_t next_wrong(db::Tx& tx, const Seen& seen, std::int64_t after) {
  const auto next = store::next_wrong(tx, seen.import.id, after);
  return next != 0 ? next : store::next_wrong(tx, seen.import.id, 0);
}

organizations::ProfileInput reading_of(db::Tx& tx, const Seen& seen, const Row& row) {
  return reading_of(tx, Judging{seen.at, seen.import}, row);
}

Done set_meanings(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const std::vector<Meaning>& meanings) {
  auto seen = TRY(seen_to_write(tx, act, alliance, id));
  if (seen.import.state != State::ready || seen.counts.applied > 0)
    return fail(Error::conflict(_("La importación ya se aplicó: lo que dicen sus valores no cambia.")));
  if (meanings.empty()) return fail(Error::field("meanings", _("Diga qué quiere decir al menos un valor.")));
  for (const auto& meaning : meanings) TRY(put_meaning(meaning, seen.import.meanings));
  std::size_t all = 0;
  for (const auto& [target, values] : seen.import.meanings) all += values.size();
  if (all > most_meanings) return fail(Error::field("meanings", _("Son demasiados valores a la vez.")));
  seen.import.state = State::checking;
  seen.import.swept_to = 0;  // the job takes back what was judged
  ask_for_job(tx, act, seen.import);
  return record(tx, act, seen.import, "import.set_meanings", audit::Fields().set("meanings", to_json(seen.import.meanings)));
}

}  // namespace alianza::imports
