#pragma once
// The public tables: what each is called, its columns and what they mean, and its rows. The columns are the same in CSV, XLSX and
// JSON, and in every language; the last two say on every row what the data are and under which terms, because a file travels
// without its page.
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"
#include "features/documents/documents.h"
#include "features/organizations/listing.h"
#include "features/portal/portal.h"
#include "platform/documents/table.h"

namespace alianza::portal {

using documents::Cell;
using Row = std::vector<Cell>;

enum class Table {
  facts,
  figures,
  funnel,
  committees,
  memberships,
  organizations,
  meetings,
  documents,
  criteria,
  findings,
  notes
};
const std::vector<Table>& tables();
std::string_view to_text(Table table);
bool from_text(std::string_view text, Table& table);
Message title(Table table);     // «Hechos»
Message contains(Table table);  // «Fecha, precisión de la fecha, cifra…»

enum class ColumnType { text, integer, boolean };
enum class May { be_empty, not_be_empty };
struct TableColumn {
  const char* name;
  Message meaning;
  ColumnType type = ColumnType::text;
  May may = May::be_empty;
  std::vector<std::string> values = {};  // the only ones, when not empty
};
/// Without `notice` and `licence`, which every table ends with.
const std::vector<TableColumn>& columns(Table table);
/// All of them, as the writers want them; heads are the names, for programs.
std::vector<documents::Column> head(Table table);

/// JSON Schema (2020-12) of the JSON download, in a language.
boost::json::value schema(Table table, Lang lang, const std::string& address);

// Rows, without the last two cells.
Row fact_row(const Event& event);
std::vector<Row> figure_rows(const Event& event);
Row funnel_row(const FunnelRow& row);
Row finding_row(const Finding& finding);
Row criterion_row(const Finding& finding);
Row note_row(const Contradiction& note);
Row committee_row(const committees::Committee& committee, int members);

struct Membership {
  const committees::Committee* committee = nullptr;
  membership::OrganizationId organization;
  std::string name;
  organizations::OrganizationType type = organizations::OrganizationType::unspecified;
  std::optional<Date> since;
};
Row membership_row(const Membership& membership);
/// `committees`: how many it is in.
Row organization_row(const organizations::ListedOrganization& organization, int committees);

struct PublicMeeting {
  meetings::Meeting meeting;
  When when;  // of the event that tells it, which may know more
  const committees::Committee* committee = nullptr;
  int organizations = 0;  // on the attendance list
  std::vector<Figure> counts;
};
Row meeting_row(const PublicMeeting& meeting);

struct PublicDocument {
  document::Document document;
  document::Version version;  // the newest
  const committees::Committee* committee = nullptr;
  std::string path;  // of the file, without the origin
};
Row document_row(const PublicDocument& document);

}  // namespace alianza::portal
