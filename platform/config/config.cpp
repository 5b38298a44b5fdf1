#include "platform/config/config.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "platform/base/text.h"
#include "platform/config/settings.h"

extern char** environ;

namespace alianza::config {
namespace {

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// "server.listen" as ALIANZA_SERVER_LISTEN.
std::string variable_of(const std::string& key) {
  std::string out = "ALIANZA_";
  for (const char c : key) out += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return out;
}

const Setting* find_setting(std::string_view key) {
  for (const auto& setting : settings())
    if (setting.key == key) return &setting;
  return nullptr;
}

Message unknown(const std::string& key, const std::string& nearest) {
  if (nearest.empty()) return _("No hay ningún ajuste «{1}».").arg(key);
  return _("No hay ningún ajuste «{1}». ¿Quiso decir «{2}»?").arg(key).arg(nearest);
}

/// Reads line by line; every problem is told and the rest still read.
class Reader {
 public:
  Reader(Loaded& loaded, std::string_view name) : loaded_(loaded), name_(name) {}

  void read(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      ++line_;
      read_line(trim(text.substr(0, end)));
      text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
  }

 private:
  void problem(Message message) { loaded_.problems.push_back({name_ + ":" + std::to_string(line_), std::move(message)}); }

  void read_line(const std::string& line) {
    if (line.empty() || line[0] == '#') return;
    if (!is_clean_text(line)) return problem(_("La línea no es texto UTF-8 válido."));
    if (line[0] == '[') return read_section(line);
    const auto equals = line.find('=');
    if (equals == std::string::npos) return problem(_("Se esperaba «clave = valor», [sección] o # comentario."));
    if (section_.empty()) return problem(_("Antes de la primera clave va una [sección], por ejemplo [server]."));
    read_value(section_ + "." + trim(line.substr(0, equals)), trim(line.substr(equals + 1)));
  }

  void read_section(const std::string& line) {
    section_ = line.size() > 2 && line.back() == ']' ? line.substr(1, line.size() - 2) : "";
    if (!is_word(section_)) return problem(_("Una sección se escribe [nombre], en minúsculas."));
  }

  void read_value(const std::string& key, std::string value) {
    const auto* setting = find_setting(key);
    if (setting == nullptr) return problem(unknown(key, nearest_key(key)));
    if (!seen_.insert(key).second) return problem(_("«{1}» está dos veces.").arg(key));
    // Quotes keep spaces at the ends; nothing is escaped inside.
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (auto wrong = setting->put(loaded_.config, value)) problem(std::move(*wrong));
  }

  Loaded& loaded_;
  std::string name_;
  std::string section_;
  std::set<std::string> seen_;
  std::size_t line_ = 0;
};

void read_environment(Loaded& loaded, const Environment& environment) {
  for (const auto& [variable, value] : environment) {
    if (variable.starts_with("ALIANZA_TEST_")) continue;  // of the test programs
    const auto& all = settings();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Setting& s) { return variable_of(s.key) == variable; });
    if (found == all.end()) {
      std::string key;
      for (const char c : variable.substr(8)) key += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      if (const auto first = key.find('_'); first != std::string::npos) key[first] = '.';
      const auto nearest = nearest_key(key);
      loaded.problems.push_back({variable, unknown(variable, nearest.empty() ? "" : variable_of(nearest))});
    } else if (!is_clean_text(value)) {
      loaded.problems.push_back({variable, _("La línea no es texto UTF-8 válido.")});
    } else if (auto wrong = found->put(loaded.config, value)) {
      loaded.problems.push_back({variable, std::move(*wrong)});
    }
  }
}

/// What no single value shows.
void check_together(Loaded& loaded, std::string_view name) {
  const auto& server = loaded.config.server;
  const auto tell = [&](Message message) { loaded.problems.push_back({std::string(name), std::move(message)}); };
  if (server.listen.empty()) tell(_("server.listen está vacío: no habría dónde entrar."));
  if (server.secure_cookies && server.public_url.starts_with("http://"))
    tell(_("server.secure_cookies es yes, pero server.public_url no es https: nadie podría entrar."));
}

}  // namespace

Environment process_environment() {
  Environment found;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text(*variable);
    const auto equals = text.find('=');
    if (text.starts_with("ALIANZA_") && equals != std::string_view::npos)
      found.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

Loaded parse(std::string_view text, std::string_view name, const Environment& environment) {
  Loaded loaded;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);  // the mark that some editors put before UTF-8
  Reader(loaded, name).read(text);
  read_environment(loaded, environment);
  check_together(loaded, name);
  return loaded;
}

Loaded load(const std::string& path, const Environment& environment) {
  if (path.empty()) return parse("", "", environment);
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.is_open() && !file.bad()) return parse(text, path, environment);
  auto loaded = parse("", path, environment);
  loaded.problems.insert(loaded.problems.begin(), {path, _("No se puede leer este archivo de configuración.")});
  return loaded;
}

std::vector<std::string> keys() {
  std::vector<std::string> list;
  for (const auto& setting : settings()) list.push_back(setting.key);
  return list;
}

std::string example(const std::function<std::string(const Message&)>& translate) {
  const Config defaults;
  std::string out =
      "# " + translate(_("Configuración de Alianza. Cada ajuste muestra su valor por omisión; quite el # para cambiarlo.")) +
      "\n";
  out += "# " + translate(_("El ambiente va antes que este archivo: ALIANZA_SERVER_LISTEN vale por [server] listen.")) + "\n";
  out += "# " + translate(_("Revise sus cambios con: alianza config check")) + "\n";
  std::string section;
  for (const auto& setting : settings()) {
    const auto dot = setting.key.find('.');
    if (setting.key.substr(0, dot) != section) {
      section = setting.key.substr(0, dot);
      out += "\n[" + section + "]\n";
    }
    const auto value = setting.written(defaults);
    out += "\n# " + translate(setting.about) + "\n#" + setting.key.substr(dot + 1) + " =" + (value.empty() ? "" : " " + value) +
           "\n";
  }
  return out;
}

}  // namespace alianza::config
