#pragma once
// Personal data, told by whoever keeps it. A feature that stores something of persons adds a source in its start():
//
//     site.personal.push_back({.columns = {"persons.name", "persons.email"}, .find = …, .tell = …, .erase = …});
//
// From the sources come the export (everything that is told), the page that asks before an erasure (what goes, what stays and on
// which ground) and the erasure itself. tests/privacy fails for a column that looks personal and is no source's.
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/text.h"
#include "platform/feature/feature.h"

namespace alianza::feature {

/// Whose data. Begins with an account or an address and is widened by the sources. Ids are raw: the sources know what they mean.
struct Subject {
  std::int64_t agency = 0;               // only what this agency keeps; 0: everything, by the person's own wish
  std::int64_t account = 0;              // 0: none
  std::set<std::string> addresses;       // Email::key
  std::set<std::string> names;           // folded
  std::set<std::string> spellings;       // names, addresses and telephones as written: what is looked for in free texts
  std::set<std::int64_t> persons;        // of membership
  std::set<std::int64_t> organizations;  // where a name alone means this person
  enum class Account { goes, stays };    // stays: another agency needs it
  Account account_fate = Account::goes;
  bool is_in(std::int64_t agency_id) const { return agency == 0 || agency == agency_id; }
  bool has_address(std::string_view address) const;
  /// A name without an account or address beside it: this person only where they work or worked.
  bool has_name(std::string_view name, std::int64_t organization) const;
  void add_name(std::string_view name);
  void add_address(std::string_view address);
};

/// What becomes of a row in an erasure.
enum class Fate : std::uint8_t {
  goes,      // deleted, or emptied
  nameless,  // stays as a fact without the person
  stays      // as it is, on a stated ground
};

struct PersonalFact {
  Message name;
  std::string value;
};
struct PersonalRow {
  Message kind;  // «Contacto de una organización»
  std::vector<PersonalFact> facts;
  Fate fate = Fate::goes;
  Message ground = {};  // of what stays
};

/// What stands where a name stood.
inline constexpr std::string_view erased_name = "—";
/// What stands where an address stood: of no domain that could exist, and different for each row.
Email erased_address(std::int64_t id);
/// The text without the person's name, addresses and telephones. A name of one word is too common to be looked for.
std::string redacted(std::string text, const Subject& subject);

/// A free text of a draft and its row.
struct FreeText {
  std::int64_t id = 0;
  std::string text;
  static void columns(auto& v, FreeText& row) { v(row.id, row.text); }
};
/// Those of `rows` that name the person, redacted.
std::vector<FreeText> redacted(const std::vector<FreeText>& rows, const Subject& subject);

/// Everything the sources know of whom `begin` names.
Subject find_subject(const Site& site, db::Tx& tx, Subject begin);
std::vector<PersonalRow> tell_personal(const Site& site, db::Tx& tx, const Subject& subject);
void erase_personal(const Site& site, db::Tx& tx, const Subject& subject);

}  // namespace alianza::feature
