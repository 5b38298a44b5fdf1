// The job: reads the file, judges its rows, applies them, takes them back. Each slice is a transaction of its own, in which what
// was done is noted with the rows; so a job that dies goes on where it was, and no write is long.
#include <sodium.h>

#include <boost/json.hpp>
#include <chrono>

#include "features/imports/access.h"
#include "features/imports/actions_shared.h"
#include "platform/audit/digest.h"
#include "platform/auth/accounts.h"
#include "platform/documents/rows.h"
#include "platform/jobs/jobs.h"

namespace alianza::imports {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int rows_of_a_write = 500;
constexpr int judged_at_once = 200;
constexpr std::size_t heads_within = 10;  // rows above the heads: titles, notes

std::int64_t since(Steady::time_point begin) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin).count();
}

/// On whose behalf: the one who asked for this job, as the account is now.
Result<feature::Act> act_of(db::Tx& tx, const jobs::Job& job) {
  const auto account = auth::find_account(tx, auth::AccountId(job.account_id));
  if (!account || !account->active()) return fail(Error::forbidden());
  auth::Actor actor;
  actor.account = account->id;
  actor.name = account->name;
  actor.lang = account->lang;
  return feature::Act{actor, "job " + job.id.text(), nullptr};
}

std::optional<Import> import_of(db::Tx& tx, const jobs::Job& job) {
  const auto payload = boost::json::parse(job.payload_json).as_object();
  const auto id = ImportId::parse(std::string_view(payload.at("import").as_string()));
  return id ? store::find(tx, *id) : std::nullopt;
}

struct Party {
  feature::Act act;
  alliances::Seen at;
  Import import;
};
/// Asked anew in every slice: somebody may have lost their office meanwhile.
Result<Party> party_of(db::Tx& tx, const jobs::Job& job) {
  auto import = import_of(tx, job);
  if (!import || import->state == State::discarded || import->forgotten_at) return fail(Error::not_found());
  auto act = TRY(act_of(tx, job));
  auto at = TRY(alliances::see(tx, act.actor, import->alliance));
  if (!may(Action::write, at.standing)) return fail(Error::forbidden());
  return Party{std::move(act), std::move(at), std::move(*import)};
}

Result<std::string> file_of(const db::Database& db, const Import& import) {
  std::string out;
  out.reserve(static_cast<std::size_t>(import.file_bytes));
  for (int ordinal = 0;; ++ordinal) {
    const auto piece = TRY(db.read([&](db::Tx& tx) { return store::piece(tx, import.id, ordinal); }));
    if (!piece) return out;
    std::string bytes(piece->size(), '\0');
    std::size_t size = 0;
    ENSURE(sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), piece->data(), piece->size(), nullptr,
                             &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0);
    out.append(bytes, 0, size);
  }
}

std::vector<std::string> texts_of(const documents::ReadRow& row) {
  std::vector<std::string> out;
  for (const auto& cell : row.cells) out.push_back(cell.text);
  return out;
}

/// Puts the rows of a file into the database, 500 at a time.
class Stager {
 public:
  Stager(jobs::Context& context, Import import) : context_(context), import_(std::move(import)) {}

  Done take(const documents::ReadRow& row) {
    if (!import_.heads.empty()) return stage(row);
    early_.push_back(row);
    return early_.size() < heads_within ? Done() : find_heads();
  }
  Result<Import> finish(const documents::ReadReport& report) {
    if (import_.heads.empty()) TRY(find_heads());
    TRY(flush());
    import_.format = to_text(report.format);
    import_.encoding = report.encoding;
    import_.sheet = report.sheet;
    for (const auto& sheet : report.sheets) import_.sheets += (import_.sheets.empty() ? "" : "; ") + sheet;
    return import_;
  }

 private:
  /// The first of the early rows that we understand best; titles above it are left out.
  Done find_heads() {
    if (early_.empty()) return fail(Error::invalid(_("El archivo está vacío.")));
    auto best = early_.begin();
    int most = 0;
    for (auto row = early_.begin(); row != early_.end(); ++row)
      if (const int n = recognized(texts_of(*row)); n > most) {
        most = n;
        best = row;
      }
    import_.heads = texts_of(*best);
    const auto rest = std::vector<documents::ReadRow>(std::next(best), early_.end());
    for (const auto& row : rest) TRY(stage(row));
    return {};
  }
  Done stage(const documents::ReadRow& read) {
    Row row;
    row.number = read.number;
    row.cells = texts_of(read);
    row.cells.resize(import_.heads.size());
    if (is_total(row.cells)) row.choice = left_out;
    ready_.push_back(std::move(row));
    ++import_.rows_read;
    return ready_.size() < rows_of_a_write ? Done() : flush();
  }
  Done flush() {
    TRY(context_.go_on());
    TRY(context_.db().write([&](db::Tx& tx) {
      for (const auto& row : ready_) store::add_row(tx, import_, row);
      context_.save(tx, "{}");
    }));
    ready_.clear();
    context_.progress(import_.rows_read, 0);
    return {};
  }

  jobs::Context& context_;
  Import import_;
  std::vector<documents::ReadRow> early_;
  std::vector<Row> ready_;
};

/// What a person remembered for these heads, else what we guess.
std::vector<std::string> columns_for(db::Tx& tx, const Import& import) {
  auto known = store::layout(tx, import.agency, audit::sha256_hex(heads_key(import.heads)));
  return known ? std::move(*known) : guess_columns(import.heads);
}

/// The file is wrong, which is told on the import's page. Before the file goes: another attempt could not say it any more.
Done tell_failure(jobs::Context& context, Import import, const Error& error) {
  return context.db().write([&](db::Tx& tx) {
    import.state = State::failed;
    import.problem = error.fields.empty() ? error.message : error.fields.front().message;
    store::update(tx, import);
    context.save(tx, "{}");
  });
}

Done read_file(jobs::Context& context, const Import& import) {
  context.phase(_("Leyéndose"));
  const auto bytes = TRY(file_of(context.db(), import));
  // An earlier attempt may have staged some.
  TRY(sweep(context, import.id, 0, store::drop_rows));
  Stager stager(context, import);
  documents::ReadOptions options;
  options.sheet = import.sheet;
  const auto report = documents::read_rows(bytes, options, [&](const documents::ReadRow& row) { return stager.take(row); });
  TRY(context.go_on());
  const bool is_files_fault = !report && (report.error().fault == Fault::invalid || report.error().fault == Fault::too_large);
  if (is_files_fault) return tell_failure(context, import, report.error());
  if (!report) return fail(report.error());
  auto read = TRY(stager.finish(*report));
  return context.db().write([&](db::Tx& tx) {
    read.columns = columns_for(tx, read);
    read.state = State::checking;
    store::update(tx, read);
    context.save(tx, "{}");
  });
}

/// Judging reads much and writes little, so it reads in a snapshot and then writes.
Done judge_rows(jobs::Context& context) {
  context.phase(_("Revisándose"));
  std::int64_t done = 0;
  for (;;) {
    TRY(context.go_on());
    Import import;
    auto rows = TRY(context.db().read([&](db::Tx& tx) -> Result<std::vector<Row>> {
      const auto party = TRY(party_of(tx, context.job()));
      import = party.import;
      auto pending = store::pending(tx, import.id, judged_at_once);
      judge_all(tx, {party.at, party.import}, pending);
      return pending;
    }));
    if (rows.empty()) return {};
    TRY(context.db().write([&](db::Tx& tx) {
      for (const auto& row : rows) {
        store::update_row(tx, import.id, row);
        store::put_unknown(tx, import, row);
      }
      context.save(tx, "{}");
    }));
    done += static_cast<std::int64_t>(rows.size());
    context.progress(done, 0);
  }
}

/// Rows of `state`, slice by slice, each written within its time; `act` changes them and writes what they have become.
template <class Take, class Act>
Done in_slices(jobs::Context& context, std::int64_t total, Take&& take, Act&& act) {
  int size = 20;
  std::int64_t done = 0;
  for (bool more = true; more;) {
    TRY(context.go_on());
    std::int64_t took = 0;
    std::size_t worked = 0;
    TRY(context.db().write([&](db::Tx& tx) -> Done {
      const auto begin = Steady::now();
      auto party = TRY(party_of(tx, context.job()));
      auto rows = take(tx, party.import.id, size);
      act(tx, party, rows);
      worked = rows.size();
      context.save(tx, "{}");
      took = since(begin);
      return {};
    }));
    more = worked == static_cast<std::size_t>(size);
    done += static_cast<std::int64_t>(worked);
    context.progress(done, std::max(total, done));
    size = next_slice(size, took);
  }
  return {};
}

Done apply_rows(jobs::Context& context, std::int64_t total) {
  context.phase(_("Aplicándose"));
  return in_slices(context, total, store::waiting, [](db::Tx& tx, const Party& party, std::vector<Row>& rows) {
    for (auto& row : rows) {
      const auto done = apply_row(tx, party.act, {party.at, party.import}, row);
      if (!done) {
        row.state = RowState::failed;
        row.notes.errors = {remark(-1, "", done.error().message)};
      }
      store::update_row(tx, party.import.id, row);
    }
  });
}

Done undo_rows(jobs::Context& context, std::int64_t total) {
  context.phase(_("Deshaciéndose"));
  return in_slices(context, total, store::applied, [](db::Tx& tx, const Party& party, std::vector<Row>& rows) {
    undo_all(tx, party.act, {party.at, party.import}, rows);
    store::mark_restored(tx, party.import.id, rows);
    for (const auto& row : rows)
      if (row.state != RowState::restored) store::update_row(tx, party.import.id, row);
  });
}

/// The last transaction: what the import has become, and the end of the job.
Done finish(jobs::Context& context, State state) {
  return context.db().write([&](db::Tx& tx) -> Done {
    auto import = TRY(party_of(tx, context.job())).import;
    import.state = state;
    if (state == State::applied && !import.applied_at) import.applied_at = tx.now();
    if (state == State::undone) import.undone_at = tx.now();
    store::update(tx, import);
    context.finish(tx, {.id = import.id.value(), .text = {}});
    return {};
  });
}

}  // namespace

Done work(jobs::Context& context) {
  const auto& db = context.db();
  const auto discarded = TRY(db.read([&](db::Tx& tx) { return import_of(tx, context.job()); }));
  if (discarded && discarded->state == State::discarded) return go_on_forgetting(context, *discarded);
  auto import = TRY(db.read([&](db::Tx& tx) { return party_of(tx, context.job()); })).import;
  const auto counts = TRY(db.read([&](db::Tx& tx) { return store::counts(tx, import.id); }));
  if (import.state == State::reading) {
    TRY(read_file(context, import));
    import = TRY(db.read([&](db::Tx& tx) { return party_of(tx, context.job()); })).import;
  }
  if (import.state == State::failed) {
    TRY(sweep(context, import.id, 0, store::drop_rows));
    TRY(sweep_pieces(context, import.id));
    return finish(context, State::failed);
  }
  if (import.state == State::checking) {
    TRY(sweep_pieces(context, import.id));
    if (import.swept_to) TRY(sweep(context, import.id, *import.swept_to, store::unjudge));
    TRY(judge_rows(context));
    return finish(context, State::ready);
  }
  if (import.state == State::applying) {
    TRY(apply_rows(context, counts.waiting));
    return finish(context, State::applied);
  }
  if (import.state == State::undoing) {
    TRY(undo_rows(context, counts.applied));
    return finish(context, State::undone);
  }
  return {};
}

}  // namespace alianza::imports
