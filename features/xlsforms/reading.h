#pragma once
// Inside the reader of XLSForms: what its parts share while they read one book.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "features/xlsforms/expressions.h"
#include "features/xlsforms/heads.h"

namespace alianza::xlsforms {

using documents::BookRow;
using surveys::Choice;
using surveys::Question;

/// Codes of which each is given once: "a", "a_2", "a_3"…, at most 40 characters.
class Codes {
 public:
  std::string take(const std::string& wanted);
  void reserve(std::string code) { taken_.insert(std::move(code)); }

 private:
  std::set<std::string> taken_;
  std::map<std::string, int> next_;  // where to go on, so that thousands alike take no longer than thousands
};

/// A list of the sheet "choices".
struct List {
  std::int64_t row = 0;  // its first
  std::vector<Choice> choices;
  std::map<std::string, std::string> codes;  // by the name of the choice
  Codes own = {};
  bool is_used = false;
};

/// What the type of a row means.
struct Type {
  enum class What : std::uint8_t { question, group, group_end, repeat, repeat_end, left_out, unknown };
  What what = What::unknown;
  surveys::Kind kind = surveys::Kind::text;
  std::string list;
  surveys::Other other = surveys::Other::none;
  Message note = {};  // why it is left out, or what is lost of it
  bool is_whole = false;
  bool is_percent = false;
};
Type type_of(std::string_view text);

/// A row with what stands inside it.
struct Node {
  const BookRow* row = nullptr;
  Type type;
  std::vector<Node> under;
};

/// "kind=money currency=MXN": the words of the columns "parameters" and "alianza".
std::map<std::string, std::string> words_of(std::string_view text);
/// "Skip To" as a code: small letters, figures, underscores, at most 40.
std::string code_of(std::string_view name);

/// What a name of the form means in the questionnaire.
struct Meant {
  std::string question;  // empty: nothing that is kept
  std::string row;       // of a matrix
};

/// A condition that is understood once every name is known.
struct Pending {
  std::string question;
  const BookRow* row = nullptr;  // where it stands
};

struct Desk {
  const documents::Book& book;
  Table survey = {};
  Table choices = {};
  Table settings = {};
  Reading out = {};
  std::map<std::string, List> lists = {};
  std::map<std::string, Meant> names = {};
  std::map<std::string, std::string> lists_of = {};   // of a question: its list
  std::map<std::string, const BookRow*> places = {};  // of a question: its row
  Codes codes = {};
  std::set<std::pair<const Node*, std::string>> seen;  // names in their group
  std::vector<Pending> pending = {};
  std::vector<const BookRow*> around = {};  // groups with a condition that hold what is being read
  bool has_spanish = false;

  void tell(Outcome outcome, const Table& table, const BookRow& row, std::optional<std::size_t> column, Message message);
  void tell_head(Outcome outcome, const Table& table, std::size_t column, Message message);
  void tell_sheet(Outcome outcome, const std::string& sheet, std::string said, Message message);
  /// Of a label or hint; in English alone it stands for both when it must not be empty, or when the form has no Spanish.
  LocalizedText text(const Table& table, const BookRow& row, Column column);
};

void read_settings(Desk& desk);
void read_lists(Desk& desk);
std::vector<Node> read_tree(Desk& desk);
void read_sections(Desk& desk, const std::vector<Node>& tree);
/// Nothing when it cannot be kept, which is told. `group`: the node around it.
std::optional<Question> read_question(Desk& desk, const Node& node, const Node* group);
void read_common(Desk& desk, const BookRow& row, Question& question);
void read_house_words(Desk& desk, const BookRow& row, const std::map<std::string, std::string>& words, Question& question);
/// The code of the row's name, or nothing, which is told.
std::optional<std::string> read_code(Desk& desk, const BookRow& row, const Node* group, const std::string& wanted);
void read_constraint(Desk& desk, const BookRow& row, const Type& type, Question& question);
void read_conditions(Desk& desk);
/// Cells of columns that other programs know and the house does not.
void tell_unread(Desk& desk, const BookRow& row);
void tell_unread_columns(Desk& desk, const Table& table);

}  // namespace alianza::xlsforms
