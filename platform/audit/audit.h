#pragma once
// The trail: who did what to what, when. An action inserts one line in its own transaction and reads no other; the sequencer
// (sequencer.h) numbers and chains committed lines within a second.
//
//     audit::record(tx, {.agency_id = agency.value(), .actor = actor.account.value(), .verb = "organization.register",
//                        .subject_kind = "organization", .subject_id = id.value(), .request_id = request,
//                        .fields = audit::Fields().set("name", name).personal("email", {}, email)});
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/money.h"
#include "platform/base/time.h"
#include "platform/db/db.h"

namespace alianza::audit {

/// One value as canonical JSON: null, true, an integer, a text. A type of the house goes in by its text.
class Value {
 public:
  Value() = default;  // null
  // NOLINTBEGIN(google-explicit-constructor): the fields of a line read as {{"name", name}, {"since", since}}
  Value(std::nullptr_t) {}
  Value(bool value) : json_(value ? "true" : "false") {}
  Value(int value) : json_(std::to_string(value)) {}
  Value(std::int64_t value) : json_(std::to_string(value)) {}
  Value(std::string_view text);
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(const std::string& text) : Value(std::string_view(text)) {}
  Value(Date date) : Value(date.text()) {}
  Value(Instant instant) : Value(instant.text()) {}
  Value(const Money& money);
  template <class Tag>
  Value(Id<Tag> id) : Value(id ? Value(id.text()) : Value()) {}
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value()) {}
  // NOLINTEND(google-explicit-constructor)

  const std::string& json() const { return json_; }
  bool operator==(const Value&) const = default;

 private:
  std::string json_ = "null";
};

struct Field {
  std::string name;
  Value before;
  Value after;
  bool personal = false;  // stored as HMAC-SHA-256 with the subject's salt: equal values can be told, the value cannot be read
};

class Fields {
 public:
  /// A value that a new thing has.
  Fields& set(std::string name, Value after) { return change(std::move(name), {}, std::move(after)); }
  /// Left out when both are equal.
  Fields& change(std::string name, Value before, Value after);
  Fields& personal(std::string name, Value before, Value after);

  bool empty() const { return list_.empty(); }
  const std::vector<Field>& list() const { return list_; }

 private:
  std::vector<Field> list_;
};

struct Line {
  std::int64_t agency_id = 0;    // 0 = the server itself: accounts, agencies
  std::int64_t alliance_id = 0;  // 0 = not of one alliance
  std::int64_t actor = 0;        // account; 0 = the program
  std::string verb;              // "organization.register": noun of the feature, dot, verb
  std::string subject_kind;
  std::int64_t subject_id = 0;
  std::optional<Instant> at;  // when it is not tx.now(): imports that keep dates
  std::string request_id;
  Fields fields;
  /// Whose salt hides the personal values, when that is not the subject: erasing a person must reach every line about them.
  std::string person_kind;
  std::int64_t person_id = 0;
};

/// Inserts the line. A failure dooms the transaction, so there is nothing to check.
void record(db::Tx& tx, const Line& line);

/// Forgets the salt of a subject: its personal values can never again be compared with anything; the chain stays valid.
void erase_salt(db::Tx& tx, std::string_view kind, std::int64_t id);

/// A line as it stands in the table.
struct Entry {
  std::int64_t id = 0;
  std::int64_t agency_id = 0;
  std::int64_t alliance_id = 0;
  std::int64_t actor = 0;
  std::string at;
  std::string verb;
  std::string subject_kind;
  std::int64_t subject_id = 0;
  std::string request_id;
  std::string fields;  // canonical JSON, before and after: {"email":[null,{"hmac":"…"}],"name":[null,"Solar"]}

  static void columns(auto& v, Entry& row) {
    v(row.id, row.agency_id, row.alliance_id, row.actor, row.at, row.verb, row.subject_kind, row.subject_id, row.request_id,
      row.fields);
  }
};

/// What happened to one thing, newest first: `limit` lines with an id below `before` (0 = from the newest).
std::vector<Entry> history(db::Tx& tx, std::int64_t agency_id, std::string_view kind, std::int64_t id, std::int64_t before = 0,
                           int limit = 50);

}  // namespace alianza::audit
