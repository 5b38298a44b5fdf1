#pragma once
// The rows of the public tables, read from the features that have them. Asks nobody: for an alliance that open() gave.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "features/organizations/actions.h"
#include "features/portal/actions.h"
#include "features/portal/open_data.h"

namespace alianza::portal {

/// What a download says of itself.
struct Terms {
  std::string notice;  // «No oficial», «Datos sintéticos», or who publishes
  std::string seal;    // the sentence of the seal; empty for real data
  std::string source;  // the citation; empty when the alliance's own
  std::string licence;
  /// The last cell of each row: the licence with its citation.
  std::string in_one_line(Lang lang) const;
};
Terms terms_of(const Public& open, Lang lang);

/// Every row of a table but `organizations`, which can be long: each_organization().
std::vector<Row> rows(db::Tx& tx, const Public& open, Table table);
/// Some organisations after `after` (empty: from the first), and how to go on; an empty batch is the end.
struct OrganizationBatch {
  std::vector<Row> rows;
  std::optional<membership::OrganizationId> last;
};
OrganizationBatch organizations_after(db::Tx& tx, const Public& open, const std::optional<membership::OrganizationId>& after);
/// A whole table as a file, piece by piece; memory does not grow with its rows.
struct FileWanted {
  Table table = Table::facts;
  documents::Format format = documents::Format::csv;
  Lang lang = Lang::es;  // of notice and licence; the columns are in both
  std::string origin;    // "https://alianza.example", for the address of where the file comes from
};
documents::Pieces table_pieces(const db::Database& db, const Public& open, const FileWanted& wanted);
/// Rows of each table, for the list of tables.
std::map<Table, std::int64_t> count_rows(db::Tx& tx, const Public& open);

/// Organisations that take part in public: active ones.
struct OrganizationsWanted {
  std::string search;
  std::optional<membership::OrganizationId> after;
  std::optional<membership::OrganizationId> before;
  int limit = 50;
};
Result<organizations::ListPage> public_organizations(db::Tx& tx, const alliances::Alliance& alliance,
                                                     const OrganizationsWanted& wanted);
/// One of them. Error: not_found, also for one that is not active in the alliance.
Result<organizations::Organization> public_organization(db::Tx& tx, const alliances::Alliance& alliance,
                                                        membership::OrganizationId id);

/// The meetings of an alliance as the public may know them: without address to connect and without persons. `committee` limits
/// them.
std::vector<PublicMeeting> public_meetings(db::Tx& tx, const Public& open, const meetings::Filter& filter,
                                           const std::vector<committees::Listed>& committees);

}  // namespace alianza::portal
