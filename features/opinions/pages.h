#pragma once
// What the pages of opinions hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/opinions/opinions.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::opinions::views {

namespace fv = feature::views;

struct Row {
  int number = 0;
  std::string anchor;
  Date on;
  std::string subject;
  std::string text;
  std::string reference;
  std::optional<html::Link> session;
  bool withdrawn = false;
  std::string withdrawn_reason;
  std::optional<http::Url> withdraw;
};
struct AlertRow {
  Date quiet_since;
  html::Badge state;
  std::string reason;
  std::optional<http::Url> close;
};
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string committee;
  std::vector<Row> rows;
  Message rule;
  std::vector<AlertRow> alerts;
  std::optional<http::Url> issue;
  std::optional<http::Url> set_rule;
};
void render(const List& page, html::Out& out);

/// On the page of the body.
struct Panel {
  std::vector<Row> rows;  // the newest ones
  std::int64_t total = 0;
  std::string dormant;  // «Sin sesión ni opinión desde el …»; empty: awake
  http::Url url{"/"};
  std::optional<http::Url> issue;
};
void render(const Panel& page, html::Out& out);

}  // namespace alianza::opinions::views

namespace alianza::opinions {

void add_pages(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::opinions
