// htmlc TEMPLATE -o FILE      writes the template as C++
// htmlc --messages FOLDER...  prints the messages of every template below as a POT
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <vector>

#include "tools/htmlc/emit.h"
#include "tools/htmlc/parser.h"

namespace {

namespace fs = std::filesystem;

bool read(const fs::path& path, std::string& out) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  out = text.str();
  return static_cast<bool>(in);
}

bool parse(const fs::path& path, htmlc::Template& out) {
  std::string text;
  if (!read(path, text)) {
    std::cerr << path.string() << ": cannot be read\n";
    return false;
  }
  try {
    out = htmlc::parse_template(text);
    return true;
  } catch (const htmlc::Refused& e) {
    std::cerr << path.string() << ':' << e.at.line << ':' << e.at.column << ": error: " << e.what() << '\n';
    return false;
  }
}

int compile(const fs::path& in, const fs::path& out) {
  htmlc::Template page;
  if (!parse(in, page)) return 1;
  std::ofstream file(out, std::ios::binary);
  file << htmlc::emit_cpp(page, in.string());
  return file.good() ? 0 : 1;
}

std::vector<fs::path> templates_below(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto& path = entry.path();
    const bool in_tests = std::find(path.begin(), path.end(), "tests") != path.end();
    if (path.extension() == ".html" && path.parent_path().filename() == "views" && !in_tests) out.push_back(path);
  }
  std::sort(out.begin(), out.end());
  return out;
}

int print_messages(const std::vector<std::string>& folders) {
  std::cout
      << "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n";
  std::set<std::string> said;
  bool good = true;
  for (const auto& folder : folders) {
    for (const auto& path : templates_below(folder)) {
      htmlc::Template page;
      if (!parse(path, page)) {
        good = false;
        continue;
      }
      std::vector<htmlc::Sentence> fresh;
      for (auto& s : page.sentences)
        if (said.insert(s.one).second) fresh.push_back(s);
      page.sentences = std::move(fresh);
      std::cout << htmlc::emit_pot(page, path.string());
    }
  }
  return good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() >= 2 && args[0] == "--messages") return print_messages({args.begin() + 1, args.end()});
  if (args.size() == 3 && args[1] == "-o") return compile(args[0], args[2]);
  std::cerr << "htmlc TEMPLATE -o FILE | htmlc --messages FOLDER...\n";
  return 2;
}
