#include "tools/htmlc/emit.h"

#include <algorithm>
#include <map>
#include <utility>

namespace htmlc {
namespace {

bool speaks_of_loop(const std::vector<Node>& nodes) {
  return std::any_of(nodes.begin(), nodes.end(), [](const Node& n) {
    return n.expression.uses_loop || std::any_of(n.branches.begin(), n.branches.end(), [](const Node::Branch& b) {
             return b.condition.uses_loop || speaks_of_loop(b.nodes);
           });
  });
}

class Writer {
 public:
  Writer(const Template& page, std::string_view file) : page_(page), file_(cpp_literal(file)) {}

  std::string run() {
    nodes(page_.nodes);
    std::string out = "// Made by htmlc from the template named below; do not edit.\n";
    out += "#include \"platform/html/out.h\"\n#include \"platform/html/in_page.h\"\n#include \"" + page_.header + "\"\n\n";
    out += "#pragma GCC diagnostic ignored \"-Wshadow\"\n";
    out += "namespace " + page_.space + " {\nusing namespace ::alianza::html::in_page;\n";
    if (!ids_.empty()) out += "namespace {\n" + interned_ + "}  // namespace\n";
    out += "\nvoid render(const " + page_.page + "& page, ::alianza::html::Out& out" +
           (page_.is_shell ? ", ::alianza::html::Content content" : "") + ") {\n";
    out += "  (void)page;\n" + body_ + "}\n\n}  // namespace " + page_.space + "\n";
    return out;
  }

 private:
  void line(const std::string& text) { body_ += "  " + text + "\n"; }
  /// What follows is checked by the compiler: errors name the template.
  void at(Position p) { body_ += "#line " + std::to_string(p.line) + " " + file_ + "\n"; }

  void nodes(const std::vector<Node>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      std::string text;
      for (; i < list.size() && list[i].kind == Node::Kind::literal; ++i) text += list[i].text;
      if (!text.empty()) raw(text);
      if (i < list.size()) node(list[i]);
    }
  }

  void raw(const std::string& text) { line("out.raw(" + cpp_literal(text) + ", " + std::to_string(text.size()) + ");"); }

  void node(const Node& n) {
    switch (n.kind) {
      case Node::Kind::literal: return raw(n.text);
      case Node::Kind::value: return value(n.expression, n.context);
      case Node::Kind::address: return value(n.expression, Node::Context::address);
      case Node::Kind::given: return given(n);
      case Node::Kind::condition: return condition(n);
      case Node::Kind::loop: return loop(n);
      case Node::Kind::let:
        at(n.at);
        return line("const auto& " + n.name + " = " + n.expression.code + "; (void)" + n.name + ";");
      case Node::Kind::include: at(n.at); return line("render(" + n.expression.code + ", out);");
      case Node::Kind::layout: return layout(n);
      case Node::Kind::content: return line("content();");
      case Node::Kind::csrf: return line("out.csrf();");
      case Node::Kind::icon: at(n.at); return line("out.icon(" + n.expression.code + ");");
    }
  }

  void value(const Expression& e, Node::Context context) {
    at(e.at);
    const std::string verb = context == Node::Context::text ? "text" : context == Node::Context::attribute ? "attr" : "url";
    if (!e.message || context == Node::Context::address) return line("out." + verb + "(" + e.code + ");");
    const auto& m = *e.message;
    std::string call = "out." + verb + "_message(" + id_of(m.sentence);
    if (!m.count.empty()) call = "out." + verb + "_plural(" + id_of(m.sentence) + ", " + m.count;
    for (const auto& arg : m.args) call += ", " + arg;
    line(call + ");");
  }

  std::string id_of(const Sentence& s) {
    // The page's name is in it: several templates may be compiled as one file.
    const auto [it, is_new] = ids_.emplace(std::make_pair(s.one, s.many), page_.page + "_" + std::to_string(ids_.size()));
    if (is_new) {
      interned_ += "const ::alianza::i18n::MessageId " + it->second + " = ::alianza::i18n::intern(" + cpp_literal(s.one);
      interned_ += (s.many.empty() ? "" : ", " + cpp_literal(s.many)) + ");\n";
    }
    return it->second;
  }

  void given(const Node& n) {
    at(n.expression.at);
    line("if (const auto& given_value = " + n.expression.code + "; ::alianza::html::is_given(given_value)) {");
    raw(" " + n.name + "=\"");
    line(std::string("out.") + (n.context == Node::Context::address ? "url" : "attr") + "(::alianza::html::given(given_value));");
    raw("\"");
    line("}");
  }

  void condition(const Node& n) {
    std::string closing;
    for (std::size_t i = 0; i < n.branches.size(); ++i) {
      const auto& b = n.branches[i];
      if (i > 0) line(b.is_else ? "} else {" : "} else");
      if (!b.is_else) {
        at(b.condition.at);
        line("if (" + b.condition.code + ") {");
      }
      if (!n.name.empty()) raw(" " + n.name + "=\"");
      nodes(b.nodes);
      if (!n.name.empty()) raw("\"");
    }
    line("}");
  }

  void loop(const Node& n) {
    const bool counted = speaks_of_loop(n.branches[0].nodes);
    const auto range = "range_" + std::to_string(++loops_);
    line("{");
    at(n.expression.at);
    line("auto&& " + range + " = " + n.expression.code + ";");
    if (counted) line("::alianza::html::Loop loop(std::size(" + range + "));");
    at(n.at);
    line("for (const auto& " + n.name + " : " + range + ") {");
    nodes(n.branches[0].nodes);
    if (counted) line("loop.next();");
    line("}}");
  }

  void layout(const Node& n) {
    line("{ const auto inside = [&] {");
    nodes(n.branches[0].nodes);
    line("};");
    at(n.at);
    line("render(" + n.expression.code + ", out, ::alianza::html::Content(inside)); }");
  }

  const Template& page_;
  std::string file_;
  std::string body_;
  std::string interned_;
  std::map<std::pair<std::string, std::string>, std::string> ids_;
  int loops_ = 0;
};

}  // namespace

std::string emit_cpp(const Template& page, std::string_view file) { return Writer(page, file).run(); }

std::string emit_pot(const Template& page, std::string_view file) {
  std::string out;
  for (const auto& s : page.sentences) {
    out += "#: " + std::string(file) + ":" + std::to_string(s.at.line) + "\nmsgid " + cpp_literal(s.one) + "\n";
    out += s.many.empty() ? "msgstr \"\"\n\n" : "msgid_plural " + cpp_literal(s.many) + "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n";
  }
  return out;
}

}  // namespace htmlc
