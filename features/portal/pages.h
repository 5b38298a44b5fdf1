#pragma once
// What the public pages hold; views/*.html draw it. Texts of the alliance stay LocalizedText: what has no translation says its
// language.
#include <optional>
#include <string>
#include <vector>

#include "features/portal/portal.h"
#include "features/portal/shell.h"
#include "features/terms/terms.h"
#include "platform/html/charts.h"
#include "platform/html/page.h"
#include "platform/html/sdg.h"

namespace alianza::portal::views {

struct FigureInLine;

/// A figure: sign before it, said in words for who does not see it.
struct FigureView {
  Figure figure;
  FigureInLine in_line() const;
  std::string_view sign() const { return meetings::sign(figure.qualifier); }
  Message words() const { return meetings::label(figure.qualifier); }
  bool is_exact() const { return figure.qualifier == Qualifier::exact; }
};
void render(const FigureView& page, html::Out& out);
/// The same within a sentence, not larger than it.
struct FigureInLine {
  const FigureView& view;
};
inline FigureInLine FigureView::in_line() const { return {*this}; }
void render(const FigureInLine& page, html::Out& out);

/// What the marks of the timeline and the signs mean.
struct Legend {};
void render(const Legend& page, html::Out& out);

/// Where a statement comes from: «capítulo 2, Acercamiento y diálogo (E-14)».
struct SourceView {
  Source source;
  bool empty() const { return source.chapter.empty() && source.fact.empty(); }
};
void render(const SourceView& page, html::Out& out);

struct EventView {
  const char* point = "point";  // filled: exact; point-about: not; point-outside: an external fact
  std::string when;             // in words; empty when undated
  std::string datetime;         // for machines, when the day is exact
  Message caveat;
  std::string stage;  // «3. Estructuración de proyectos»
  Message kind;
  LocalizedText title;
  LocalizedText text;
  LocalizedText place;
  std::vector<FigureView> figures;
  SourceView source;
  std::optional<http::Url> meeting;
};
/// The facts of one stage, under its heading.
struct Chapter {
  std::string heading;
  std::vector<EventView> events;
};
struct TimelineView {
  std::vector<Chapter> chapters;
};
void render(const TimelineView& page, html::Out& out);

struct StepView {
  const char* state = "next";  // done, now, next: the class
  Message status;
  Message name;
  std::string anchor;
  LocalizedText days;
  LocalizedText story;
  Message opens;         // «Abrió la siguiente:»
  LocalizedText opened;  // what opened the next stage
};
struct StepperView {
  std::vector<StepView> steps;
};
void render(const StepperView& page, html::Out& out);

/// The funnel with its reading beside it.
struct FunnelView {
  html::Funnel chart;
  LocalizedText note;  // what the source says of its counts
  std::optional<http::Url> table;
  bool has_open = false;
  bool has_about = false;
};
void render(const FunnelView& page, html::Out& out);

struct BodyView {
  std::optional<html::SdgTile> tile;
  LocalizedText name;
  http::Url url{"/"};
  std::string members;    // their names, in one line
  std::int64_t more = 0;  // names left out of it
  std::int64_t count = 0;
  std::string tally;  // the classes of the count: "tally sdg-4"
  std::string share;  // of the largest, "60%"
  Message mechanism;
  LocalizedText outcome;
};
struct BodiesView {
  std::vector<BodyView> bodies;
};
void render(const BodiesView& page, html::Out& out);

struct Downloads;
struct DataRow {
  Message title;
  Message contains;
  std::int64_t rows = 0;
  http::Url page{"/"};
  http::Url csv{"/"};
  http::Url xlsx{"/"};
  http::Url json{"/"};
  http::Url schema{"/"};
  enum class Schema { no, yes };
  Downloads links(Schema with) const;
};
struct Downloads {
  const DataRow& row;
  bool with_schema = false;
};
inline Downloads DataRow::links(Schema with) const { return {*this, with == Schema::yes}; }
void render(const Downloads& page, html::Out& out);
struct DataView {
  std::vector<DataRow> rows;
  DataRow::Schema schema = DataRow::Schema::no;
};
void render(const DataView& page, html::Out& out);

struct FindingCount {
  Message title;
  std::int64_t count = 0;
  http::Url link{"/"};
};
struct FindingsSummary {
  std::vector<FindingCount> groups;
};
void render(const FindingsSummary& page, html::Out& out);

/// A number of the hero, with what it counts.
struct HeroFigure {
  FigureView figure;
  std::string when;  // «en marzo de 2018», or empty
};

/// A public document; its newest file.
struct DocumentLine {
  http::Url file{"/"};
  std::string title;
  Message kind;
  std::string author;
  std::optional<LocalizedText> committee;
  Date on;
  std::string about;  // «PDF, 1.2 MB, versión 2»
};
struct DocumentList {
  std::vector<DocumentLine> rows;
};
void render(const DocumentList& page, html::Out& out);

struct HomePage {
  Frame frame;
  LocalizedText where;
  LocalizedText name;
  LocalizedText hero;
  std::vector<HeroFigure> figures;
  Message stages_title;
  StepperView stages;
  TimelineView timeline;
  std::string facts_link;  // «Ver los 30 hechos de 2010 a 2018 como tabla»
  FunnelView funnel;
  std::string committees_title;
  std::string committees_note;
  BodiesView bodies;
  std::vector<feature::views::Link> councils;
  LocalizedText committees_foot;
  http::Url all_committees{"/"};
  DataView data;
  http::Url facts{"/"};
  http::Url all_data{"/"};
  FindingsSummary findings;
  DocumentList documents;  // the newest
  http::Url all_documents{"/"};
  std::optional<http::Url> join;  // where an organisation asks to take part (features/applications)
  html::Safe sections;            // of features above
};
void render(const HomePage& page, html::Out& out);

/// The head of every page below the first: where one is, title, a sentence, downloads.
struct PageHead {
  std::string alliance;
  http::Url home{"/"};
  Message title;
  LocalizedText title_text;  // instead of `title`, when it is the alliance's own text
  std::optional<feature::views::Link> parent = {};
  Message lead;
  std::optional<DataRow> data;
  std::optional<html::SdgTile> tile = {};
};
void render(const PageHead& page, html::Out& out);

struct TimelinePage {
  Frame frame;
  PageHead head;
  std::vector<EventView> events;
};
void render(const TimelinePage& page, html::Out& out);

struct FunnelRule {
  std::string when;
  Message caveat;
  FigureView figure;
  std::optional<FigureView> answers;
  int answered_percent = 0;
  LocalizedText rule;
  LocalizedText answered_rule;
  LocalizedText note;
  SourceView source;
};
struct FunnelPage {
  Frame frame;
  PageHead head;
  FunnelView chart;
  std::vector<FunnelRule> rows;
};
void render(const FunnelPage& page, html::Out& out);

struct MeetingView {
  std::string id;
  std::string when;
  std::string datetime;
  std::string hours;  // «10:00 a 12:00»
  Message caveat;
  LocalizedText title;
  LocalizedText text;
  LocalizedText committee;
  std::optional<http::Url> committee_url;
  LocalizedText venue;
  Message kind;
  std::string state = "held";
  std::vector<FigureView> figures;
  LocalizedText source;
};
struct MeetingList {
  std::vector<MeetingView> meetings;
};
void render(const MeetingList& page, html::Out& out);

/// Bodies of one kind, under their heading.
struct BodyGroup {
  Message heading;
  std::string anchor;
  BodiesView bodies;
};
struct CommitteesPage {
  Frame frame;
  PageHead head;
  std::vector<BodyGroup> groups;
};
void render(const CommitteesPage& page, html::Out& out);

struct MemberView {
  std::string name;
  Message type;
  http::Url url{"/"};
};
struct CommitteePage {
  Frame frame;
  PageHead head;
  Message kind;
  LocalizedText purpose;
  Message mechanism;
  bool decided = false;
  LocalizedText outcome;
  LocalizedText source;
  std::string presides;  // the organisation, never a person
  std::string keeps;     // the secretary's organisation
  std::vector<MemberView> members;
  std::string members_title;
  MeetingList upcoming;
  MeetingList held;
  html::Safe sections;  // of features above
};
void render(const CommitteePage& page, html::Out& out);

struct OrganizationRow {
  std::string name;
  http::Url url{"/"};
  Message type;
  std::string place;
  std::string sector;
  html::SdgTiles sdgs;
};
struct OrganizationsPage {
  Frame frame;
  PageHead head;
  std::string search;
  http::Url here{"/"};
  std::string counted;  // «46 organizaciones», «más de 10,000 organizaciones»
  std::vector<OrganizationRow> rows;
  bool shows_places = false;  // somebody has one: a source may not
  bool shows_sdgs = false;
  std::optional<http::Url> previous;
  std::optional<http::Url> next;
};
void render(const OrganizationsPage& page, html::Out& out);

struct OrganizationPage {
  Frame frame;
  PageHead head;
  Message type;
  LocalizedText description;
  std::string place;
  std::string sector;
  std::optional<http::Url> website;
  std::string website_text;
  html::SdgTiles sdgs;
  BodiesView committees;
  std::string source;
};
void render(const OrganizationPage& page, html::Out& out);

struct YearLink {
  std::string year;
  http::Url url{"/"};
  bool current = false;
};
struct MeetingsPage {
  Frame frame;
  PageHead head;
  MeetingList upcoming;
  MeetingList held;
  std::vector<YearLink> years;
  http::Url calendar{"/"};
};
void render(const MeetingsPage& page, html::Out& out);

struct FindingView {
  LocalizedText title;
  LocalizedText text;
  SourceView source;
};
struct FindingGroup {
  Message heading;
  std::string anchor;
  http::Url link{"/"};
  std::vector<FindingView> rows;
  std::int64_t count() const { return static_cast<std::int64_t>(rows.size()); }
};
struct FindingsPage {
  Frame frame;
  PageHead head;
  std::vector<FindingGroup> groups;
  http::Url glossary{"/"};
};
void render(const FindingsPage& page, html::Out& out);

struct DocumentsPage {
  Frame frame;
  PageHead head;
  DocumentList documents;
};
void render(const DocumentsPage& page, html::Out& out);

struct NotesPage {
  Frame frame;
  PageHead head;
  std::vector<Contradiction> notes;
};
void render(const NotesPage& page, html::Out& out);

/// A word of the glossary, with what it meant before.
struct TermView {
  std::string anchor;
  terms::Version now;
  std::vector<terms::Version> former;
};
struct TermsPage {
  Frame frame;
  PageHead head;
  std::vector<TermView> terms;
  std::optional<http::Url> first = {};  // of a later page of the list
  std::optional<http::Url> next = {};
};
void render(const TermsPage& page, html::Out& out);

struct DataPage {
  Frame frame;
  PageHead head;
  DataView data;
  std::string notice;
  std::string seal;
  std::string source;
  std::string licence;
  http::Url api{"/"};
  std::string api_text;
};
void render(const DataPage& page, html::Out& out);

struct AllianceLink {
  LocalizedText name;
  LocalizedText summary;
  std::string agency;
  std::string tag;  // «No oficial», «Datos sintéticos»
  http::Url url{"/"};
};
struct AlliancesPage {
  Shell shell;
  std::vector<AllianceLink> alliances;
};
void render(const AlliancesPage& page, html::Out& out);

struct PrivacyPage {
  Shell shell;
  std::vector<feature::views::Link> notices;  // of the agencies whose alliances are public
};
void render(const PrivacyPage& page, html::Out& out);

struct AccessibilityPage {
  Shell shell;
};
void render(const AccessibilityPage& page, html::Out& out);

struct AllianceLicence {
  LocalizedText name;
  http::Url url{"/"};
  std::string tag;
  std::string licence;
  std::string source;
};
struct LicencePage {
  Shell shell;
  std::vector<AllianceLicence> alliances;
};
void render(const LicencePage& page, html::Out& out);

}  // namespace alianza::portal::views

namespace alianza::portal {

/// Every page of the portal, and the secretariat's.
void add_pages(feature::Site& site);

}  // namespace alianza::portal
