#pragma once
// A page as a paper: PDF by WeasyPrint, DOCX by pandoc, each in a child process without network (docs/decisions/0070-paper.md).
#include <functional>
#include <string>
#include <string_view>

#include "platform/documents/child.h"

namespace alianza::documents {

/// A whole HTML document; pictures stand in it as data: addresses, nothing else is fetched.
struct Paper {
  std::string html;
  std::string_view style;  // the sheet for print
};

/// PDF/UA-1: tagged, with title and language. Errors as run_child(); unavailable, at once, when two are being made already.
Result<std::string> pdf(const Paper& paper);
/// Without <title>, which would be a second heading, and with the paragraph of class "foot" at the end.
Result<std::string> docx(const Paper& paper);

/// For tests that ask for many papers and look at none: what makes them instead of the programs. Set before serving.
using Printer = std::function<Result<std::string>(const Paper&)>;
void print_with(Printer printer);

/// What the sheet gets besides, so that a paper bears the logo (PNG) in its <div class="logo">; nothing without one.
std::string logo_style(std::string_view png);

/// The sheet that official papers share: header and footer of pages, tables, signatures.
std::string_view official_style();

}  // namespace alianza::documents
