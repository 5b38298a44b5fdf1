#pragma once
// Verbs of documents. Each leaves one audit line; who may is asked in its transaction. Those that keep a file take the database:
// the file is written and fsynced between two transactions, never inside one.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/documents/documents.h"
#include "platform/feature/act.h"
#include "platform/files/store.h"
#include "platform/jobs/context.h"
#include "platform/search/search.h"

namespace alianza::document {

/// A document that the actor may read, and whether it may write it.
struct Seen {
  alliances::Seen at;
  Document document;
  bool may_write = false;
};
/// Error: not_found (none in that alliance, or not for the actor).
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, DocumentId id);

/// Another document that the actor may read with the same content.
struct Twin {
  DocumentId document;
  std::string title;
  int number = 1;
};
/// Everything the page of one document shows.
struct Book {
  std::vector<Version> versions;  // newest first
  std::vector<Twin> twins;        // of the newest version
};
Book book(db::Tx& tx, const auth::MaybeActor& actor, const Seen& seen);
/// For a download. Error: not_found, also of a withdrawn document for who may not write it.
Result<Version> version_of(db::Tx& tx, const Seen& seen, int number);
/// where this content is already, of what the actor may read.
std::vector<Twin> same_file(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at, const files::Digest& digest);

/// Where the actor may add documents.
struct MayAdd {
  bool alliance = false;                // of the whole alliance and of every body, of any confidentiality
  std::vector<CommitteeId> committees;  // only of these, for members or the committee
  bool any() const { return alliance || !committees.empty(); }
};
MayAdd may_add(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at);

/// A file as it was sent.
struct Upload {
  std::string_view bytes;
  std::string_view file_name;
  std::string_view media_type;  // as declared
  std::string note;             // what this version brings
  std::string confirm_same;     // "yes": it is known that the content is there already
};
/// Adds a document with its first version. Errors: not_found, forbidden, unavailable; invalid by field (also `file`, `note`,
/// `committee`; `confirm_same`: the content is there already); too_large.
Result<DocumentId> add(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                       const Input& input, const Upload& upload);
/// Another version. Errors: as add(); conflict when the document is withdrawn; `file` when it is the newest version's content.
Result<Version> add_version(const db::Database& db, const files::Store& store, const feature::Act& act, AllianceId alliance,
                            DocumentId id, const Upload& upload);
/// Title, kind, author, date, confidentiality; its committee stays. Errors: not_found, forbidden, invalid by field, conflict.
Result<Document> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, DocumentId id, const Input& input);
/// Taken out of lists, search and portal; row and versions stay. Errors: not_found, forbidden, conflict, invalid (`reason`).
Done withdraw(db::Tx& tx, const feature::Act& act, AllianceId alliance, DocumentId id, std::string_view reason);

// ---- Lists.

enum class Order : std::uint8_t { newest, oldest, title, title_back };
struct Filter {
  bool withdrawn = false;  // only those, instead of those in force
  std::optional<Kind> kind;
  std::optional<CommitteeId> committee;
  std::optional<Confidentiality> confidentiality;
  std::string search;  // in title and author, accents and case apart
  Order order = Order::newest;
};
/// Beyond which row a page begins: "2026-03-31~01H2X7G9ZK4QP", or a folded title before the id.
struct Cursor {
  enum class Direction : std::uint8_t { on, back };
  std::string word;
  DocumentId id;
  Direction direction = Direction::on;
  static std::optional<Cursor> parse(std::string_view text, Direction direction);
  std::string text() const;
};
struct Page {
  std::vector<Document> rows;
  std::optional<Cursor> earlier;
  std::optional<Cursor> later;
};
/// What the actor may read of an alliance's documents.
struct Sight {
  bool agency = false;
  bool convenes = false;
  bool keeper = false;
  auth::AccountId self;
  std::vector<CommitteeId> bodies;
};
Sight sight_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& at);
Page list(db::Tx& tx, AllianceId alliance, const Sight& sight, const Filter& filter, const std::optional<Cursor>& cursor,
          int limit);
/// Exact to 10,000; 10,001 means more.
std::int64_t count(db::Tx& tx, AllianceId alliance, const Sight& sight, const Filter& filter);
/// Every document of the filter in the list's order, some at a time.
void each(db::Tx& tx, AllianceId alliance, const Sight& sight, const Filter& filter,
          const std::function<void(const Document&)>& take);

/// A version with its document.
struct Filed {
  Document document;
  Version version;
};
/// Every version in force that the actor may read, by date; of one committee when it is given. For the case file.
std::vector<Filed> filed(db::Tx& tx, AllianceId alliance, const Sight& sight, std::optional<CommitteeId> committee);

// ---- In public: for an alliance that has a portal. Asks nobody.

/// The newest versions of its public documents, newest first.
std::vector<Filed> published(db::Tx& tx, AllianceId alliance);
/// Error: not_found.
Result<Filed> find_published(db::Tx& tx, AllianceId alliance, DocumentId id);

/// The job that reads the text of a PDF, an office text or a sheet after it was added.
inline constexpr std::string_view reading_kind = "documents.read";
/// Reads it in a child process and puts it behind its document's door; whatever the file is, the version says what became of it.
/// Errors: unavailable (a program or the file is missing), which is tried again.
Done read_version(jobs::Context& context, const files::Store& store);

/// Puts what can be found of one into the index once more, after its words changed.
void index_again(db::Tx& tx, const Document& document);
/// What can be found, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

}  // namespace alianza::document
