// Attributes: which there are and what they may hold.
#include <algorithm>

#include "tools/htmlc/parsing.h"
#include "tools/htmlc/rules.h"

namespace htmlc {
namespace {

bool is_attribute_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
         c == '.';
}

std::string escaped_attribute(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += c == '&' ? "&amp;" : c == '"' ? "&quot;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

/// A text literal is escaped now, not when the page is drawn.
void fold_literal(Node& node) {
  if (node.kind != Node::Kind::value || !node.expression.text) return;
  node.kind = Node::Kind::literal;
  node.text = escaped_attribute(*node.expression.text);
}

}  // namespace

std::vector<Attribute> Parser::read_attributes(const Element& element, bool& self_closed) {
  std::vector<Attribute> out;
  for (;;) {
    const auto before = source_.position();
    source_.skip_space();
    if (source_.at_end()) throw Refused(element.at, "<" + element.name + " is not closed with >");
    if (source_.take(">")) return out;
    if (source_.take("/>")) {
      self_closed = true;
      return out;
    }
    const auto here = source_.position();
    if (here.line == before.line && here.column == before.column) throw Refused(here, "a space is missing before this attribute");
    out.push_back(read_attribute(element));
    const auto same = [&](const Attribute& a) { return a.name == out.back().name; };
    if (std::count_if(out.begin(), out.end(), same) > 1)
      throw Refused(out.back().at, "the attribute " + out.back().name + " stands twice");
  }
}

Attribute Parser::read_attribute(const Element& element) {
  Attribute a;
  a.at = source_.position();
  if (source_.starts_with("{{")) throw Refused(a.at, "a value cannot be an attribute; write name=\"{{ value }}\"");
  if (source_.starts_with("{%")) throw Refused(a.at, "no control inside a tag; write name=\"{{? condition : value }}\"");
  while (!source_.at_end() && is_attribute_char(source_.peek())) a.name += source_.take();
  if (source_.starts_with("{{")) throw Refused(source_.position(), "a value cannot be part of the name of an attribute");
  if (a.name.empty()) throw Refused(a.at, std::string("this character has no place in a tag: ") + source_.peek());
  const bool upper = std::any_of(a.name.begin(), a.name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (upper && !element.in_svg) throw Refused(a.at, "write attributes in lower case");
  // Asked before the value is read: what is refused is refused whatever it holds.
  if (const auto why = refusal(a.name); !why.empty()) throw Refused(a.at, a.name + " is refused: " + std::string(why));
  if (source_.take("=")) read_attribute_value(a, element.in_svg);
  check_attribute(a);
  return a;
}

void Parser::read_attribute_value(Attribute& a, bool in_svg) {
  const auto at = source_.position();
  if (!source_.take("\"")) throw Refused(at, "put the value of " + a.name + " in double quotes");
  a.has_value = true;
  const auto context = is_address(a.name) && !(in_svg && a.name == "data") ? Node::Context::address : Node::Context::attribute;
  std::string literal;
  while (!source_.starts_with("\"")) {
    if (source_.at_end()) throw Refused(at, "the value of " + a.name + " has no closing quote");
    read_attribute_part(a, context, literal);
  }
  source_.take("\"");
  append_literal(a.parts, literal);
  for (const auto& part : a.parts) a.literal += part.kind == Node::Kind::literal ? part.text : "";
  if (a.parts.size() != 1 || a.parts[0].kind != Node::Kind::condition) return;
  // A condition alone decides about the whole attribute.
  auto& only = a.parts[0];
  if (!only.branches[0].nodes.empty()) {
    a.is_given = true;
  } else if (is_boolean(a.name)) {
    a.is_boolean_value = true;
  } else {
    a.is_given = true;
    only.kind = Node::Kind::given;
    only.expression = only.branches[0].condition;
    only.branches.clear();
  }
}

void Parser::read_attribute_part(Attribute& a, Node::Context context, std::string& literal) {
  if (source_.starts_with("{{")) {
    auto node = read_value(context);
    if (node.kind == Node::Kind::condition && !node.branches[0].nodes.empty()) {
      fold_literal(node.branches[0].nodes[0]);
      // The space before a word that may be absent goes with the word.
      if (literal.size() > 1 && literal.back() == ' ') {
        literal.pop_back();
        auto& inside = node.branches[0].nodes;
        inside.insert(inside.begin(), Node());
        inside[0].text = " ";
      }
    }
    append_literal(a.parts, literal);
    literal.clear();
    return add_value(a, std::move(node));
  }
  if (source_.starts_with("{%"))
    throw Refused(source_.position(), "no control inside an attribute; write {{? condition : value }}");
  if (source_.peek() == '<' || source_.peek() == '>') throw Refused(source_.position(), "write &lt; or &gt; inside an attribute");
  if (source_.peek() == '\0') throw Refused(source_.position(), "a NUL has no place in a template");
  const char c = source_.take();
  literal += c == '\n' ? ' ' : c;
}

void Parser::add_value(Attribute& a, Node node) {
  const auto& inside = node.kind == Node::Kind::condition ? node.branches[0].nodes : std::vector<Node>{};
  const bool written_out = node.kind == Node::Kind::condition && !inside.empty() && inside[0].kind == Node::Kind::literal;
  const bool decides = a.name == "method" || a.name == "rel" || a.name == "is" || a.name == "translate" || a.name == "enctype" ||
                       a.name == "hx-trigger" || a.name == "hx-swap";
  if (decides && !written_out) throw Refused(node.at, "the value of " + a.name + " must be written out");
  fold_literal(node);
  a.parts.push_back(std::move(node));
}

void Parser::check_attribute(const Attribute& a) {
  if (!a.has_value) {
    if (!is_boolean(a.name) && !a.name.starts_with("data-") && !a.name.starts_with("hx-"))
      throw Refused(a.at, "the attribute " + a.name + " needs a value");
    return;
  }
  if (is_boolean(a.name) && !a.is_boolean_value && a.name != "loop")
    throw Refused(a.at, "write " + a.name + " alone, or " + a.name + "=\"{{? condition }}\"");
  if (a.parts.size() > 1) {
    for (const auto& part : a.parts)
      if (part.kind == Node::Kind::condition && part.branches[0].nodes.empty())
        throw Refused(part.at, "write {{? condition : value }} here");
  }
  if (is_address(a.name)) check_address(a);
  if (is_for_people(a.name) && !untranslated() && has_letters(a.literal))
    throw Refused(a.at, a.name + " is read by people: write " + a.name + "=\"{{ _('...') }}\"");
  if (a.name == "hx-trigger" && a.literal.find('[') != std::string::npos) throw Refused(a.at, "no script in hx-trigger");
  if (a.name == "id" && a.parts.size() == 1 && a.parts[0].kind == Node::Kind::literal && !ids_.insert(a.literal).second)
    throw Refused(a.at, "the id \"" + a.literal + "\" stands twice in this template");
}

void Parser::check_address(const Attribute& a) const {
  const bool only_literal =
      std::all_of(a.parts.begin(), a.parts.end(), [](const Node& n) { return n.kind == Node::Kind::literal; });
  if (!only_literal) {
    if (a.parts.size() > 1)
      throw Refused(a.at, a.name + " takes one Url and nothing beside it; put the pieces together in the Url");
    const auto& part = a.parts[0];
    if (part.kind == Node::Kind::condition && !part.branches[0].nodes.empty() &&
        part.branches[0].nodes[0].kind == Node::Kind::literal)
      throw Refused(a.at, a.name + " takes a Url, not text");
    return;
  }
  std::string folded;
  for (const char c : a.literal)
    if (!Source::is_space(c)) folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (folded.starts_with("javascript:") || folded.starts_with("vbscript:") || folded.starts_with("data:") ||
      folded.find("&#") != std::string::npos)
    throw Refused(a.at, "an address that is script is refused");
  if (a.name.starts_with("hx-") && (folded == "true" || folded == "false")) return;
  if (!folded.starts_with('#') && !folded.starts_with("https://") && !folded.starts_with("mailto:"))
    throw Refused(a.at,
                  a.name + " takes a Url: write " + a.name + "=\"{{ page.address }}\", so that it keeps the reader's language");
}

void Parser::check_element(const Element& e, const std::vector<Attribute>& attributes) const {
  const auto* type = find(attributes, "type");
  const auto* method = find(attributes, "method");
  if (e.name == "button" && type == nullptr) throw Refused(e.at, "say type=\"submit\" or type=\"button\"");
  if (e.name == "img" && find(attributes, "alt") == nullptr)
    throw Refused(e.at, "an <img> needs alt (empty when it is decoration)");
  if (e.name == "html" && find(attributes, "lang") == nullptr) throw Refused(e.at, "<html> needs lang");
  if (e.name == "script" && find(attributes, "src") == nullptr)
    throw Refused(e.at, "no script inside a page: put it into web/scripts and name it in src");
  if (e.name == "input" && type != nullptr &&
      (type->literal == "submit" || type->literal == "button" || type->literal == "image"))
    throw Refused(e.at, "use <button> for buttons");
  if (e.name == "form" && method != nullptr && method->literal != "post" && method->literal != "get")
    throw Refused(method->at, "the method of a form is get or post");
  const bool posts_itself = e.name == "form" && method != nullptr && method->literal == "post";
  const bool in_form = std::any_of(stack_.begin(), stack_.end(), [](const Element& outer) { return outer.needs_csrf; });
  for (const auto* name : {"hx-post", "hx-put", "hx-patch", "hx-delete"})
    if (const auto* a = find(attributes, name); a != nullptr && !posts_itself && !in_form)
      throw Refused(a->at, std::string(name) + " belongs on or in a <form method=\"post\"> with its {% csrf %}");
}

}  // namespace htmlc
