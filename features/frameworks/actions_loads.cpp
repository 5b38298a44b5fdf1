// A file on its way to become an edition: read, laid aside, looked through, loaded or discarded.
#include <algorithm>
#include <array>

#include "features/frameworks/actions_shared.h"
#include "features/frameworks/store.h"
#include "platform/audit/digest.h"
#include "platform/base/words.h"

namespace alianza::frameworks {
namespace {

constexpr std::array<std::string_view, 3> load_states{"staged", "loaded", "discarded"};

Error taken(const std::string& edition) {
  auto error = Error::field("edition", _("La institución ya tiene la edición {1} de este marco.").arg(edition));
  error.fault = Fault::conflict;
  return error;
}

/// Every field that is wrong, and the file too.
struct ReadFile {
  Parsed heading;
  Sheet sheet;
};
Result<ReadFile> read(const Input& input, const File& file) {
  auto heading = parse(input);
  auto sheet = read_sheet(file.bytes);
  if (sheet && heading && judge(sheet->rows, heading->edition).nodes() > most_nodes)
    sheet = fail(Error::field("file", _("El archivo tiene más de {1} elementos. Cárguelo por ediciones.").arg(most_nodes)));
  if (heading && sheet) return ReadFile{std::move(*heading), std::move(*sheet)};
  auto error = heading ? Error::invalid(_("Revise los datos marcados.")) : heading.error();
  if (!sheet) error.fields.insert(error.fields.end(), sheet.error().fields.begin(), sheet.error().fields.end());
  if (!sheet && heading) error.fault = sheet.error().fault;
  return fail(std::move(error));
}

Result<SeenLoad> staged_to_close(db::Tx& tx, const feature::Act& act, AllianceId alliance, LoadId id) {
  auto seen = TRY(see_load(tx, act.actor, alliance, id));
  if (seen.load.state != LoadState::staged) return fail(Error::conflict(_("Este archivo ya se cargó o se descartó.")));
  return seen;
}

void close_load(db::Tx& tx, LoadId id, LoadState state) {
  store::drop_rows(tx, id);
  store::put_state(tx, id, state);
}

}  // namespace

std::string_view to_text(LoadState state) { return word_of(load_states, state); }
bool from_text(std::string_view text, LoadState& state) { return read_word(load_states, text, state); }

Result<Load> stage(const db::Database& db, const feature::Act& act, AllianceId alliance, const Input& input, const File& file) {
  // Who may not learns nothing of their file.
  TRY(db.read([&](db::Tx& tx) { return seen_for(tx, act.actor, alliance, Action::keep); }));
  const auto read_file = TRY(read(input, file));
  const auto hash = audit::sha256_hex(file.bytes);
  const auto name = parse_text(file.name, 200);
  return db.write([&](db::Tx& tx) -> Result<Load> {
    const auto seen = TRY(seen_for(tx, act.actor, alliance, Action::keep));
    const auto present = store::find_by_code(tx, seen.alliance.agency, read_file.heading.code);
    if (present && present->edition(read_file.heading.edition) != nullptr) return fail(taken(read_file.heading.edition));
    Load load{LoadId::make(),
              seen.alliance.agency,
              alliance,
              LoadState::staged,
              read_file.heading,
              name && !name->empty() ? *name : "archivo",
              hash,
              read_file.sheet.encoding,
              read_file.sheet.unread,
              static_cast<std::int64_t>(read_file.sheet.rows.size()),
              tx.now()};
    store::insert(tx, load);
    for (const auto& row : read_file.sheet.rows) store::insert_row(tx, load, row);
    feature::record(tx, act, {load.agency.value(), 0, "framework_load", load.id.value()}, "framework.stage",
                    audit::Fields()
                        .set("code", load.heading.code)
                        .set("edition", load.heading.edition)
                        .set("file", load.file_name)
                        .set("hash", load.file_hash)
                        .set("rows", load.rows_read));
    TRY(feature::remember(tx, act, load.id.text()));
    return load;
  });
}

Result<SeenLoad> see_load(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, LoadId id) {
  SeenLoad out;
  out.at = TRY(seen_for(tx, actor, alliance, Action::keep));
  auto found = store::find_load(tx, out.at.alliance.agency, id);
  if (!found) return fail(Error::not_found());
  out.load = std::move(*found);
  if (out.load.state == LoadState::staged) out.judged = judge(store::rows(tx, id), out.load.heading.edition);
  return out;
}

Result<Framework> load(db::Tx& tx, const feature::Act& act, AllianceId alliance, LoadId id, const LoadInput& input) {
  auto seen = TRY(staged_to_close(tx, act, alliance, id));
  auto& judged = seen.judged;
  if (judged.editions.empty()) return fail(Error::field("wrong", _("Ninguna fila se puede cargar.")));
  if (judged.wrong > 0 && input.wrong != "leave_out")
    return fail(Error::field("wrong", N_("Hay {1} fila con errores. Diga si se carga sin ella.",
                                         "Hay {1} filas con errores. Diga si se carga sin ellas.", judged.wrong)
                                          .arg(judged.wrong)));
  const auto framework = find_or_insert(tx, seen.load.agency, seen.load.heading.code, seen.load.heading.name);
  std::string names;
  for (auto& draft : judged.editions) {
    if (framework.edition(draft.edition) != nullptr) return fail(taken(draft.edition));
    names += (names.empty() ? "" : ", ") + draft.edition;
    insert_edition(tx, framework, seen.load.heading, std::move(draft));
  }
  close_load(tx, id, LoadState::loaded);
  TRY(record(tx, act, framework.agency, framework.id, "framework.load",
             audit::Fields()
                 .set("code", framework.code)
                 .set("editions", names)
                 .set("rows", judged.rows)
                 .set("left_out", judged.wrong)
                 .set("hash", seen.load.file_hash)));
  return std::move(*store::find(tx, framework.agency, framework.id));
}

Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, LoadId id) {
  const auto seen = TRY(staged_to_close(tx, act, alliance, id));
  close_load(tx, id, LoadState::discarded);
  feature::record(tx, act, {seen.load.agency.value(), 0, "framework_load", id.value()}, "framework.discard",
                  audit::Fields().set("code", seen.load.heading.code).set("file", seen.load.file_name));
  return feature::remember(tx, act, id.text());
}

}  // namespace alianza::frameworks
