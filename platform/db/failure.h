#pragma once
// What the engines' failures become here. The libraries' own messages carry SQL and values of persons; they stop at this class,
// whose text is safe for a log: a kind, a code, and names of tables and columns.
#include <stdexcept>
#include <string>
#include <string_view>

namespace alianza::db {

class Failure : public std::runtime_error {
 public:
  enum class Kind {
    unique,         // a row with that key is there already
    foreign_key,    // refers to a row that is not there, or is referred to
    check,          // a CHECK refused it
    not_null,       // NULL where none may be
    serialization,  // two transactions crossed; write() repeats the body by itself
    busy,           // somebody else holds the database, or no connection was free in time
    full,           // no room on the disk
    read_only,      // written in a read, or the file cannot be written
    lost,           // the connection was lost before anything was committed
    unsure,         // the connection was lost, or the server warned, while committing
    corrupt,        // the file is damaged or no database
    doomed,         // an earlier statement of this transaction failed
    statement,      // the SQL itself is wrong
    other
  };

  /// `code` is the SQLSTATE ("23505") or SQLite's extended code ("2067").
  Failure(Kind kind, std::string code);
  /// For Kind::unique: whose key, columns as "agency_id,name_folded", and whether it is the primary key.
  Failure(Kind kind, std::string code, std::string table, std::string columns, bool primary_key);

  Kind kind() const { return kind_; }
  const std::string& code() const { return code_; }
  const std::string& table() const { return table_; }
  const std::string& columns() const { return columns_; }
  bool primary_key() const { return primary_key_; }

 private:
  Kind kind_;
  std::string code_;
  std::string table_;
  std::string columns_;
  bool primary_key_ = false;
};

std::string_view to_text(Failure::Kind kind);

}  // namespace alianza::db
