#include "tools/htmlc/parser.h"

#include <algorithm>

#include "tools/htmlc/parsing.h"
#include "tools/htmlc/rules.h"

namespace htmlc {
namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && Source::is_space(s.front())) s.remove_prefix(1);
  while (!s.empty() && Source::is_space(s.back())) s.remove_suffix(1);
  return s;
}

/// The first word, and what is left.
std::pair<std::string_view, std::string_view> first_word(std::string_view s) {
  s = trimmed(s);
  const auto end = std::find_if(s.begin(), s.end(), Source::is_space);
  const auto size = static_cast<std::size_t>(end - s.begin());
  return {s.substr(0, size), trimmed(s.substr(size))};
}

bool is_qualified_name(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) {
    return c == ':' || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

bool is_header_path(std::string_view s) {
  const auto fits = [](char c) {
    return c == '/' || c == '_' || c == '.' || c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
  };
  return s.ends_with(".h") && std::all_of(s.begin(), s.end(), fits) && s.find("..") == std::string_view::npos;
}

}  // namespace

const Attribute* find(const std::vector<Attribute>& attributes, std::string_view name) {
  const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
  return at == attributes.end() ? nullptr : &*at;
}

Template parse_template(std::string_view text) { return Parser(text).run(); }

Template Parser::run() {
  read_header();
  while (!source_.at_end()) {
    read_content();
    if (pending_end_) throw Refused(ending_.at, "{% " + ending_.word + " %} without a block that it belongs to");
  }
  if (!stack_.empty()) throw Refused(stack_.back().at, "<" + stack_.back().name + "> is not closed");
  return std::move(result_);
}

void Parser::read_header() {
  const auto at = source_.position();
  const std::string how =
      "the first line names the page: <!-- page organizations::views::List from features/organizations/views.h -->";
  if (!source_.take("<!--")) throw Refused(at, how);
  const auto text = take_until("-->", at, "comment");
  auto [page_word, rest] = first_word(text);
  auto [name, rest2] = first_word(rest);
  auto [from_word, header] = first_word(rest2);
  if (page_word != "page" || from_word != "from" || !is_qualified_name(name) || !is_header_path(header)) throw Refused(at, how);
  const auto cut = name.rfind("::");
  result_.header = header;
  result_.space = "alianza";
  if (cut != std::string_view::npos) result_.space += "::" + std::string(name.substr(0, cut));
  result_.page = cut == std::string_view::npos ? name : name.substr(cut + 2);
  if (!is_variable_name(result_.page)) throw Refused(at, how);
}

void Parser::read_content() {
  if (source_.starts_with("{{")) {
    // Where no tag may stand, a value is plain as in an attribute; but a text area keeps its line ends as they are.
    auto node = read_value(refuses_tags() && !keeps_space() ? Node::Context::attribute : Node::Context::text);
    if (node.kind == Node::Kind::condition && node.branches[0].nodes.empty())
      throw Refused(node.at, "write {{? condition : value }} here");
    builder_.inline_node(std::move(node));
  } else if (source_.starts_with("{%")) {
    read_control();
  } else if (source_.starts_with("{#")) {
    const auto at = source_.position();
    source_.take("{#");
    take_until("#}", at, "{# comment");
  } else if (source_.starts_with("<!--")) {
    read_comment();
  } else if (source_.starts_with("<!")) {
    read_doctype();
  } else if (source_.starts_with("</")) {
    read_closing_tag();
  } else if (source_.peek() == '<') {
    read_tag();
  } else {
    read_text();
  }
}

void Parser::read_text() {
  const auto at = source_.position();
  std::string text;
  bool blank = true;
  bool newline = false;
  const bool wants_blank = Source::is_space(source_.peek());
  while (!source_.at_end() && source_.peek() != '<' && !source_.starts_with("{{") && !source_.starts_with("{%") &&
         !source_.starts_with("{#")) {
    const char c = source_.peek();
    if (!keeps_space() && Source::is_space(c) != wants_blank) break;
    if (c == '>') throw Refused(source_.position(), "write &gt; for this sign");
    if (c == '\0') throw Refused(source_.position(), "a NUL has no place in a template");
    blank &= Source::is_space(c);
    newline |= c == '\n';
    text += source_.take();
  }
  if (blank && !keeps_space()) return builder_.space(newline);
  for (auto i = text.find('&'); i != std::string::npos; i = text.find('&', i + 1)) {
    const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#", i + 1);
    if (end == std::string::npos || text[end] != ';' || end == i + 1) throw Refused(at, "write &amp; for the sign &");
  }
  if (!untranslated() && has_letters(text))
    throw Refused(at, "\"" + std::string(trimmed(text)) +
                          "\" is read by people: write {{ _(\"...\") }}, or translate=\"no\" on the element");
  builder_.inline_text(text);
}

void Parser::read_comment() {
  const auto at = source_.position();
  source_.take("<!--");
  const auto text = take_until("-->", at, "comment");
  if (text.find("{{") != std::string::npos || text.find("{%") != std::string::npos)
    throw Refused(at, "a value inside a comment; use {# ... #} to put template text aside");
}

std::string Parser::take_until(std::string_view closing, Position opened, const char* what) {
  std::string out;
  char quote = '\0';
  const bool quotes = closing == "}}" || closing == "%}";
  while (!source_.at_end()) {
    if (quote == '\0' && source_.take(closing)) return out;
    const char c = source_.take();
    out += c;
    if (!quotes) continue;
    if (quote != '\0' && c == '\\' && !source_.at_end()) {
      out += source_.take();
    } else if (quote != '\0' && c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '"' || c == '\'')) {
      quote = c;
    }
  }
  throw Refused(opened, std::string("this ") + what + " is not closed with " + std::string(closing));
}

Position Parser::position_in(std::string_view whole, std::string_view part, Position at) const {
  if (part.data() < whole.data() || part.data() > whole.data() + whole.size()) return at;
  Source walk(whole);
  const auto steps = static_cast<std::size_t>(part.data() - whole.data());
  for (std::size_t i = 0; i < steps && !walk.at_end(); ++i) walk.take();
  const auto p = walk.position();
  return {at.line + p.line - 1, p.line == 1 ? at.column + p.column - 1 : p.column};
}

Expression Parser::expression(std::string_view text, Position at) {
  auto out = parse_expression(text, at);
  for (const auto& s : out.sentences) result_.sentences.push_back(s);
  return out;
}

void Parser::read_control() {
  const auto at = source_.position();
  source_.take("{%");
  const auto inner_at = source_.position();
  const auto inner = take_until("%}", at, "{%");
  const auto [word, rest] = first_word(inner);
  const auto rest_at = position_in(inner, rest.empty() ? std::string_view(inner).substr(inner.size()) : rest, inner_at);
  if (control_depth_ > 100) throw Refused(at, "blocks are nested more than 100 deep");
  if (word == "if") return read_if(rest_at, rest);
  if (word == "for") return read_for(rest_at, rest);
  if (word == "let") return read_let(rest_at, rest);
  if (word == "layout") return read_layout(rest_at, rest);
  if (word == "elif" || word == "else" || word == "end") {
    pending_end_ = true;
    ending_ = {std::string(word), std::string(rest), word == "elif" ? rest_at : at};
    return;
  }
  read_simple(word == "include" || word == "icon" ? rest_at : at, word, rest);
}

void Parser::read_simple(Position at, std::string_view word, std::string_view rest) {
  if (word == "include") {
    Node node;
    node.kind = Node::Kind::include;
    node.at = at;
    node.expression = expression(rest, at);
    return builder_.inline_node(std::move(node));
  }
  if (word == "icon") return put_icon(at, rest);
  if ((word == "csrf" || word == "content") && !rest.empty()) throw Refused(at, "{% " + std::string(word) + " %} stands alone");
  if (word == "csrf") return put_csrf(at);
  if (word == "content") return put_content(at);
  throw Refused(at, "{% " + std::string(word) +
                        " %} is not known; there are if, elif, else, end, for, let, include, icon, layout, content, csrf");
}

void Parser::put_icon(Position at, std::string_view name) {
  const bool literal =
      std::all_of(name.begin(), name.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
  Node node;
  node.kind = Node::Kind::icon;
  node.at = at;
  node.expression = expression(literal && !name.empty() ? "'" + std::string(name) + "'" : std::string(name), at);
  builder_.inline_node(std::move(node));
}

void Parser::put_csrf(Position at) {
  const auto form = std::find_if(stack_.rbegin(), stack_.rend(), [](const Element& e) { return e.name == "form"; });
  if (form == stack_.rend() || !form->needs_csrf) throw Refused(at, "{% csrf %} belongs into a <form method=\"post\">");
  if (form->control_depth != control_depth_) throw Refused(at, "{% csrf %} must not depend on a condition");
  if (form->has_csrf) throw Refused(at, "this form has its {% csrf %} already");
  form->has_csrf = true;
  Node node;
  node.kind = Node::Kind::csrf;
  builder_.block_node(std::move(node));
}

void Parser::put_content(Position at) {
  if (result_.is_shell) throw Refused(at, "a shell has one {% content %}");
  result_.is_shell = true;
  Node node;
  node.kind = Node::Kind::content;
  builder_.block_node(std::move(node));
}

Parser::Ending Parser::read_block(std::vector<Node>& into, Position opened, const char* what, Builder::Edge end) {
  auto* before = builder_.send_to(&into);
  const auto floor_before = floor_;
  floor_ = stack_.size();
  ++control_depth_;
  pending_end_ = false;
  while (!source_.at_end() && !pending_end_) read_content();
  if (!pending_end_) throw Refused(opened, std::string("this ") + what + " has no {% end %}");
  pending_end_ = false;
  if (stack_.size() > floor_)
    throw Refused(stack_.back().at, "<" + stack_.back().name + "> is not closed before {% " + ending_.word + " %}");
  floor_ = floor_before;
  --control_depth_;
  // Space at the end of a branch is its own, so the builder hears of the edge before it is sent elsewhere.
  ending_.after_block = builder_.at_edge();
  builder_.control(ending_.word != "end" ? Builder::Edge::goes_on : end);
  builder_.send_to(before);
  if (ending_.word != "elif" && !ending_.rest.empty()) throw Refused(ending_.at, "{% " + ending_.word + " %} stands alone");
  return ending_;
}

void Parser::read_if(Position at, std::string_view condition) {
  Node node;
  node.kind = Node::Kind::condition;
  node.at = at;
  builder_.control(Builder::Edge::opens);
  Node::Branch branch;
  branch.condition = expression(condition, at);
  bool only_blocks = builder_.at_edge();
  for (;;) {
    const auto ending = read_block(branch.nodes, at, "{% if %}", Builder::Edge::ends_choice);
    const bool was_else = branch.is_else;
    only_blocks &= ending.after_block;
    node.branches.push_back(std::move(branch));
    if (ending.word == "end") break;
    if (was_else) throw Refused(ending.at, "nothing but {% end %} follows {% else %}");
    branch = {};
    branch.is_else = ending.word == "else";
    if (!branch.is_else) branch.condition = expression(ending.rest, ending.at);
  }
  builder_.inline_node(std::move(node));
  if (only_blocks) builder_.set_at_edge();
}

void Parser::read_for(Position at, std::string_view rest) {
  const auto [name, in_rest] = first_word(rest);
  const auto [in, range] = first_word(in_rest);
  if (!is_variable_name(name) || in != "in" || range.empty()) throw Refused(at, "write {% for row in page.rows %}");
  Node node;
  node.kind = Node::Kind::loop;
  node.at = at;
  node.name = name;
  node.expression = expression(range, position_in(rest, range, at));
  builder_.control(Builder::Edge::opens);
  bool only_blocks = builder_.at_edge();
  node.branches.emplace_back();
  if (read_block(node.branches[0].nodes, at, "{% for %}", Builder::Edge::ends_loop).word != "end")
    throw Refused(ending_.at, "a {% for %} has only {% end %}");
  only_blocks &= ending_.after_block;
  builder_.inline_node(std::move(node));
  if (only_blocks) builder_.set_at_edge();
}

void Parser::read_let(Position at, std::string_view rest) {
  const auto [name, equals_rest] = first_word(rest);
  const auto [equals, value] = first_word(equals_rest);
  if (!is_variable_name(name) || equals != "=" || value.empty()) throw Refused(at, "write {% let name = expression %}");
  Node node;
  node.kind = Node::Kind::let;
  node.at = at;
  node.name = name;
  node.expression = expression(value, position_in(rest, value, at));
  builder_.inline_node(std::move(node));
  builder_.control(Builder::Edge::opens);
}

void Parser::read_layout(Position at, std::string_view shell) {
  Node node;
  node.kind = Node::Kind::layout;
  node.at = at;
  node.expression = expression(shell, at);
  builder_.control(Builder::Edge::opens);
  node.branches.emplace_back();
  if (read_block(node.branches[0].nodes, at, "{% layout %}", Builder::Edge::ends_loop).word != "end")
    throw Refused(ending_.at, "a {% layout %} has only {% end %}");
  builder_.block_node(std::move(node));
}

}  // namespace htmlc
