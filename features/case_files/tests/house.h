#pragma once
// The house of minutes, with documents and case files: a session of the committee with approved minutes, a plenary, documents of
// every kind of reader.
#include <fstream>

#include "features/case_files/actions.h"
#include "features/case_files/feature.h"
#include "features/documents/actions.h"
#include "features/documents/feature.h"
#include "features/meetings/tests/house.h"
#include "features/minutes/actions.h"
#include "features/minutes/feature.h"
#include "platform/jobs/workers.h"

namespace alianza::case_files {

using meetings::outcome;
using membership::Status;

class House : public meetings::House {
 public:
  House() : meetings::House({&minutes::manifest, &document::manifest, &manifest}) {
    join(energy, "active");
    add_person("neighbour", Status::active);
    join(water, "neighbour");
    add_person("stranger", Status::active);
  }
  void join(CommitteeId committee, const std::string& who) {
    app.write(
        [&](db::Tx& tx) { return committees::add_member(tx, act("director"), alliance, committee, seats[who], "2026-01-10"); });
  }
  files::Store store() { return files::Store(app.site().config.files.path); }
  /// Its content is «Contenido de» and the title.
  document::DocumentId document(const std::string& title, const std::string& level, CommitteeId committee = {}) {
    const document::Input input{"work_plan", title, "Secretaría", "2026-02-20", level, committee ? committee.text() : "", ""};
    const auto content = "Contenido de " + title;
    const auto id =
        document::add(app.db(), store(), act("secretariat"), alliance, input, {content, "plan.txt", "text/plain", "", ""});
    EXPECT_TRUE(id) << outcome(id);
    return id.value_or(document::DocumentId());
  }
  /// Approved minutes of a session of that body; their digest.
  std::string approved_minutes(const std::string& title, CommitteeId committee) {
    const auto m = meeting(title, "2026-02-10", committee);
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      TRY(minutes::open(tx, act("secretariat"), alliance, m.id, Lang::es));
      TRY(minutes::change_state(tx, act("secretariat"), alliance, m.id, "review", ""));
      return TRY(minutes::change_state(tx, act("secretariat"), alliance, m.id, "approved", "")).digest;
    });
  }
  Result<CaseFile> ask(const std::string& who, CommitteeId committee = {}) {
    return app.db().write(
        [&](db::Tx& tx) { return case_files::ask(tx, act(who), alliance, committee ? committee.text() : "", Lang::es); });
  }
  void run_jobs() { ASSERT_TRUE(jobs::run_due(app.db(), app.site().jobs)); }
  /// Asked for and made.
  CaseFile made(const std::string& who, CommitteeId committee = {}) {
    const auto asked = ask(who, committee);
    EXPECT_TRUE(asked) << outcome(asked);
    run_jobs();
    return seen(who, asked->id).file;
  }
  Seen seen(const std::string& who, CaseFileId id) {
    return app.read([&](db::Tx& tx) { return see(tx, act(who).actor, alliance, id); });
  }
  bool sees(const std::string& who, CaseFileId id) {
    return static_cast<bool>(app.db().read([&](db::Tx& tx) { return see(tx, act(who).actor, alliance, id); }));
  }
  std::string bytes(const CaseFile& file) {
    std::string out;
    for (auto reader = store().open(file.digest); reader;) {
      const auto piece = *reader->next();
      if (piece.empty()) break;
      out += piece;
    }
    return out;
  }
  Content content(const std::string& who, CommitteeId committee = {}) {
    CaseFile f;
    f.alliance = alliance;
    f.committee = committee;
    f.as_of = app.today();
    return app.read([&](db::Tx& tx) { return content_for(tx, act(who).actor, f); });
  }
  /// The whole of what somebody's archive says, as one text.
  std::string told(const std::string& who, CommitteeId committee = {}) {
    const auto c = content(who, committee);
    auto out = index_json(c);
    for (const auto& e : c.entries) out += e.path + "\n" + e.text;
    return out;
  }
  /// What the independent script says of these bytes: its exit code.
  int verified(const std::string& zip) {
    const auto path = folder() + "/case.zip";
    std::ofstream(path, std::ios::binary) << zip;
    const auto code = std::system(("python3 tools/verify_case_file.py " + path + " >/dev/null 2>&1").c_str());
    return code < 0 ? code : code >> 8;
  }
  std::string folder() const { return const_cast<House*>(this)->app.site().config.files.path; }
};

}  // namespace alianza::case_files
