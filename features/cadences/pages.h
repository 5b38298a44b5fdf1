#pragma once
// What the pages of cadences hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/cadences/cadences.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::cadences::views {

/// On the page of a committee: its rule, the months it missed and what became of them.
struct Panel {
  struct Row {
    std::string months;  // «marzo de 2026»
    html::Badge state;
    Message why;  // by which rule
    std::string reason;
    std::string closed;  // «Ana Robles, 2 abr 2026»
    std::optional<html::Link> session;
    std::optional<http::Url> close;
  };
  Message rule;  // empty: none
  std::vector<Row> rows;
  std::optional<http::Url> edit;
};
void render(const Panel& page, html::Out& out);

}  // namespace alianza::cadences::views

namespace alianza::cadences {

void add_pages(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::cadences
