#pragma once
// SQL of documents; only this feature's tables.
#include <functional>
#include <optional>
#include <vector>

#include "features/documents/documents.h"
#include "platform/db/db.h"

namespace alianza::document::store {

/// What lists look in (words_folded).
std::string words_for_search(const std::string& title, const std::string& author);
void insert(db::Tx& tx, const Document& document, const auth::Actor& by);
/// False when the row's version is not `document.version` any more; raises it by one otherwise.
bool update(db::Tx& tx, const Document& document);
void withdraw(db::Tx& tx, DocumentId id, const std::string& reason, const auth::Actor& by);
std::optional<Document> find(db::Tx& tx, AllianceId alliance, DocumentId id);

/// Its number is one more than the last; gives it.
Version insert_version(db::Tx& tx, const Document& document, Version version, const Said& words, const auth::Actor& by);
/// A version of any document whose text is still to be read.
std::optional<Version> find_unread(db::Tx& tx, VersionId id);
std::optional<Document> find_of_version(db::Tx& tx, VersionId id);
/// False when its text is not waited for any more.
bool set_words(db::Tx& tx, VersionId id, const Said& words);
/// Of versions whose text nobody has read yet, nobody will: of that agency, or of every one (0).
void forgo_reading(db::Tx& tx, std::int64_t agency);
/// Newest first.
std::vector<Version> versions(db::Tx& tx, DocumentId id);
/// The newest, or the one of that number.
std::optional<Version> find_version(db::Tx& tx, DocumentId id, std::optional<int> number = {});

/// Who looks: the SQL of access.cpp's reading.
struct Scope {
  bool agency = false;    // works for the agency
  bool convenes = false;  // secretariat or director
  bool keeper = false;    // director or legal
  auth::AccountId self;
  std::vector<CommitteeId> bodies;  // member or officer of
};
enum class Order : std::uint8_t { newest, oldest, title, title_back };
struct Wanted {
  Scope scope;
  bool withdrawn = false;
  std::optional<Kind> kind;
  std::optional<CommitteeId> committee;
  std::optional<Confidentiality> confidentiality;
  std::string search;  // folded
  Order order = Order::newest;
};
/// Beyond which row a page begins: its date or its folded title, by the order.
struct Key {
  std::string word;
  DocumentId id;
};
std::vector<Document> page(db::Tx& tx, AllianceId alliance, const Wanted& wanted, const std::optional<Key>& beyond, int limit);
Key key_of(const Document& document, Order order);
/// Exact to 10,000; 10,001 means more.
std::int64_t count(db::Tx& tx, AllianceId alliance, const Wanted& wanted);

/// Versions of documents in force with that content, which the scope may read; oldest first.
struct Twin {
  DocumentId document;
  std::string title;
  int number = 1;
  static void columns(auto& v, Twin& t) { v(t.document, t.title, t.number); }
};
std::vector<Twin> same_content(db::Tx& tx, AllianceId alliance, const Scope& scope, const files::Digest& digest);

/// Every version of every document in force that the scope may read; of one committee when it is given; by date, then version.
struct Filed {
  Document document;
  Version version;
};
std::vector<Filed> filed(db::Tx& tx, AllianceId alliance, const Scope& scope, std::optional<CommitteeId> committee);

/// The newest versions of public documents in force, newest first.
std::vector<Filed> of_public(db::Tx& tx, AllianceId alliance);

/// Of every alliance, by id, beyond `after`; with what the newest version says.
struct Indexed {
  Document document;
  std::string words;
};
std::vector<Indexed> after(db::Tx& tx, DocumentId after, int limit);

}  // namespace alianza::document::store
