#pragma once
// Inside of the parser: one object, its control statements in parser.cpp, its tags in markup.cpp, its attributes in
// attributes.cpp.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tools/htmlc/builder.h"
#include "tools/htmlc/source.h"
#include "tools/htmlc/tree.h"

namespace htmlc {

struct Element {
  std::string name;
  Position at;
  bool in_svg = false;
  bool untranslated = false;  // translate="no" here or above
  bool needs_csrf = false;
  bool has_csrf = false;
  std::size_t control_depth = 0;
};

/// One attribute as it was read.
struct Attribute {
  std::string name;
  Position at;
  bool has_value = false;
  std::string literal;            // all literal parts, to check them
  std::vector<Node> parts;        // literals, values and conditions
  bool is_boolean_value = false;  // "{{? cond }}": parts[0] is the condition
  bool is_given = false;          // "{{? value }}" or "{{? cond : value }}" alone: the whole attribute may be absent
};

class Parser {
 public:
  explicit Parser(std::string_view text) : source_(text), builder_(result_.nodes) {}
  Template run();

 private:
  // parser.cpp: text and control statements
  void read_header();
  void read_content();
  void read_text();
  void read_comment();
  void read_control();
  void read_if(Position at, std::string_view condition);
  void read_for(Position at, std::string_view rest);
  void read_let(Position at, std::string_view rest);
  void read_layout(Position at, std::string_view shell);
  void read_simple(Position at, std::string_view word, std::string_view rest);
  void put_icon(Position at, std::string_view name);
  void put_csrf(Position at);
  void put_content(Position at);
  /// Reads up to elif, else or end of this block; gives the word and what follows it.
  struct Ending {
    std::string word;
    std::string rest;
    Position at;
    bool after_block = false;  // the branch ended with a block tag
  };
  Ending read_block(std::vector<Node>& into, Position opened, const char* what, Builder::Edge end);
  /// The text between {% and %}, and where it begins.
  std::string take_until(std::string_view closing, Position opened, const char* what);
  Expression expression(std::string_view text, Position at);
  Position position_in(std::string_view whole, std::string_view part, Position at) const;

  // values.cpp
  Node read_value(Node::Context context);

  // markup.cpp
  void read_tag();
  void read_closing_tag();
  void read_doctype();
  std::string read_tag_name();
  void check_place(const Element& element) const;
  void finish_tag(Element element, const std::vector<Attribute>& attributes);
  void write_tag(const Element& element, const std::vector<Attribute>& attributes);
  void open(Element element);
  void close(const Element& element);
  bool keeps_space() const;
  /// Where a tag would be read as text: not even the language of a text can be marked.
  bool refuses_tags() const;
  bool untranslated() const { return !stack_.empty() && stack_.back().untranslated; }

  // attributes.cpp
  std::vector<Attribute> read_attributes(const Element& element, bool& self_closed);
  Attribute read_attribute(const Element& element);
  void read_attribute_value(Attribute& attribute, bool in_svg);
  void read_attribute_part(Attribute& attribute, Node::Context context, std::string& literal);
  void add_value(Attribute& attribute, Node node);
  void check_attribute(const Attribute& attribute);
  void check_address(const Attribute& attribute) const;
  void check_element(const Element& element, const std::vector<Attribute>& attributes) const;

  Source source_;
  Template result_;
  Builder builder_;
  std::vector<Element> stack_;
  std::size_t floor_ = 0;  // elements below belong to an outer block: this one may not close them
  std::size_t control_depth_ = 0;
  std::set<std::string> ids_;
  bool pending_end_ = false;
  Ending ending_;
};

const Attribute* find(const std::vector<Attribute>& attributes, std::string_view name);

}  // namespace htmlc
