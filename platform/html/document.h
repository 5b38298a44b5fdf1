#pragma once
// The outermost shell of every page: head, style sheet, script, the link over the navigation. Shells of features put their
// header, stage strip and footer inside: {% layout page.document %} <header>...</header> <main>...</main> {% end %}.
#include <optional>
#include <string>

#include "platform/html/out.h"

namespace alianza::html {

struct Document {
  std::string title;                    // page · alliance, without the product's name
  std::optional<http::Url> brand = {};  // the style sheet of an agency with its own colours
  std::string body_class = {};          // "portal" on public pages
  std::string theme = {};               // "light" or "dark" when the person chose
  std::string description = {};         // for search engines, public pages only
  std::optional<http::Url> canonical = {};
};
void render(const Document& page, Out& out, Content content);

/// A header with the product's mark alone: error pages, sign-in, the list of alliances.
struct BareShell {
  Document document;
  std::optional<http::Url> other_language = {};  // this page in the other language
};
void render(const BareShell& page, Out& out, Content content);

struct ErrorPage {
  BareShell shell;
  int status = 500;
  Message message;
  http::Url home;
  bool offers_sign_in = false;
  http::Url sign_in;
  std::string request_id;
};
void render(const ErrorPage& page, Out& out);
/// The same for htmx, which swaps a piece: a notice.
struct ErrorNotice {
  Message message;
};
void render(const ErrorNotice& page, Out& out);

}  // namespace alianza::html
