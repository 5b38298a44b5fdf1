// Tags: which there are, how they nest.
#include <algorithm>

#include "tools/htmlc/parsing.h"
#include "tools/htmlc/rules.h"

namespace htmlc {
namespace {

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_rest(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

bool Parser::keeps_space() const {
  return std::any_of(stack_.begin(), stack_.end(), [](const Element& e) { return e.name == "pre" || e.name == "textarea"; });
}

bool Parser::refuses_tags() const {
  return !stack_.empty() && (stack_.back().name == "option" || stack_.back().name == "textarea" || stack_.back().name == "title");
}

void Parser::read_doctype() {
  const auto at = source_.position();
  if (!source_.take("<!doctype html>") && !source_.take("<!DOCTYPE html>"))
    throw Refused(at, "the only declaration is <!doctype html>");
  builder_.block_text("<!doctype html>");
}

std::string Parser::read_tag_name() {
  const auto at = source_.position();
  if (source_.starts_with("{{") || source_.starts_with("{%")) throw Refused(at, "a value cannot be the name of a tag");
  if (!is_name_start(source_.peek())) throw Refused(at, "write &lt; for the sign <");
  std::string name;
  while (!source_.at_end() && is_name_rest(source_.peek())) name += source_.take();
  if (source_.starts_with("{{")) throw Refused(source_.position(), "a value cannot be part of the name of a tag");
  return name;
}

void Parser::check_place(const Element& e) const {
  const auto& name = e.name;
  if (is_refused(name)) throw Refused(e.at, "<" + name + "> is refused" + (name == "style" ? ": styles live in web/styles" : ""));
  if (e.in_svg ? !is_known_svg(name) : !is_known_html(name))
    throw Refused(e.at, "<" + name + "> is not an element" + (e.in_svg ? " of SVG" : " of HTML"));
  if (refuses_tags()) throw Refused(e.at, "no tags inside <" + stack_.back().name + ">");
  if (e.in_svg) return;
  for (const auto& outer : stack_) {
    if (outer.name == "p" && closes_paragraph(name)) throw Refused(e.at, "<" + name + "> inside <p> would end the paragraph");
    if (outer.name == name && is_exclusive(name)) throw Refused(e.at, "<" + name + "> inside another <" + name + ">");
  }
}

void Parser::read_tag() {
  Element element;
  element.at = source_.position();
  source_.take("<");
  element.name = read_tag_name();
  element.in_svg = element.name == "svg" || (!stack_.empty() && stack_.back().in_svg);
  element.untranslated = untranslated();
  element.control_depth = control_depth_;
  check_place(element);
  bool self_closed = false;
  const auto attributes = read_attributes(element, self_closed);
  if (self_closed && !element.in_svg) throw Refused(element.at, "write <" + element.name + "> without the / at its end");
  check_element(element, attributes);
  if (const auto* t = find(attributes, "translate")) element.untranslated = t->literal == "no";
  if (const auto* m = find(attributes, "method")) element.needs_csrf = element.name == "form" && m->literal == "post";
  write_tag(element, attributes);
  if (self_closed) {
    builder_.exact("/>");
    if (is_block(element.name)) builder_.block_text("");
    return;
  }
  builder_.exact(">");
  if (!is_void(element.name) || element.in_svg)
    open(std::move(element));
  else if (is_block(element.name))
    builder_.block_text("");
}

void Parser::write_tag(const Element& element, const std::vector<Attribute>& attributes) {
  // Inside SVG only words (text, tspan, a) are inline.
  const bool block =
      is_block(element.name) || (element.in_svg && element.name != "svg" && element.name != "tspan" && element.name != "a");
  if (block)
    builder_.block_text("<" + element.name);
  else
    builder_.inline_text("<" + element.name);
  for (const auto& a : attributes) {
    if (!a.has_value) {
      builder_.exact(" " + a.name);
    } else if (a.is_boolean_value) {
      auto node = a.parts[0];
      append_literal(node.branches[0].nodes, " " + a.name);
      builder_.exact("");
      builder_.inline_node(std::move(node));
    } else if (a.is_given) {
      auto node = a.parts[0];
      node.name = a.name;
      builder_.inline_node(std::move(node));
    } else {
      builder_.exact(" " + a.name + "=\"");
      for (const auto& part : a.parts) {
        if (part.kind == Node::Kind::literal)
          builder_.exact(part.text);
        else
          builder_.inline_node(part);
      }
      builder_.exact("\"");
    }
  }
}

void Parser::open(Element element) {
  const auto name = element.name;
  const auto at = element.at;
  const bool block = is_block(name) || (element.in_svg && name != "svg" && name != "tspan" && name != "a");
  if (stack_.size() > 200) throw Refused(at, "elements are nested more than 200 deep");
  stack_.push_back(std::move(element));
  if (name == "script") {
    // Its content would be script whatever it looks like, so nothing but its end may follow.
    source_.skip_space();
    if (!source_.starts_with("</script>"))
      throw Refused(source_.position(), "no script inside a page: put it into web/scripts and name it in src");
  } else if (name == "textarea") {
    builder_.exact("\n");  // browsers drop one newline here; without ours they would drop the writer's own
  } else if (block) {
    builder_.block_text("");
  }
}

void Parser::read_closing_tag() {
  const auto at = source_.position();
  source_.take("</");
  const auto name = read_tag_name();
  source_.skip_space();
  if (!source_.take(">")) throw Refused(source_.position(), "</" + name + " is not closed with >");
  if (is_void(name) && (stack_.empty() || !stack_.back().in_svg)) throw Refused(at, "<" + name + "> has no end tag");
  if (stack_.size() <= floor_) throw Refused(at, "</" + name + "> closes nothing that was opened in this block");
  if (stack_.back().name != name) {
    const auto& open = stack_.back();
    throw Refused(at, "</" + name + "> while <" + open.name + "> of line " + std::to_string(open.at.line) + " is open");
  }
  close(stack_.back());
}

void Parser::close(const Element& element) {
  if (element.needs_csrf && !element.has_csrf) throw Refused(element.at, "<form method=\"post\"> needs {% csrf %} inside");
  const auto name = element.name;
  const bool kept = keeps_space();
  const bool block = is_block(name) || (element.in_svg && name != "svg" && name != "tspan" && name != "a");
  stack_.pop_back();
  if (kept)
    builder_.exact("</" + name + ">");
  else if (block)
    builder_.block_text("</" + name + ">");
  else
    builder_.inline_text("</" + name + ">");
}

}  // namespace htmlc
