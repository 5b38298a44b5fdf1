#include "features/imports/actions.h"

#include <sodium.h>

#include <algorithm>

#include "features/imports/access.h"
#include "features/imports/actions_shared.h"
#include "platform/audit/digest.h"
#include "platform/base/text.h"
#include "platform/documents/rows.h"
#include "platform/jobs/jobs.h"

namespace alianza::imports {
namespace {

constexpr std::size_t piece_bytes = std::size_t{384} * 1024;
constexpr int pieces_of_a_write = 4;

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

Result<alliances::Seen> may_write(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto at = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::write, at.standing)) return fail(Error::forbidden());
  return at;
}

/// At the field of the form, whatever the reader said of the whole file.
Error at_file(Error error) {
  if (error.fields.empty()) error.fields.push_back({"file", error.message});
  error.message = _("Revise los datos marcados.");
  return error;
}

Done check_file(const Upload& upload) {
  if (upload.bytes.empty()) return fail(Error::field("file", _("Elija un archivo .xlsx, .ods o .csv.")));
  const documents::ReadOptions limits;
  if (upload.bytes.size() > limits.most_bytes)
    return fail(Error::field(
        "file",
        _("El archivo pesa más de {1} MB. Divídalo en varios.").arg(static_cast<std::int64_t>(limits.most_bytes >> 20U))));
  const auto format = documents::sniff(upload.bytes);
  if (!format) return fail(at_file(format.error()));
  return {};
}

Result<Import> begin(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Upload& upload) {
  const auto at = TRY(may_write(tx, act, alliance));
  Import i;
  i.id = ImportId::make();
  i.agency = at.alliance.agency;
  i.alliance = alliance;
  i.file_name = upload.file_name;
  i.file_hash = audit::sha256_hex(upload.bytes);
  i.file_bytes = static_cast<std::int64_t>(upload.bytes.size());
  i.sheet = upload.sheet;
  i.created_by = act.who().account;
  i.created_by_name = act.who().name;
  i.created_at = tx.now();
  store::insert(tx, i);
  return i;
}

}  // namespace

Result<Seen> seen_to_write(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (is_working(seen.import.state) && !seen.stalled)
    return fail(Error::conflict(_("La importación está en curso. Espere a que termine o deténgala.")));
  if (seen.import.forgotten_at)
    return fail(Error::conflict(_("Los datos de sus filas ya se borraron: la importación ya no se aplica ni se deshace.")));
  return seen;
}

Done record(db::Tx& tx, const feature::Act& act, const Import& import, const char* verb, audit::Fields fields) {
  feature::record(tx, act, about(import), verb, std::move(fields));
  return feature::remember(tx, act, import.id.text());
}

void ask_for_job(db::Tx& tx, const feature::Act& act, Import& import) {
  import.job = jobs::enqueue(tx, {.kind = job_kind,
                                  .payload_json = R"({"import":")" + import.id.text() + R"("})",
                                  .agency_id = import.agency.value(),
                                  .alliance_id = import.alliance.value(),
                                  .account_id = act.who().account.value()});
  store::update(tx, import);
}

Result<ImportId> upload(const db::Database& db, const feature::Act& act, AllianceId alliance, const Upload& raw) {
  // Who may not learns nothing of their file.
  TRY(db.read([&](db::Tx& tx) { return may_write(tx, act, alliance); }));
  TRY(check_file(raw));
  auto name = parse_text(raw.file_name, 200);
  auto sheet = parse_text(raw.sheet, 100);
  if (!sheet) return fail(Error::field("sheet", sheet.error().message));
  const Upload upload{name && !name->empty() ? *name : "import", raw.bytes, *sheet};
  auto import = TRY(db.write([&](db::Tx& tx) { return begin(tx, act, alliance, upload); }));
  std::size_t at = 0;
  for (int ordinal = 0; at < upload.bytes.size();) {
    const auto first = std::pair(at, ordinal);
    TRY(db.write([&](db::Tx& tx) {
      std::tie(at, ordinal) = first;
      for (int n = 0; n < pieces_of_a_write && at < upload.bytes.size(); ++n, at += piece_bytes)
        store::add_piece(tx, import, ordinal++, base64(upload.bytes.substr(at, piece_bytes)));
    }));
  }
  TRY(db.write([&](db::Tx& tx) -> Done {
    import.state = State::reading;
    ask_for_job(tx, act, import);
    return record(tx, act, import, "import.upload",
                  audit::Fields().set("file", import.file_name).set("hash", import.file_hash).set("bytes", import.file_bytes));
  }));
  return import.id;
}

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, ImportId id) {
  Seen out;
  out.at = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::read, out.at.standing)) return fail(Error::forbidden());
  auto found = store::find(tx, id);
  // One of the agency is seen from each of its alliances, as the directory is.
  if (!found || found->agency != out.at.alliance.agency || found->state == State::discarded) return fail(Error::not_found());
  out.import = std::move(*found);
  out.counts = store::counts(tx, id);
  out.same_file = store::same_file(tx, out.import);
  if (!is_working(out.import.state)) return out;
  const auto job = jobs::find(tx, out.import.job);
  out.stalled = !job || job->ended();
  if (job) {
    out.done = job->progress.done;
    out.total = job->progress.total;
  }
  return out;
}

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<ImportId> before, int limit) {
  Listing out;
  out.at = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::read, out.at.standing)) return fail(Error::forbidden());
  out.rows = store::of_agency(tx, out.at.alliance.agency, before, limit);
  return out;
}

std::vector<Row> rows(db::Tx& tx, const Seen& seen, Show show, std::int64_t after, int limit) {
  return store::rows(tx, seen.import.id, show, after, limit);
}

Result<Row> find_row(db::Tx& tx, const Seen& seen, std::int64_t number) {
  auto row = store::find_row(tx, seen.import.id, number);
  if (!row) return fail(Error::not_found());
  return std::move(*row);
}

Done set_columns(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const std::vector<std::string>& columns) {
  auto seen = TRY(seen_to_write(tx, act, alliance, id));
  if (seen.import.state != State::ready || seen.counts.applied > 0)
    return fail(Error::conflict(_("La importación ya se aplicó: sus columnas no cambian.")));
  auto wanted = columns;
  wanted.resize(seen.import.heads.size());
  TRY(check_columns(wanted));
  seen.import.columns = wanted;
  seen.import.state = State::checking;
  store::put_layout(tx, seen.import.agency, audit::sha256_hex(heads_key(seen.import.heads)), wanted);
  seen.import.swept_to = 0;  // the job takes back what was judged
  ask_for_job(tx, act, seen.import);
  return record(tx, act, seen.import, "import.set_columns", audit::Fields().set("columns", to_json(wanted)));
}

Done apply(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id, const ApplyInput& input) {
  auto seen = TRY(seen_to_write(tx, act, alliance, id));
  const bool can = seen.import.state == State::ready || seen.import.state == State::applied;
  if (!can || seen.counts.waiting == 0) return fail(Error::conflict(_("No hay filas por aplicar.")));
  if (input.only_whole == "yes" && seen.counts.wrong > 0)
    return fail(Error::field(
        "only_whole",
        N_("Todavía hay {1} fila con errores.", "Todavía hay {1} filas con errores.", seen.counts.wrong).arg(seen.counts.wrong)));
  seen.import.state = State::applying;
  ask_for_job(tx, act, seen.import);
  return record(
      tx, act, seen.import, "import.apply",
      audit::Fields().set("created", seen.counts.created).set("changed", seen.counts.changed).set("wrong", seen.counts.wrong));
}

Done undo(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
  auto seen = TRY(seen_to_write(tx, act, alliance, id));
  const bool can = seen.import.state == State::applied || seen.import.state == State::applying;
  if (!can || seen.counts.applied == 0) return fail(Error::conflict(_("No hay nada que deshacer.")));
  seen.import.state = State::undoing;
  ask_for_job(tx, act, seen.import);
  return record(tx, act, seen.import, "import.undo", audit::Fields().set("rows", seen.counts.applied));
}

Done stop(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
  const auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!is_working(seen.import.state) || seen.stalled) return fail(Error::conflict(_("La importación ya no está en curso.")));
  TRY(jobs::cancel(tx, seen.import.job));
  return record(tx, act, seen.import, "import.stop");
}

Done resume(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  if (!seen.stalled) return fail(Error::conflict(_("La importación no está detenida.")));
  ask_for_job(tx, act, seen.import);
  return record(tx, act, seen.import, "import.resume");
}

Done discard(db::Tx& tx, const feature::Act& act, AllianceId alliance, ImportId id) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  const bool at_rest = !is_working(seen.import.state) || seen.stalled;
  if (!at_rest || seen.counts.applied + seen.counts.restored + seen.counts.left > 0)
    return fail(Error::conflict(_("Solo se descarta una importación de la que nada se aplicó y que no está en curso.")));
  seen.import.state = State::discarded;
  begin_forgetting(tx, seen.import);
  ask_for_job(tx, act, seen.import);
  return record(tx, act, seen.import, "import.discard");
}

}  // namespace alianza::imports
