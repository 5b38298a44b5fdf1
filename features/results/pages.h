#pragma once
// What the pages of result books hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/results/results.h"
#include "platform/feature/form.h"
#include "platform/html/charts.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::results::views {

namespace fv = feature::views;

/// One line of a table; `goal` draws its tile.
struct TableRow {
  int goal = 0;
  html::Words name;
  std::vector<std::string> cells;
};
/// A table of figures as it is drawn everywhere: names, then columns of figures.
struct Figures {
  html::Words caption;
  html::Words head;
  std::vector<std::string> heads;
  std::vector<TableRow> rows;
  bool is_wide = false;  // scrolls in its own box
};
void render(const Figures& page, html::Out& out);

struct NoteView {
  std::string text;
  Date written_on;
  html::Badge audience;
  std::optional<http::Url> change;
  std::optional<html::ButtonForm> remove;
};
/// Notes under a question, or on the whole book.
struct Notes {
  std::vector<NoteView> rows;
  std::optional<http::Url> write;
  html::Words about;  // the question, for who does not see where the link stands
};
void render(const Notes& page, html::Out& out);

/// One question of the book.
struct QuestionView {
  std::string anchor;
  html::Words text;
  std::vector<std::string> facts;  // denominators, mean and median, how places are made
  std::optional<html::Measures> bars;
  std::optional<html::Stacked> stacked;
  std::optional<Figures> figures;
  std::optional<http::Url> texts;
  std::int64_t text_count = 0;
  std::vector<html::Link> crossings;
  Notes notes;
};
void render(const QuestionView& page, html::Out& out);

struct SectionView {
  LocalizedText title;
  std::vector<QuestionView> questions;
};

struct ThemeView {
  int goal = 0;
  html::Words name;
};
struct ConsensusView {
  Date agreed_on;
  std::string text;
  std::vector<ThemeView> themes;
  std::optional<html::Link> meeting;
  std::int64_t edition = 1;
  std::string correction;
};
void render(const ConsensusView& page, html::Out& out);

struct BookPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText survey;
  html::Badge audience;
  std::string rate;
  bool is_office = false;
  bool is_anonymous = false;
  bool is_open = false;  // the survey still takes answers
  std::vector<html::Download> downloads;
  std::optional<http::Url> cross;
  std::optional<http::Url> compare;
  std::optional<http::Url> publish;
  std::optional<http::Url> record;
  std::vector<ConsensusView> consensuses;
  html::Safe panels;  // of the features above: what came of the consensus
  Notes notes;
  std::vector<SectionView> sections;
};
void render(const BookPage& page, html::Out& out);

struct CrossPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  http::Url action{"/"};
  std::vector<html::Field> fields;
  std::vector<html::Link> usual;  // crossings that the template of the survey is made for
  std::optional<Figures> figures;
  std::vector<std::string> facts;
  std::vector<html::Download> downloads;
};
void render(const CrossPage& page, html::Out& out);

struct TextLine {
  std::string organization;
  http::Url url{"/"};
  bool is_other = false;
  std::string text;
};
struct TextsPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  html::Words question;
  html::SearchBox search{.action = http::Url("/"), .label = {}, .hint = {}};
  bool is_searched = false;
  bool is_anonymous = false;  // without organisations
  bool is_hidden = false;     // too few wrote
  std::vector<TextLine> rows;
  std::optional<http::Url> next;
};
void render(const TextsPage& page, html::Out& out);

struct ComparedView {
  html::Words text;
  std::string facts;
  Figures figures;
};
void render(const ComparedView& page, html::Out& out);

struct ComparePage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  http::Url action{"/"};
  std::vector<html::Field> fields;
  LocalizedText here;
  LocalizedText there;
  bool is_chosen = false;
  std::vector<ComparedView> tables;
};
void render(const ComparePage& page, html::Out& out);

/// On the page of the survey.
struct SurveyPanel {
  http::Url url{"/"};
  std::optional<http::Url> cross;
  html::Badge audience;
  std::optional<ConsensusView> consensus;
};
void render(const SurveyPanel& page, html::Out& out);

/// Under the surveys of an alliance: the books that members read.
struct ListPanel {
  struct Row {
    http::Url url{"/"};
    LocalizedText title;
    Date closed_on;
  };
  std::vector<Row> rows;
};
void render(const ListPanel& page, html::Out& out);

/// The book as a paper.
struct Paper {
  std::string title;
  std::string agency;
  std::string alliance;
  std::string seal;
  bool has_logo = false;
  std::string rate;
  std::string foot;
  std::string rounding;
  std::vector<ConsensusView> consensuses;
  std::vector<NoteView> notes;
  std::vector<SectionView> sections;
};
void render(const Paper& page, html::Out& out);

}  // namespace alianza::results::views

namespace alianza::results {

void add_pages(feature::Site& site);
void add_panels(feature::Site& site);
void add_cross_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_download_pages(feature::Site& site);
void add_paper_pages(feature::Site& site);

}  // namespace alianza::results
