#pragma once
// Pages of adherences and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/adherences/adherences.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::adherences::views {

namespace fv = feature::views;

struct Row {
  std::string organization;
  http::Url url{"/"};
  html::Badge state;
  CivilTime since;
  std::string signer;
  std::optional<Date> paper_on;  // signed on paper, that day
  std::int64_t version = 0;
  std::string sha256;
  std::optional<http::Url> document;
  std::optional<html::ButtonForm> ask_again;
  std::optional<http::Url> seats;  // where access is sent to who signed
};
struct TextRow {
  std::int64_t version = 0;
  CivilTime at;
  LocalizedText body;
};
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<Row> rows;
  std::vector<TextRow> texts;
  std::optional<http::Url> next;
  std::optional<http::Url> publish;
  std::optional<http::Url> paper;
};
void render(const List& page, html::Out& out);

/// The form of the text, with the letter as an organisation would read it.
struct TextPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  html::Form form{.action = http::Url("/")};
  std::string sample_es;
  std::string sample_en;
};
void render(const TextPage& page, html::Out& out);

/// What the link of an adherence shows to whoever opens it.
struct Sign {
  fv::Shell shell;
  std::string organization;
  std::string person;
  LocalizedText alliance;
  std::int64_t version = 0;
  std::vector<std::string> paragraphs;  // of the text, in the language of the letter
  std::string lang;                     // of the text
  html::Words thanks;                   // who has just accepted is thanked before the letter
  bool text_changed = false;
  html::Words told;
  html::Words next;
  std::string sha256;
  std::optional<http::Url> document;
  bool is_open = false;
  std::optional<http::Url> privacy;  // the notice of the agency, when it is to be read
  html::Form form{.action = http::Url("/")};
};
void render(const Sign& page, html::Out& out);

}  // namespace alianza::adherences::views

namespace alianza::adherences {

/// /alliances/{alliance}/adherences, of the agency.
void add_pages(feature::Site& site);
/// /adherences/{link}, of anybody who holds it.
void add_sign_pages(feature::Site& site);

/// What was signed, as a file: the text, or the scan of a paper. Only for a handler that has asked who may. Error: not_found.
Result<http::Response> document_of(feature::Site& site, const http::Request& request, const Adherence& adherence);

}  // namespace alianza::adherences
