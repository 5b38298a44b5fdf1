#pragma once
// What the pages of registrations hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/registrations/registrations.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"

namespace alianza::registrations::views {

namespace fv = feature::views;

struct Row {
  std::string name;
  html::Badge reply;
  std::vector<std::string> persons;
  std::string note;
  std::string replied;  // «Ana Robles, 2 mar 2026, 10:02»
  Message letter;       // «Carta enviada»; empty: none
  std::string letter_at;
  bool bad_letter = false;  // nobody will read it
  http::Url edit{"/"};
};
struct Sending {
  std::string at;
  Message audience;
  std::string message;
  std::int64_t letters = 0;
  bool finished = false;
};
struct Tab {
  Message words;
  std::int64_t n = 0;
  http::Url url{"/"};
  bool current = false;
};
/// Who comes, who does not, who is silent.
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText title;
  std::string when;
  Tally tally;
  std::vector<Tab> tabs;
  std::vector<Row> rows;
  std::optional<html::EmptyState> empty;
  html::Paging paging;
  bool paged = false;
  std::vector<Sending> sendings;
  std::int64_t unreachable = 0;
  std::optional<http::Url> convene;  // while somebody can be written to
  std::vector<html::Download> downloads;
};
void render(const List& page, html::Out& out);

/// The page behind a link.
struct Reply {
  fv::Shell shell;
  std::string organization;
  std::string person;
  LocalizedText title;
  std::string when;
  LocalizedText venue;
  std::optional<http::Url> online;
  std::vector<std::string> agenda;
  http::Url calendar{"/"};
  Message told;  // what was replied, or why there is nothing to reply to; empty while it is open
  Message next;
  std::vector<std::string> persons;
  std::string note;
  bool is_open = false;
  html::Form form{.action = http::Url("/")};
};
void render(const Reply& page, html::Out& out);

/// On the page of the meeting: what the own organisations said, or how many come.
struct Panel {
  struct Own {
    std::string name;
    html::Badge reply;
    std::vector<std::string> persons;
    std::string note;
    http::Url edit{"/"};
  };
  std::vector<Own> own;
  bool is_open = false;  // replies are taken
  bool keeps = false;
  Tally tally;
  http::Url all{"/"};
  std::optional<http::Url> convene;
};
void render(const Panel& page, html::Out& out);

}  // namespace alianza::registrations::views

namespace alianza::registrations {

void add_pages(feature::Site& site);
void add_reply_pages(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::registrations
