#include "tools/htmlc/expression.h"

#include <algorithm>
#include <array>

namespace htmlc {
namespace {

constexpr std::array<std::string_view, 34> refused_words = {
    "new",      "delete",      "throw",      "goto",         "asm",
    "operator", "sizeof",      "co_await",   "co_yield",     "return",
    "this",     "static_cast", "const_cast", "dynamic_cast", "reinterpret_cast",
    "decltype", "typeid",      "using",      "xor",          "bitand",
    "bitor",    "compl",       "auto",       "const",        "if",
    "for",      "while",       "do",         "switch",       "case",
    "break",    "continue",    "namespace",  "co_return"};

constexpr std::array<std::string_view, 8> two_character_marks = {"::", "->", "==", "!=", "<=", ">=", "&&", "||"};
constexpr std::string_view one_character_marks = ".()[],<>+-*";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Token {
  enum class Kind { name, number, text, mark };
  Kind kind;
  std::string value;  // text: decoded
  Position at;
};

class Tokenizer {
 public:
  Tokenizer(std::string_view source, Position at) : source_(source), here_(at) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    for (;;) {
      while (!done() && is_space(peek())) step();
      if (done()) return tokens;
      tokens.push_back(next());
    }
  }

 private:
  bool done() const { return at_ >= source_.size(); }
  char peek() const { return source_[at_]; }
  char step() {
    const char c = source_[at_++];
    if (c == '\n') {
      ++here_.line;
      here_.column = 1;
    } else {
      ++here_.column;
    }
    return c;
  }

  Token next() {
    const auto at = here_;
    if (is_letter(peek())) return {Token::Kind::name, while_is([](char c) { return is_letter(c) || is_digit(c); }), at};
    if (is_digit(peek())) return {Token::Kind::number, while_is(is_digit), at};
    if (peek() == '"' || peek() == '\'') return {Token::Kind::text, quoted(), at};
    return {Token::Kind::mark, mark(), at};
  }

  template <class Is>
  std::string while_is(Is is) {
    std::string out;
    while (!done() && is(peek())) out += step();
    return out;
  }

  std::string quoted() {
    const auto at = here_;
    const char quote = step();
    std::string out;
    while (!done() && peek() != quote) {
      char c = step();
      if (c == '\\' && !done()) {
        c = step();
        if (c == 'n') c = '\n';
      }
      out += c;
    }
    if (done()) throw Refused(at, "this text has no closing quote");
    step();
    return out;
  }

  std::string mark() {
    const auto rest = source_.substr(at_);
    for (const auto m : two_character_marks) {
      if (!rest.starts_with(m)) continue;
      if (m == "&&") throw Refused(here_, "write `and` instead of &&");
      if (m == "||") throw Refused(here_, "write `or` instead of ||");
      step();
      step();
      return std::string(m);
    }
    const char c = peek();
    if (c == '!') throw Refused(here_, "write `not` instead of !");
    if (c == '=') throw Refused(here_, "a template changes nothing: write == to compare");
    if (one_character_marks.find(c) == std::string_view::npos)
      throw Refused(here_, std::string("this character has no place in an expression: ") + c);
    return std::string(1, step());
  }

  std::string_view source_;
  std::size_t at_ = 0;
  Position here_;
};

bool is_mark(const Token& t, std::string_view value) { return t.kind == Token::Kind::mark && t.value == value; }

void check_words(const std::vector<Token>& tokens) {
  for (const auto& t : tokens) {
    if (t.kind == Token::Kind::name && std::find(refused_words.begin(), refused_words.end(), t.value) != refused_words.end())
      throw Refused(t.at, "`" + t.value + "` has no place in a template");
  }
}

void check_balance(const std::vector<Token>& tokens) {
  std::vector<const Token*> open;
  for (const auto& t : tokens) {
    if (is_mark(t, "(") || is_mark(t, "[")) open.push_back(&t);
    if (!is_mark(t, ")") && !is_mark(t, "]")) continue;
    if (open.empty() || (open.back()->value == "(") != (t.value == ")"))
      throw Refused(t.at, "this " + t.value + " closes nothing");
    open.pop_back();
  }
  if (!open.empty()) throw Refused(open.back()->at, "this " + open.back()->value + " is not closed");
}

std::string code_of(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    const auto& t = tokens[i];
    const bool apart = i > from && t.kind != Token::Kind::mark && tokens[i - 1].kind != Token::Kind::mark;
    const bool operation = t.kind == Token::Kind::mark && t.value != "." && t.value != "::" && t.value != "(" && t.value != ")";
    if (apart || operation) out += ' ';
    out += t.kind == Token::Kind::text ? cpp_literal(t.value) : t.value;
    if (operation) out += ' ';
    if (t.kind == Token::Kind::name && (t.value == "not" || t.value == "and" || t.value == "or")) out += ' ';
  }
  return out;
}

/// The end of the argument that begins at `from`: a comma or parenthesis of this level.
std::size_t end_of_argument(const std::vector<Token>& tokens, std::size_t from) {
  int depth = 0;
  for (auto i = from; i < tokens.size(); ++i) {
    if (is_mark(tokens[i], "(") || is_mark(tokens[i], "[")) ++depth;
    if (is_mark(tokens[i], ")") || is_mark(tokens[i], "]")) {
      if (depth-- == 0) return i;
    }
    if (depth == 0 && is_mark(tokens[i], ",")) return i;
  }
  return tokens.size();
}

std::size_t highest_place(const std::string& sentence) {
  std::size_t highest = 0;
  for (std::size_t i = 0; i + 2 < sentence.size(); ++i) {
    if (sentence[i] == '{' && is_digit(sentence[i + 1]) && sentence[i + 2] == '}')
      highest = std::max(highest, static_cast<std::size_t>(sentence[i + 1] - '0'));
  }
  return highest;
}

struct Call {
  MessageCall message;
  std::size_t end;  // one past its closing parenthesis
};

bool is_message(const std::vector<Token>& tokens, std::size_t i) {
  return i + 1 < tokens.size() && tokens[i].kind == Token::Kind::name && (tokens[i].value == "_" || tokens[i].value == "N_") &&
         is_mark(tokens[i + 1], "(");
}

Call read_message(const std::vector<Token>& tokens, std::size_t start) {
  const bool plural = tokens[start].value == "N_";
  std::vector<std::pair<std::size_t, std::size_t>> arguments;
  std::size_t i = start + 2;
  for (;;) {
    const auto end = end_of_argument(tokens, i);
    arguments.emplace_back(i, end);
    if (end >= tokens.size() || is_mark(tokens[end], ")")) {
      i = end + 1;
      break;
    }
    i = end + 1;
  }
  const std::size_t texts = plural ? 2 : 1;
  Call call{{}, i};
  for (std::size_t a = 0; a < texts; ++a) {
    if (a >= arguments.size() || arguments[a].second != arguments[a].first + 1 ||
        tokens[arguments[a].first].kind != Token::Kind::text)
      throw Refused(tokens[start].at,
                    "a message begins with its Spanish sentence in quotes" + std::string(plural ? ", for one and for many" : ""));
    (a == 0 ? call.message.sentence.one : call.message.sentence.many) = tokens[arguments[a].first].value;
  }
  call.message.sentence.at = tokens[start].at;
  if (plural) {
    if (arguments.size() < 3) throw Refused(tokens[start].at, "N_ needs the number that decides its form");
    call.message.count = code_of(tokens, arguments[2].first, arguments[2].second);
  }
  for (std::size_t a = texts + (plural ? 1 : 0); a < arguments.size(); ++a) {
    if (arguments[a].first == arguments[a].second) throw Refused(tokens[start].at, "an argument of this message is empty");
    call.message.args.push_back(code_of(tokens, arguments[a].first, arguments[a].second));
  }
  return call;
}

void check_places(const MessageCall& message) {
  const auto places = std::max(highest_place(message.sentence.one), highest_place(message.sentence.many));
  const auto given = message.args.empty() && !message.count.empty() ? 1 : message.args.size();
  if (places > given)
    throw Refused(message.sentence.at, "the message has a place {" + std::to_string(places) + "} without a value");
}

void read_messages(const std::vector<Token>& tokens, Expression& out) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_message(tokens, i)) continue;
    auto call = read_message(tokens, i);
    out.sentences.push_back(call.message.sentence);
    if (i == 0 && call.end == tokens.size()) {
      check_places(call.message);
      out.message = std::move(call.message);
    } else if (!call.message.args.empty()) {
      throw Refused(tokens[i].at, "a message inside an expression takes its values with .arg(...)");
    }
  }
}

}  // namespace

Expression parse_expression(std::string_view source, Position at) {
  const auto tokens = Tokenizer(source, at).run();
  if (tokens.empty()) throw Refused(at, "an expression is missing here");
  check_words(tokens);
  check_balance(tokens);
  Expression out;
  out.at = tokens.front().at;
  for (const auto& t : tokens) out.uses_loop |= t.kind == Token::Kind::name && t.value == "loop";
  read_messages(tokens, out);
  if (tokens.size() == 1 && tokens[0].kind == Token::Kind::text) out.text = tokens[0].value;
  out.code = code_of(tokens, 0, tokens.size());
  return out;
}

Halves split_at_colon(std::string_view source) {
  char quote = '\0';
  int depth = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (quote != '\0') {
      if (c == '\\') ++i;
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    } else if (c == ':' && i + 1 < source.size() && source[i + 1] == ':') {
      ++i;
    } else if (c == ':' && depth == 0) {
      return {source.substr(0, i), source.substr(i + 1)};
    }
  }
  return {source, std::nullopt};
}

bool is_variable_name(std::string_view name) {
  if (name.empty() || !is_letter(name[0])) return false;
  if (name == "page" || name == "out" || name == "loop" || name == "_" || name == "not" || name == "and" || name == "or")
    return false;
  if (std::find(refused_words.begin(), refused_words.end(), name) != refused_words.end()) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

std::string cpp_literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      const auto u = static_cast<unsigned char>(c);
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + ((u >> shift) & 7));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace htmlc
