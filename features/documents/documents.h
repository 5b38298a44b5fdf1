#pragma once
// Words and rules of documents (features/documents/README.md): R-023, F-046. No SQL, no HTTP. The namespace is `document`:
// `documents` is the room that makes papers and sheets (platform/documents).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"
#include "platform/auth/actor.h"
#include "platform/documents/text.h"
#include "platform/files/digest.h"
#include "platform/files/type.h"

namespace alianza::document {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using DocumentId = Id<struct DocumentTag>;
using VersionId = Id<struct DocumentVersionTag>;

/// The documents that the source names (F-046).
enum class Kind : std::uint8_t {
  project_format,  // Formato de Presentación de Proyectos de Cooperación
  project_sheet,
  work_plan,
  minutes,
  bulletin,
  communique,
  information,
  attendance_list,
  presentation,
  speech,
  case_study,
  one_pager,
  policy_brief,
  evaluation_matrix,
  results_matrix,
  systematization,
  rules_of_operation,
  implementation_plan,
  other
};
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);
Message label(Kind kind);
const std::vector<Kind>& kinds();

/// Who may read it, from everybody to two or three persons.
enum class Confidentiality : std::uint8_t {
  everyone,     // also on the portal of a public alliance
  members,      // who reads the alliance as a member
  committee,    // members and officers of its committee, offices of the agency
  secretariat,  // secretariat and director
  restricted    // director, legal, and who of the secretariat added it
};
std::string_view to_text(Confidentiality level);  // "public", "members"…
bool from_text(std::string_view text, Confidentiality& level);
Message label(Confidentiality level);
Message who_reads(Confidentiality level);  // «Quien lee la alianza como integrante»
const std::vector<Confidentiality>& levels();

/// What became of reading a file's text for the search.
enum class Reading : std::uint8_t {
  none,        // nothing reads this type, or the version is older than the reading
  waiting,     // a job will
  whole,       //
  part,        // the beginning
  nothing,     // it has no text, as pictures of pages
  locked,      // it asks for a password
  unreadable,  // damaged, or it would take more than it may
  forgone      // before it was read, somebody's data were erased
};
std::string_view to_text(Reading reading);
bool from_text(std::string_view text, Reading& reading);
/// «Texto no leído: el archivo pide contraseña»; empty for none.
Message label(Reading reading);

struct Withdrawal {
  Instant at;
  std::string by;
  std::string reason;
};

struct Document {
  DocumentId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;  // 0: of the whole alliance
  Kind kind = Kind::other;
  std::string title;
  std::string author;  // person or institution, in words
  Date on;             // of the document itself
  Confidentiality confidentiality = Confidentiality::members;
  int versions = 0;  // the newest has this number
  int version = 1;   // of the row: an edit names the one it read
  auth::AccountId created_by;
  std::string created_by_name;
  Instant created_at;
  Instant updated_at;
  std::optional<Withdrawal> withdrawn;
};

/// One file of a document.
struct Version {
  VersionId id;
  DocumentId document;
  int number = 1;
  files::Digest digest;
  std::int64_t bytes = 0;
  files::Type type = files::Type::pdf;
  std::string file_name;
  std::string note;
  Reading reading = Reading::none;
  std::string by;
  Instant at;
};

struct Input {
  std::string kind = "other";
  std::string title;
  std::string author;
  std::string on;
  std::string confidentiality = "members";
  std::string committee;  // id text; empty: of the whole alliance
  std::string version;    // of an edit: the one it read
};
/// The checked document without ids, or every field that is wrong.
Result<Document> parse(const Input& input);
Input as_input(const Document& document);

/// What a file says, for the search, and how far that is the whole of it.
struct Said {
  std::string text;
  Reading reading = Reading::none;
};
/// Of a text or CSV file, as clean text; bytes that are no UTF-8 are read as Windows writes them in Mexico. At most
/// search::most_characters. Of types that a job reads: waiting. Of others nothing.
Said words_of(std::string_view bytes, files::Type type);
/// How a job reads that type; nothing when it does not.
std::optional<documents::TextFormat> text_format(files::Type type);

/// The number of a version, as addresses have it; 0, which none has, for anything else.
int version_number(std::string_view text);

/// "1.2 MB"
std::string size_text(std::int64_t bytes);

}  // namespace alianza::document
