#pragma once
// What the pages of XLSForms hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/xlsforms/xlsforms.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/pieces.h"

namespace alianza::xlsforms::views {

namespace fv = feature::views;

/// Findings of one outcome.
struct FindingTable {
  std::string id;
  html::Words title;
  html::Words intro;
  std::vector<Finding> rows;
};
void render(const FindingTable& page, html::Out& out);

struct QuestionRow {
  LocalizedText text;
  LocalizedText hint;
  std::string code;
  html::Words kind;
  std::vector<LocalizedText> rows;  // of a matrix
  std::vector<LocalizedText> options;
  std::vector<html::Words> conditions;
  bool is_required = false;
  bool has_other = false;
};
struct SectionPart {
  LocalizedText title;
  LocalizedText intro;
  std::vector<QuestionRow> questions;
};

/// What was read of a file, before a survey is made of it.
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  html::Words state;
  std::vector<FindingTable> findings;
  std::vector<SectionPart> sections;
  bool is_staged = false;
  bool is_good = false;
  std::optional<http::Url> survey;
  std::optional<html::ButtonForm> discard;
  html::Form form{.action = http::Url("/")};
};
void render(const Show& page, html::Out& out);

struct WaitingRow {
  http::Url url{"/"};
  std::string file;
};
/// On the list of surveys.
struct ListPanel {
  http::Url bring{"/"};
  std::vector<WaitingRow> waiting;
};
void render(const ListPanel& page, html::Out& out);

/// On the page of a survey.
struct SurveyPanel {
  http::Url download{"/"};
};
void render(const SurveyPanel& page, html::Out& out);

}  // namespace alianza::xlsforms::views

namespace alianza::xlsforms {

void add_pages(feature::Site& site);

}  // namespace alianza::xlsforms
