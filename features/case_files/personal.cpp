// Archives that somebody asked for: nobody else sees them.
#include "features/case_files/personal.h"

#include "features/case_files/store.h"
#include "platform/feature/personal.h"
#include "platform/files/files.h"

namespace alianza::case_files {
namespace {

using feature::Subject;

struct Asked {
  CaseFileId id;
  std::string at;
  static void columns(auto& v, Asked& row) { v(row.id, row.at); }
};

std::vector<Asked> asked_by(db::Tx& tx, const Subject& s) {
  if (s.account == 0) return {};
  return tx.all<Asked>(
      "SELECT id, asked_at FROM case_files WHERE asked_by = :account AND state = 'ready' AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency) ORDER BY id",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& row : asked_by(tx, s)) out.push_back({_("Expediente que pidió"), {{_("Fecha"), row.at}}});
}

/// As when their time is over. One that is being made fails without its person.
void erase(db::Tx& tx, const Subject& s) {
  for (const auto& row : asked_by(tx, s)) {
    auto file = *store::find(tx, row.id);
    file.state = State::expired;
    store::update(tx, file);
    files::release(tx, file.digest, {"case_file", file.id.value()});
  }
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"case_files.asked_by"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::case_files
