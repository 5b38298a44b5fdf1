#pragma once
// Pages of ARCO requests and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/privacy/actions_arco.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::privacy::views {

struct ArcoTab {
  Message words;
  std::optional<std::int64_t> count;
  http::Url url{"/"};
  bool current = false;
};
struct ArcoRow {
  std::string name;
  Message right;
  Date received_on;
  Date due_on;
  html::Badge state;
  http::Url url{"/"};
};
/// The register of an agency.
struct ArcoRegister {
  feature::views::Shell shell;
  feature::views::Crumbs crumbs;
  std::vector<ArcoTab> tabs;
  bool open = true;  // the shelf that is shown
  std::vector<ArcoRow> rows;
  std::optional<http::Url> next;
  http::Url add{"/"};
  std::optional<http::Url> terms;
};
void render(const ArcoRegister& page, html::Out& out);

struct ArcoStepRow {
  Message kind;
  Date on;
  std::optional<Date> due_on;
  std::string note;
};
struct ArcoSteps {
  std::vector<ArcoStepRow> rows;
};
void render(const ArcoSteps& page, html::Out& out);

struct ArcoShow {
  feature::views::Shell shell;
  feature::views::Crumbs crumbs;
  std::string title;
  std::string name;
  std::string email;
  Message right;
  Message way;
  Date received_on;
  std::optional<Date> due_on;     // while it is open
  std::vector<std::string> what;  // paragraphs
  std::string proof;
  html::Badge state;
  Message outcome;
  ArcoSteps steps;
  std::optional<http::Url> extend;
  std::optional<http::Url> answer;
  std::optional<http::Url> carry_out;
};
void render(const ArcoShow& page, html::Out& out);

/// One's own requests, and the form that files another.
struct OwnArcoPage {
  feature::views::Shell shell;
  feature::views::Crumbs crumbs;
  struct Row {
    LocalizedText agency;
    Message right;
    html::Badge state;
    Message outcome;
    std::optional<Date> due_on;
    std::vector<std::string> what;  // paragraphs
    ArcoSteps steps;
  };
  std::vector<Row> rows;
  std::optional<html::Form> form;  // none when there is no agency to ask
};
void render(const OwnArcoPage& page, html::Out& out);

}  // namespace alianza::privacy::views

namespace alianza::privacy {

/// In the words of a list: overdue ones say so.
html::Badge badge_of(const ArcoRequest& request, Date today);
views::ArcoSteps steps_of(const std::vector<ArcoStep>& steps);

/// /agencies/{agency}/privacy/arco…, and what awaits on the first page.
void add_arco_pages(feature::Site& site);
/// /account/arco
void add_own_arco_pages(feature::Site& site);

}  // namespace alianza::privacy
