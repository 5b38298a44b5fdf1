#pragma once
// What the pages of minutes and agreements hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/minutes/minutes.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/page.h"

namespace alianza::minutes::views {

namespace fv = feature::views;
using fv::Icon;
using html::Badge;

/// An agreement as lists and minutes show it.
struct AgreementRow {
  std::string number;  // «Acuerdo 3»
  http::Url url{"/"};
  std::string text;
  std::string owner;
  std::string body;  // the committee, or «toda la alianza»
  std::string due;   // «31 mar 2026», or «sin fecha»
  std::string machine_due;
  bool late = false;
  Badge state;
  std::optional<http::Url> edit;  // while the minutes are a draft, for who writes them
};
struct AgreementCard {
  AgreementRow row;
};
void render(const AgreementCard& page, html::Out& out);

struct CommentLine {
  std::string by;
  std::string at;
  std::vector<std::string> paragraphs;
};
/// Two texts of one section that crossed: nothing is lost.
struct Crossing {
  std::vector<std::string> typed;
  std::vector<std::string> stored;
  std::string stored_by;
  std::string stored_at;
};
/// Notes, drawn.
struct Prose {
  const std::vector<Block>& blocks;
};
void render(const Prose& page, html::Out& out);
struct SectionPart {
  std::string anchor;
  http::Url agree_url{"/"};
  std::string title;
  std::string written;  // «Clara Ibarra, 2 mar 2026, 10:02»
  std::vector<Block> blocks;
  std::optional<Crossing> crossing;
  std::vector<CommentLine> crossed;  // texts of before that crossed with another
  std::string id;
  std::optional<html::FieldSet> notes;  // in the one form of a draft, or what was typed when it is no draft any more
  std::vector<std::pair<std::string, std::string>> hidden;  // version and mark of what was read
  http::Url save{"/"};
  std::vector<AgreementRow> agreements;
  std::optional<html::FieldSet> agree;
  bool agree_open = false;
  std::vector<CommentLine> comments;
  std::optional<html::Form> comment;
  http::Url link() const { return http::Url::on_this_page(anchor); }
};
struct DraftSection {
  const SectionPart& section;
  std::size_t number = 0;
};
void render(const DraftSection& page, html::Out& out);
/// What stands at the end of the one form of a draft.
struct Draft {
  http::Url action{"/"};  // saves
  http::Url agree{"/"};
  http::Url add{"/"};
  http::Url state{"/"};
  html::FieldSet title;  // of a matter that the agenda did not have
};
struct Attendant {
  std::string organization;
  std::string persons;
  bool remote = false;
};
struct Change {
  Message state;
  std::string at;
  std::string by;
  std::string note;
};
struct Edition {
  std::string name;  // «Versión 2»
  http::Url url{"/"};
  Message state;
  std::string correction;
  bool current = false;
};
struct Commitment {
  std::string number;
  std::string text;
  std::string owner;
  std::string due;
};
/// One edition: read, and while it is a draft, written by several at once.
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  Badge state;
  std::string folio;
  std::string edition;  // «Versión 2»; empty for the only one
  std::string correction;
  std::string approved;  // «Aprobada el 2 mar 2026 por …»
  std::string digest;
  std::optional<http::Url> canonical;  // the text that the digest is of
  http::Url meeting{"/"};
  http::Url pdf{"/"};
  http::Url docx{"/"};
  std::optional<http::Url> attendance_door;
  std::optional<http::Url> projector;                               // while it is written
  http::Url to_attendance = http::Url::on_this_page("attendance");  // on a phone these stand below the notes
  http::Url to_agreements = http::Url::on_this_page("agreements");
  http::Url to_assents = http::Url::on_this_page("assents");
  std::vector<Attendant> attendance;
  std::vector<SectionPart> sections;
  std::vector<Commitment> commitments;  // as approved
  std::vector<AgreementRow> agreements;
  std::vector<std::string> assents;
  int attending = 0;
  std::vector<html::ButtonForm> assent;
  std::optional<Draft> draft;
  std::optional<http::Url> copies;   // who was given it
  std::optional<http::Url> approve;  // the page that asks first
  std::optional<html::Form> give_back;
  std::optional<html::Form> correct;
  std::vector<Change> changes;
  std::vector<Edition> editions;
  html::Errors errors;
};
void render(const Show& page, html::Out& out);

/// One edition as a paper; PDF and DOCX are made of it.
struct PaperPart {
  std::string title;
  std::vector<Block> blocks;
};
struct Signature {
  std::string name;
  std::string office;
};
struct Paper {
  Record record;
  std::string title;
  std::string date;
  std::string approved;  // «Versión 1, aprobada el 2 de marzo de 2026 por …»
  std::string zone;      // of the hours
  std::string check;     // how to check the digest; empty for a draft
  std::vector<Attendant> attendance;
  std::vector<PaperPart> sections;
  std::vector<Commitment> commitments;
  std::vector<Signature> signatures;
  std::string foot;
  bool has_logo = false;
};
void render(const Paper& page, html::Out& out);

/// The page behind the link of a copy: read, taken away, and while it is in review commented and agreed with.
struct CopySection {
  std::string title;
  std::vector<Block> blocks;
  std::vector<CommentLine> comments;
  std::optional<html::Form> comment;
};
struct CopyPage {
  fv::Shell shell;
  std::string title;
  std::string whose;  // for whom the link is, and until when
  Message told;       // why there is nothing to read; empty otherwise
  Message next;
  Badge state;
  std::string folio;
  std::string when;
  std::string correction;
  std::string approved;
  std::string digest;
  http::Url pdf{"/"};
  http::Url docx{"/"};
  std::optional<http::Url> canonical;
  http::Url account{"/"};  // the same minutes for who has one
  std::vector<Attendant> attendance;
  std::vector<CopySection> sections;
  std::vector<Commitment> commitments;
  std::optional<html::Form> assent;
  std::string assented_by;  // who said that the organisation agrees
};
void render(const CopyPage& page, html::Out& out);
/// Who was given the minutes, and the buttons that give them again or take them back.
struct CopyRow {
  std::string organization;
  std::string contact;  // who would be written to; empty: nobody
  Badge state;
  std::string at;
  std::optional<html::ButtonForm> send;
  std::optional<html::ButtonForm> revoke;
};
struct Copies {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string meeting;
  std::string intro;
  std::vector<CopyRow> rows;
  std::optional<html::EmptyState> empty;
};
void render(const Copies& page, html::Out& out);

/// The list of an alliance's agreements.
struct List {
  fv::Shell shell;
  std::int64_t open = 0;
  std::int64_t overdue = 0;
  html::SearchBox search{.action = http::Url("/")};
  html::FilterPanel filters{.action = http::Url("/")};
  html::FilterChips chips{{}, http::Url("/")};
  html::ListBar bar{.action = http::Url("/")};
  std::vector<AgreementRow> rows;
  std::optional<html::EmptyState> empty;
  html::Paging paging;
  bool paged = false;
};
void render(const List& page, html::Out& out);

/// A file that shows that it was kept.
struct EvidenceRow {
  http::Url url{"/"};
  std::string name;
  std::string at;
  std::string digest;
};

/// One matter of the meeting in large, with what was agreed beside it: for the wall of the room.
struct Projector {
  fv::Shell shell;
  std::string meeting;
  SectionPart section;
  int number = 1;
  int count = 1;
  std::vector<AgreementRow> agreements;
  http::Url here{"/"};
  http::Url back{"/"};              // the minutes
  std::optional<http::Url> follow;  // the matter that was written last, when another one is pinned
  std::optional<http::Url> previous;
  std::optional<http::Url> next;
};
void render(const Projector& page, html::Out& out);

struct ShowAgreement {
  fv::Shell shell;
  fv::Crumbs crumbs;
  AgreementRow row;
  std::vector<std::string> paragraphs;
  http::Url minutes{"/"};
  std::string meeting;
  std::vector<Change> changes;
  std::optional<html::Form> close;
  std::optional<html::Form> cancel;
  std::optional<html::Form> reopen;
  std::optional<html::Form> edit;
  bool edit_open = false;
  std::vector<EvidenceRow> evidence;
  std::optional<html::Form> add_evidence;
};
void render(const ShowAgreement& page, html::Out& out);

/// Under the meeting: its minutes.
struct MeetingPanel {
  std::optional<http::Url> url;  // of the minutes
  Badge state;
  std::string folio;
  std::optional<html::ButtonForm> open;
  std::vector<AgreementRow> agreements;
};
void render(const MeetingPanel& page, html::Out& out);
/// «Acuerdos por vencer»: of a committee, or of the alliance.
struct DuePanel {
  std::vector<AgreementRow> rows;
  std::int64_t overdue = 0;
  http::Url overdue_url{"/"};
  http::Url all{"/"};
};
void render(const DuePanel& page, html::Out& out);

}  // namespace alianza::minutes::views

namespace alianza::minutes {

void add_pages(feature::Site& site);
void add_write_pages(feature::Site& site);
void add_agreement_pages(feature::Site& site);
void add_paper_pages(feature::Site& site);
void add_copy_pages(feature::Site& site);
void add_panels(feature::Site& site);
void add_awaited(feature::Site& site);

}  // namespace alianza::minutes
