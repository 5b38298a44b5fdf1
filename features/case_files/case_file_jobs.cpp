// The jobs: one makes an archive, one takes away those past their time.
#include "features/case_files/access.h"
#include "features/case_files/actions.h"
#include "features/case_files/store.h"
#include "features/documents/actions.h"
#include "platform/auth/accounts.h"
#include "platform/feature/payload.h"
#include "platform/files/files.h"
#include "platform/files/zip.h"

namespace alianza::case_files {
namespace {

constexpr int expired_at_once = 50;

/// Who asked, as the account is now.
Result<auth::Actor> asker(db::Tx& tx, const CaseFile& file) {
  const auto account = auth::find_account(tx, file.asked_by);
  if (!account || !account->active()) return fail(Error::forbidden());
  auth::Actor actor;
  actor.account = account->id;
  actor.name = account->name;
  actor.lang = account->lang;
  return actor;
}

struct Work {
  CaseFile file;
  Content content;
};
/// Everything is read in one snapshot, as the one who asked.
Result<Work> work_of(db::Tx& tx, const jobs::Job& job) {
  const auto file = store::find(tx, CaseFileId(feature::Payload(job.payload_json).id("case_file")));
  if (!file) return fail(Error::not_found());
  const auto actor = TRY(asker(tx, *file));
  TRY(see(tx, actor, file->alliance, file->id));
  auto content = TRY(content_for(tx, actor, *file));
  return Work{*file, std::move(content)};
}

Error damaged() {
  return {Fault::unavailable, _("Un archivo del expediente no está como se guardó. Avise a quien opera el servidor."), {}};
}

Result<Written> add_text(files::Zip& zip, const std::string& path, const std::string& text) {
  TRY(zip.add(path, text));
  return Written{path, static_cast<std::int64_t>(text.size()), files::Digest::of(text)};
}

Result<Written> add(files::Zip& zip, const files::Store& store, const Entry& entry) {
  if (!entry.file) return add_text(zip, entry.path, entry.text);
  auto reader = store.open(entry.file);
  if (!reader) return fail(damaged());
  const auto kept = TRY(zip.add(entry.path, entry.bytes, std::move(*reader)));
  if (kept.digest != entry.file) return fail(damaged());
  return Written{entry.path, kept.bytes, kept.digest};
}

struct Made {
  files::Kept kept;
  std::int64_t entries = 0;
};
Result<Made> write_archive(jobs::Context& context, const files::Store& store, const Content& content, const DrawIndex& draw) {
  auto writer = TRY(store.begin());
  files::Zip zip(writer);
  std::vector<Written> written;
  const auto total = static_cast<std::int64_t>(content.entries.size()) + 2;
  written.push_back(TRY(add_text(zip, "index.html", draw(content))));
  written.push_back(TRY(add_text(zip, "index.json", index_json(content))));
  for (const auto& entry : content.entries) {
    TRY(context.go_on());
    context.progress(static_cast<std::int64_t>(written.size()), total);
    written.push_back(TRY(add(zip, store, entry)));
  }
  TRY(zip.add("manifest.json", manifest_json(content, written)));
  TRY(zip.finish());
  return Made{TRY(writer.finish()), static_cast<std::int64_t>(written.size())};
}

}  // namespace

Done make(jobs::Context& context, const files::Store& store, const DrawIndex& draw) {
  context.phase(_("Reuniéndose"));
  const auto work = TRY(context.db().read([&](db::Tx& tx) { return work_of(tx, context.job()); }));
  const auto made = TRY(write_archive(context, store, work.content, draw));
  return context.db().write([&](db::Tx& tx) -> Done {
    auto file = *store::find(tx, work.file.id);
    file.state = State::ready;
    file.digest = made.kept.digest;
    file.bytes = made.kept.bytes;
    file.entries = made.entries;
    file.ready_at = tx.now();
    file.expires_at = tx.now() + kept_for;
    store::update(tx, file);
    files::use(tx, made.kept, {"case_file", file.id.value()});
    context.finish(tx, {.id = file.id.value(), .text = {}});
    return {};
  });
}

Done expire(jobs::Context& context) {
  for (std::size_t found = expired_at_once; found == expired_at_once;) {
    TRY(context.go_on());
    found = TRY(context.db().write([&](db::Tx& tx) {
      const auto rows = store::expired(tx, tx.now(), expired_at_once);
      for (auto row : rows) {
        row.state = State::expired;
        store::update(tx, row);
        files::release(tx, row.digest, {"case_file", row.id.value()});
        const feature::About about{row.agency.value(), row.alliance.value(), "case_file", row.id.value()};
        feature::record(tx, feature::Act::system("case_files"), about, "case_file.expire", {});
      }
      return rows.size();
    }));
  }
  return {};
}

}  // namespace alianza::case_files
