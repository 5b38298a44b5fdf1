#pragma once
// The house of meetings, with documents, the search and the portal: two committees, a member in each, one in none.
#include "features/documents/actions.h"
#include "features/documents/feature.h"
#include "features/meetings/tests/house.h"
#include "features/portal/feature.h"
#include "features/searches/feature.h"
#include "platform/documents/paper.h"
#include "platform/jobs/workers.h"

namespace alianza::document {

using meetings::outcome;
using membership::Status;

class House : public meetings::House {
 public:
  House() : meetings::House({&manifest, &portal::manifest, &searches::manifest}) {
    join(energy, "active");
    add_person("neighbour", Status::active);  // of the other committee
    join(water, "neighbour");
    add_person("stranger", Status::active);  // of none
  }
  void join(CommitteeId committee, const std::string& who) {
    app.write(
        [&](db::Tx& tx) { return committees::add_member(tx, act("director"), alliance, committee, seats[who], "2026-01-10"); });
  }
  Input input(const std::string& title, const std::string& level = "members", CommitteeId committee = {}) const {
    return {"work_plan", title, "Secretaría técnica", "2026-02-20", level, committee ? committee.text() : "", ""};
  }
  static Upload file(std::string_view bytes, std::string_view name = "plan.txt") { return {bytes, name, "text/plain", "", ""}; }
  Result<DocumentId> add(const std::string& who, const Input& input, const Upload& upload) {
    return document::add(app.db(), store(), act(who), alliance, input, upload);
  }
  DocumentId added(const std::string& title, const std::string& level = "members", CommitteeId committee = {},
                   const std::string& who = "secretariat") {
    // Each title has a content of its own.
    const auto id = add(who, input(title, level, committee), file("Contenido de " + title));
    EXPECT_TRUE(id) << outcome(id);
    return id ? *id : DocumentId();
  }
  Result<Version> again(const std::string& who, DocumentId id, const std::string& bytes, const std::string& confirm = "") {
    auto upload = file(bytes);
    upload.confirm_same = confirm;
    return add_version(app.db(), store(), act(who), alliance, id, upload);
  }
  /// A PDF that says those words.
  static std::string pdf_saying(const std::string& words) {
    const auto made = documents::pdf(
        {"<!DOCTYPE html><html lang=\"es\"><head><title>T</title></head><body><p>" + words + "</p></body></html>", ""});
    EXPECT_TRUE(made);
    return made.value_or("");
  }
  static Upload pdf_file(std::string_view bytes) { return {bytes, "plan.pdf", "application/pdf", "", ""}; }
  void run_jobs() { ASSERT_TRUE(jobs::run_due(app.db(), app.site().jobs)); }
  Seen seen(const std::string& who, DocumentId id) {
    return app.read([&](db::Tx& tx) { return see(tx, act(who).actor, alliance, id); });
  }
  bool reads(const std::string& who, DocumentId id) {
    return static_cast<bool>(app.db().read([&](db::Tx& tx) { return see(tx, act(who).actor, alliance, id); }));
  }
  Book book_of(DocumentId id) {
    return app.read([&](db::Tx& tx) -> Result<Book> {
      const auto s = TRY(see(tx, act("director").actor, alliance, id));
      return book(tx, act("director").actor, s);
    });
  }
  std::vector<std::string> titles(const std::string& who, const Filter& filter = {}) {
    return app.read([&](db::Tx& tx) -> Result<std::vector<std::string>> {
      std::vector<std::string> out;
      const auto at = TRY(alliances::see(tx, act(who).actor, alliance));
      each(tx, alliance, sight_of(tx, act(who).actor, at), filter, [&](const Document& d) { out.push_back(d.title); });
      return out;
    });
  }
  std::string withdrawn(const std::string& who, DocumentId id, const std::string& reason) {
    return outcome(app.db().write([&](db::Tx& tx) { return withdraw(tx, act(who), alliance, id, reason); }));
  }
  std::string edited(const std::string& who, DocumentId id, const Input& input) {
    return outcome(app.db().write([&](db::Tx& tx) { return edit(tx, act(who), alliance, id, input); }));
  }
  void publish_alliance() {
    app.write([&](db::Tx& tx) {
      alliances::Input i;
      i.slug = "muestra";
      i.name_es = "Alianza de muestra";
      i.is_public = "1";
      return alliances::edit(tx, act("director"), alliance, i);
    });
  }
  files::Store store() { return files::Store(app.site().config.files.path); }
};

}  // namespace alianza::document
