#pragma once
// Pages of surveys and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/frameworks/shell.h"
#include "features/surveys/surveys.h"
#include "platform/feature/form.h"
#include "platform/html/charts.h"
#include "platform/html/list.h"
#include "platform/html/pieces.h"
#include "platform/html/safe.h"

namespace alianza::surveys::views {

namespace fv = feature::views;

/// One choice of a row of radios.
struct Radio {
  std::string value;
  html::Words label;
  std::string id;
  bool is_chosen = false;
};
/// A row of a matrix, or the steps of a scale.
struct RadioRow {
  html::Words legend;
  std::string name;
  std::vector<Radio> radios;
  /// More than stand beside each other on a phone.
  bool is_wide() const { return radios.size() > 5; }
};
struct RadioLine {
  const RadioRow& row;
};
void render(const RadioLine& page, html::Out& out);
/// What somebody else wrote meanwhile, beside what is typed.
struct CrossedText {
  std::string code;
  std::string by;
  CivilTime at;
  std::vector<std::string> lines;
};
/// One question as it is answered: a field, rows of radios, a picker of goals, ranks, or a note.
struct Asking {
  std::string code;
  std::string read;  // version and mark of what is shown
  html::Words text;
  html::Words hint;
  html::Words error;
  bool is_optional = false;
  bool is_note = false;
  bool is_file = false;
  bool may_upload = false;  // a file is sent from here; in a preview it is not
  std::string file_words;   // the file that was sent, with its size
  std::optional<html::Field> field;
  std::optional<html::Field> other;  // the text of «Otra»
  std::vector<RadioRow> rows;
  html::Words low;  // the words at the ends of a scale
  html::Words high;
  std::vector<html::Field> ranks;
  std::optional<frameworks::Picker> picker;
  std::optional<CrossedText> crossed;

  std::string id() const { return "a." + code; }
  std::string hint_id() const { return id() + "-hint"; }
  std::string error_id() const { return id() + "-error"; }
  std::string described_by() const;
  /// Drawn here; a field or picker draws its own head.
  bool is_group() const { return !is_note && !is_file && !field && !picker; }
  std::string file_go() const { return "file." + code; }
};
void render(const Asking& page, html::Out& out);

/// What another version of the questionnaire changed for who had begun to answer.
struct QuestionnaireChanges {
  std::vector<std::string> lines;
};
void render(const QuestionnaireChanges& page, html::Out& out);

/// The form of a section.
struct AnswerSection {
  fv::Shell shell;
  std::optional<fv::Crumbs> crumbs;
  LocalizedText survey;
  LocalizedText title;
  LocalizedText intro;
  std::string whose;  // the organisation
  std::int64_t number = 1;
  html::Progress progress;
  html::Errors errors;
  bool has_crossed = false;
  std::string version;  // of the questionnaire that is drawn
  QuestionnaireChanges changes;
  std::vector<Asking> questions;
  http::Url action{"/"};
  std::optional<http::Url> back;  // the section before
  bool is_last = false;
  bool has_files = false;  // buttons that lead to a file stand before the one that goes on
};
void render(const AnswerSection& page, html::Out& out);

struct SectionRow {
  LocalizedText title;
  http::Url url{"/"};
  std::int64_t answered = 0;
  std::int64_t asked = 0;
};
/// What is hidden of an anonymous survey and what is not, in plain words.
struct Anonymity {
  std::vector<html::Words> hidden;
  std::vector<html::Words> told;
};
void render(const Anonymity& page, html::Out& out);
/// To who answers. `asks_for_words`: some answers are written freely.
Anonymity anonymity_for_respondents(const std::string& agency, bool asks_for_words);
/// To who keeps it.
std::vector<Message> anonymity_for_keepers();

/// Where answering begins, and where it ends: what is asked, by when, who will see it, what was sent.
struct AnswerStart {
  fv::Shell shell;
  std::optional<fv::Crumbs> crumbs;
  LocalizedText title;
  LocalizedText intro;
  LocalizedText alliance;
  LocalizedText agency;
  std::string organization;
  std::string person;
  Date closes_on;
  bool is_shared = false;
  std::optional<Anonymity> anonymity;  // of an anonymous survey
  html::Words told;                    // why it takes no answers
  bool is_open = false;
  std::string receipt;  // of what was sent
  std::optional<CivilTime> sent_at;
  std::string sent_by;
  std::int64_t edition = 0;
  bool has_unsent = false;
  QuestionnaireChanges changes;
  html::Progress progress;
  std::vector<SectionRow> sections;
  http::Url begin{"/"};
  html::Words begin_words;
  http::Url review{"/"};
  bool is_begun = false;
};
void render(const AnswerStart& page, html::Out& out);

struct PreviewQuestion {
  Asking asked;
  bool is_hidden = false;  // with the answers that were tried; what was typed there stays
};
struct PreviewSection {
  LocalizedText title;
  LocalizedText intro;
  std::vector<PreviewQuestion> questions;
};
/// The whole questionnaire of an anonymous survey, sent at once.
struct BallotPage {
  fv::Shell shell;
  LocalizedText title;
  bool has_more = false;  // questions appear with what is answered
  html::Errors errors;
  http::Url action{"/"};
  http::Url back{"/"};
  std::vector<PreviewSection> sections;
};
void render(const BallotPage& page, html::Out& out);

/// Where a file is sent, changed or taken back.
struct AnswerFilePage {
  fv::Shell shell;
  std::optional<fv::Crumbs> crumbs;
  LocalizedText question;
  LocalizedText survey;
  std::string whose;
  std::string file_words;  // the one that was sent; empty: none
  http::Url content{"/"};
  std::optional<html::ButtonForm> remove;
  html::Form form{.action = http::Url("/")};
};
void render(const AnswerFilePage& page, html::Out& out);

/// Everything that was sent to a question that asks for files.
struct FilesPage {
  struct Row {
    std::string organization;
    std::string file_name;
    http::Url url{"/"};
    std::string size;
    std::string digest;
  };
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText question;
  std::vector<Row> rows;
};
void render(const FilesPage& page, html::Out& out);

struct GivenAnswer {
  std::string code;
  LocalizedText text;
  std::vector<std::string> lines;
  std::optional<http::Url> file;  // the first line leads to it
  html::Words error;
  std::optional<http::Url> mend;
  std::string id() const { return "a." + code; }
};
struct GivenSection {
  LocalizedText title;
  std::vector<GivenAnswer> answers;
};
void render(const GivenSection& page, html::Out& out);
/// Everything that was answered, before it is sent.
struct AnswerReview {
  fv::Shell shell;
  std::optional<fv::Crumbs> crumbs;
  LocalizedText title;
  std::string whose;
  LocalizedText agency;
  std::int64_t missing = 0;
  html::Errors errors;
  std::vector<GivenSection> sections;
  std::optional<html::Form> send;
  http::Url start{"/"};
};
void render(const AnswerReview& page, html::Out& out);

struct ListRow {
  http::Url url{"/"};
  LocalizedText title;
  html::Badge state;
  Date closes_on;
  std::string rate;  // «55 de 90 (61 %)»
};
struct AskedRow {
  std::optional<http::Url> url;  // none of a survey that is over and was not answered
  LocalizedText title;
  html::Badge state;
  html::Badge progress;
  Date closes_on;
  std::string organization;
};
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  html::Safe panels;  // of other features
  std::vector<ListRow> rows;
  std::vector<AskedRow> asked;
  bool may_read = false;
  std::optional<http::Url> plan;
};
void render(const List& page, html::Out& out);

struct RateRow {
  LocalizedText name;
  Rate rate;
  std::string percent;
};
struct RateTable {
  html::Words title;
  html::Words head;
  html::Words note;
  std::vector<RateRow> rows;
};
void render(const RateTable& page, html::Out& out);

struct RecipientRow {
  std::string organization;
  std::string person;
  std::string email;
  html::Badge letter;
  html::Badge progress;
  std::optional<CivilTime> letter_at;
  std::int64_t reminders = 0;
  std::optional<http::Url> answers;
  std::optional<html::ButtonForm> revoke;
};
struct Tab {
  html::Words words;
  std::int64_t n = 0;
  http::Url url{"/"};
  bool current = false;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Survey survey;
  html::Safe panels;         // of other features: what comes out
  html::Safe questionnaire;  // what else can be done with what it asks
  html::Badge state;
  bool is_over = false;
  std::vector<html::Words> anonymity;  // of an anonymous one: what is hidden, and where the count stands
  html::Words source;                  // of its template
  Rate rate;
  std::string percent;  // «61 %», or why there is none
  html::Funnel funnel;
  std::vector<RateTable> tables;
  std::vector<Tab> tabs;
  std::vector<RecipientRow> rows;
  std::optional<http::Url> next;
  std::vector<html::Download> recipients;
  std::vector<html::Download> answers;
  std::vector<std::string> problems;  // that keep it from being opened
  std::int64_t drafted = 0;
  http::Url preview{"/"};
  http::Url design{"/"};
  bool has_design = false;  // beside what is answered
  std::optional<http::Url> edit;
  std::optional<http::Url> choose;
  std::optional<http::Url> open;
  html::Words open_words;
  std::optional<http::Url> remind;
  std::int64_t remindable = 0;
  std::optional<http::Url> leave_out;
  std::optional<http::Url> close;
};
void render(const Show& page, html::Out& out);

/// The questionnaire as it will be asked; nothing is sent from there.
struct Preview {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText title;
  LocalizedText intro;
  bool is_tried = false;
  std::int64_t hidden = 0;  // questions that depend on an answer; once tried, those not shown
  html::Errors errors;
  http::Url action{"/"};
  http::Url again{"/"};
  std::vector<PreviewSection> sections;
};
void render(const Preview& page, html::Out& out);

/// What one recipient sent.
struct ResponsePage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string organization;
  std::string receipt;
  CivilTime sent_at;
  std::string sent_by;
  std::int64_t edition = 0;
  std::vector<GivenSection> sections;
};
void render(const ResponsePage& page, html::Out& out);

}  // namespace alianza::surveys::views

namespace alianza::surveys {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_download_pages(feature::Site& site);
/// /surveys/{link}: of anybody who holds it; and the same signed in.
void add_answer_pages(feature::Site& site);
void add_file_pages(feature::Site& site);
/// /surveys/{link}/ballot: the same of an anonymous survey.
void add_ballot_pages(feature::Site& site);

}  // namespace alianza::surveys
