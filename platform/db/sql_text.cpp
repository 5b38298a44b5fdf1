#include "platform/db/sql_text.h"

#include <cctype>

#include "platform/base/result.h"

namespace alianza::db {
namespace {

bool word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

std::size_t until(std::string_view sql, std::size_t from, std::string_view end) {
  const auto at = sql.find(end, from);
  return at == std::string_view::npos ? sql.size() : at + end.size();
}

/// After PostgreSQL's nested block comment.
std::size_t after_block_comment(std::string_view sql, std::size_t at) {
  int depth = 0;
  while (at < sql.size()) {
    if (sql.substr(at, 2) == "/*") {
      ++depth;
      at += 2;
    } else if (sql.substr(at, 2) == "*/") {
      at += 2;
      if (--depth == 0) break;
    } else {
      ++at;
    }
  }
  return at;
}

/// The length of a $tag$ at `at`, or 0.
std::size_t dollar_tag(std::string_view sql, std::size_t at) {
  if (sql[at] != '$' || (at > 0 && word_char(sql[at - 1]))) return 0;
  std::size_t i = at + 1;
  while (i < sql.size() && word_char(sql[i])) ++i;
  if (i >= sql.size() || sql[i] != '$') return 0;
  if (i > at + 1 && std::isdigit(static_cast<unsigned char>(sql[at + 1])) != 0) return 0;
  return i + 1 - at;
}

enum class Piece { space, comment, quoted, word, semicolon, other };

/// One piece of SQL from `at`; gives where it ends.
std::size_t piece(std::string_view sql, std::size_t at, Piece& kind) {
  const char c = sql[at];
  if (sql.substr(at, 2) == "--") {
    kind = Piece::comment;
    const auto end = sql.find('\n', at);
    return end == std::string_view::npos ? sql.size() : end;
  }
  if (sql.substr(at, 2) == "/*") {
    kind = Piece::comment;
    return after_block_comment(sql, at);
  }
  if (c == '\'' || c == '"') {  // a doubled quote reads as two strings side by side: the same end
    kind = Piece::quoted;
    return until(sql, at + 1, std::string_view(&sql[at], 1));
  }
  if (const auto tag = dollar_tag(sql, at); tag != 0) {
    kind = Piece::quoted;
    return until(sql, at + tag, sql.substr(at, tag));
  }
  if (word_char(c)) {
    kind = Piece::word;
    while (at < sql.size() && word_char(sql[at])) ++at;
    return at;
  }
  kind = std::isspace(static_cast<unsigned char>(c)) != 0 ? Piece::space : c == ';' ? Piece::semicolon : Piece::other;
  return at + 1;
}

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

/// Follows the words of one statement to know when a semicolon is inside a trigger's body.
class TriggerWatch {
 public:
  void word(const std::string& w) {
    ++words_;
    if (words_ == 1) create_ = w == "CREATE";
    if (create_ && words_ <= 4 && w == "TRIGGER") trigger_ = true;
    if (!trigger_) return;
    if (w == "BEGIN" || w == "CASE") ++depth_;
    if (w == "END" && depth_ > 0) --depth_;
  }
  bool inside() const { return depth_ > 0; }

 private:
  int words_ = 0, depth_ = 0;
  bool create_ = false, trigger_ = false;
};

void add_trimmed(std::vector<std::string>& out, std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  if (!text.empty()) out.emplace_back(text);
}

}  // namespace

std::string without_comments(std::string_view sql) {
  std::string out;
  out.reserve(sql.size());
  for (std::size_t at = 0; at < sql.size();) {
    Piece kind{};
    const auto end = piece(sql, at, kind);
    if (kind == Piece::comment)
      out += ' ';
    else
      out += sql.substr(at, end - at);
    at = end;
  }
  return out;
}

std::string with_sqlite_types(std::string_view schema) {
  std::string out;
  out.reserve(schema.size());
  for (std::size_t at = 0; at < schema.size();) {
    Piece kind{};
    const auto end = piece(schema, at, kind);
    const auto text = schema.substr(at, end - at);
    out += kind == Piece::word && upper(text) == "BIGINT" ? "INTEGER" : text;
    at = end;
  }
  return out;
}

std::string with_lists(std::string_view sql, Engine engine) {
  constexpr std::string_view mark = "...)";
  std::string out;
  std::size_t from = 0;
  for (auto at = sql.find(mark); at != std::string_view::npos; at = sql.find(mark, from)) {
    const auto open = sql.rfind('(', at);
    ENSURE(open != std::string_view::npos && open >= from);
    const auto name = sql.substr(open + 1, at - open - 1);
    out += sql.substr(from, open - from);
    out += engine == Engine::sqlite ? "(SELECT value FROM json_each(" : "(SELECT CAST(jsonb_array_elements_text(CAST(";
    out += name;
    out += engine == Engine::sqlite ? "))" : " AS jsonb)) AS BIGINT))";
    from = at + mark.size();
  }
  out += sql.substr(from);
  return out;
}

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> out;
  const std::string sql = without_comments(script);
  TriggerWatch watch;
  std::size_t start = 0;
  for (std::size_t at = 0; at < sql.size();) {
    Piece kind{};
    const auto end = piece(sql, at, kind);
    if (kind == Piece::word) watch.word(upper(std::string_view(sql).substr(at, end - at)));
    if (kind == Piece::semicolon && !watch.inside()) {
      add_trimmed(out, std::string_view(sql).substr(start, at - start));
      start = end;
      watch = {};
    }
    at = end;
  }
  add_trimmed(out, std::string_view(sql).substr(start));
  return out;
}

}  // namespace alianza::db
