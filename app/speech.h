#pragma once
// How the command line speaks: in the language of the terminal (LC_ALL, LC_MESSAGES, LANG), which is Spanish unless it says
// English.
#include <CLI/CLI.hpp>
#include <string>

#include "platform/base/message.h"

namespace alianza {

std::string said(const Message& message);

/// What stands in CLI11's own words in a help page ("Usage", "Options"), in ours.
/// Before its commands are added, which inherit it.
void speak(CLI::App& app);
/// The headings of the commands and of their options, when all are added.
void head_commands(CLI::App& app);
/// Says what was wrong with the words of a call, and how that command is called. For a call for help or the version: does it.
/// Gives the exit code: 0, or CLI11's.
int explain_call(const CLI::App& app, const CLI::ParseError& error);

}  // namespace alianza
