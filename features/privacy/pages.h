#pragma once
// Pages of privacy and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/privacy/actions.h"
#include "platform/feature/form.h"
#include "platform/feature/letter.h"
#include "platform/html/pieces.h"

namespace alianza::privacy::views {

namespace fv = feature::views;

/// The notice of an agency, to everybody.
struct NoticePage {
  fv::Shell shell;
  LocalizedText agency;
  std::int64_t version = 1;
  std::optional<CivilTime> since;  // empty: the program's own text
  std::vector<std::string> paragraphs;
  std::string lang;
};
void render(const NoticePage& page, html::Out& out);

/// The same, to who has to take note of it.
struct AcceptPage {
  fv::Shell shell;
  LocalizedText agency;
  std::vector<std::string> paragraphs;
  std::string lang;
  html::Form form{.action = http::Url("/account/privacy")};
};
void render(const AcceptPage& page, html::Out& out);

/// One kind of what is kept: how many rows, and what becomes of them in an erasure.
struct Section {
  Message kind;
  std::int64_t count = 0;
  html::Badge fate;
  Message ground;
};
struct Sections {
  std::vector<Section> rows;
};
void render(const Sections& page, html::Out& out);

/// One's own data.
struct DataPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Sections sections;
  html::ButtonForm readable;
  html::ButtonForm machine;
  http::Url erase{"/account/data/erase"};
  http::Url arco{"/account/arco"};
};
void render(const DataPage& page, html::Out& out);

/// Before data are erased: exactly what goes and what stays.
struct ErasePage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  Sections sections;
  html::Form form{.action = http::Url("/")};
};
void render(const ErasePage& page, html::Out& out);

/// After it. The account that asked may be gone with the session.
struct ErasedPage {
  fv::Shell shell;
  Sections kept;
};
void render(const ErasedPage& page, html::Out& out);

/// The data of somebody who asked an agency for them.
struct PersonPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string email;
  Sections sections;
  html::Form hand_over{.action = http::Url("/")};
  std::optional<html::Form> erase;
};
void render(const PersonPage& page, html::Out& out);

struct RequestRow {
  CivilTime at;
  Message kind;
  std::string reason;
  std::int64_t gone = 0;
  std::int64_t kept = 0;
};
struct VersionRow {
  std::int64_t version = 0;
  std::optional<CivilTime> at;
  LocalizedText body;
};
/// What an agency does about personal data.
struct BookPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<VersionRow> versions;
  std::vector<RequestRow> requests;
  http::Url notice{"/"};
  std::optional<http::Url> publish;
  std::optional<http::Url> person;
  std::optional<http::Url> arco;
};
void render(const BookPage& page, html::Out& out);

/// Everything that is kept of a person, as a document that opens anywhere.
struct Export {
  fv::LetterFrame frame;
  struct Fact {
    Message name;
    std::string value;
  };
  struct Row {
    Message kind;
    std::vector<Fact> facts;
  };
  std::vector<Row> rows;
};
void render(const Export& page, html::Out& out);

}  // namespace alianza::privacy::views

namespace alianza::privacy {

/// /privacy/{agency}, /account/privacy, /account/data…
void add_own_pages(feature::Site& site);
/// /agencies/{agency}/privacy…
void add_agency_pages(feature::Site& site);

}  // namespace alianza::privacy
