#include "app/speech.h"

#include <cstdlib>
#include <iostream>
#include <string_view>

#include "platform/i18n/i18n.h"

namespace alianza {
namespace {

Lang terminal_language() {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const auto* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("en") ? Lang::en : Lang::es;
  }
  return Lang::es;
}

/// What CLI11 names: before a sentence's end, or after its colon.
std::string before(const std::string& text, std::string_view end) { return text.substr(0, text.find(end)); }
std::string after_colon(const std::string& text) {
  const auto colon = text.find(": ");
  return colon == std::string::npos ? text : text.substr(colon + 2);
}

/// Its errors have a name each; their English sentences hold what they are about.
Message wrong(const CLI::ParseError& error) {
  const auto& kind = error.get_name();
  const std::string text = error.what();
  if (kind == "RequiredError" && text.starts_with("A subcommand")) return _("Falta decir qué hacer.");
  if (kind == "RequiredError") return _("Falta {1}.").arg(before(text, " is required"));
  if (kind == "ExtrasError") return _("Sobra o no se conoce: {1}").arg(after_colon(text));
  if (kind == "ArgumentMismatch") return _("Falta el valor de {1}, o tiene de más.").arg(before(text, ":"));
  if (kind == "ConversionError") return _("El valor no sirve: {1}").arg(after_colon(text));
  if (kind == "ValidationError") return _("El valor de {1} no sirve.").arg(before(text, ":"));
  return _("La orden no se entiende: {1}").arg(text);
}

/// The command that was being called, and the words before its name.
std::pair<const CLI::App*, std::string> called(const CLI::App& app) {
  const auto* command = &app;
  std::string before;
  while (!command->get_subcommands().empty()) {
    before += (before.empty() ? "" : " ") + command->get_name();
    command = command->get_subcommands().front();
  }
  return {command, before};
}

}  // namespace

std::string said(const Message& message) {
  static const auto lang = terminal_language();
  return i18n::text(lang, message);
}

void speak(CLI::App& app) {
  const auto formatter = app.get_formatter();
  formatter->label("Usage", said(_("Uso")));
  formatter->label("OPTIONS", said(_("OPCIONES")));
  formatter->label("SUBCOMMAND", said(_("ORDEN")));
  formatter->label("SUBCOMMANDS", said(_("ORDEN")));
  formatter->label("Positionals", said(_("Argumentos")));
  formatter->label("REQUIRED", said(_("(obligatorio)")));
  formatter->label("TEXT", said(_("TEXTO")));
  formatter->label("INT", said(_("NÚMERO")));
  formatter->label("UINT", said(_("NÚMERO")));
  app.set_help_flag("-h,--help", said(_("Muestra esta ayuda")));
  app.option_defaults()->group(said(_("Opciones")));
}

void head_commands(CLI::App& app) {
  app.get_help_ptr()->group(said(_("Opciones")));
  for (auto* command : app.get_subcommands([](CLI::App*) { return true; })) {
    command->group(said(_("Órdenes")));
    head_commands(*command);
  }
}

int explain_call(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
  const auto [command, words] = called(app);
  std::cerr << said(wrong(error)) << "\n\n" << command->help(words);
  return error.get_exit_code();
}

}  // namespace alianza
