#pragma once
// Pages of campaigns and what their templates draw.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "features/campaigns/campaigns.h"
#include "features/organizations/listing.h"
#include "platform/feature/form.h"
#include "platform/html/charts.h"
#include "platform/html/list.h"
#include "platform/html/pieces.h"

namespace alianza::campaigns::views {

namespace fv = feature::views;

struct ListRow {
  http::Url url{"/"};
  std::string name;
  html::Badge state;
  Date deadline;
  Counts counts;
};
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<ListRow> rows;
  http::Url adherences{"/"};
  std::optional<http::Url> plan;
};
void render(const List& page, html::Out& out);

struct InvitationRow {
  http::Url url{"/"};
  std::string organization;
  std::string person;
  std::string email;
  html::Badge state;
  std::optional<CivilTime> since;  // of its last letter or its answer
  bool seen = false;
  std::int64_t reminders = 0;
  std::string answered_by;
};
/// A list of one state, with how many are in it.
struct StateTab {
  html::Words words;
  std::int64_t n = 0;
  http::Url url{"/"};
  bool current = false;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Campaign campaign;
  html::Badge state;
  Counts counts;
  bool late = false;  // the deadline has passed
  std::optional<html::Progress> progress;
  std::optional<http::Url> events;  // that tell how it goes on
  std::string trouble;              // the job stopped
  html::Funnel funnel;
  std::vector<StateTab> tabs;
  std::vector<InvitationRow> rows;
  std::vector<html::Download> downloads;
  std::optional<http::Url> next;
  http::Url here{"/"};
  http::Url preview{"/"};
  std::optional<http::Url> edit;
  std::optional<http::Url> choose;
  std::optional<http::Url> start;
  html::Words start_words;
  std::optional<html::ButtonForm> pause;
  std::optional<http::Url> remind;
  std::int64_t remindable = 0;
  std::optional<Date> reminders_from;     // nobody can be reminded before
  std::optional<http::Url> missing_text;  // where the adherence letter is written that this campaign asks for
  std::optional<http::Url> leave_out;     // all that were not sent
  std::optional<http::Url> discard;
  std::int64_t added = 0;  // recipients, just now
  std::optional<http::Url> close;
};
void render(const Show& page, html::Out& out);

struct StepRow {
  Message state;
  CivilTime at;
  std::string by;
};
struct InvitationPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Invitation invitation;
  html::Badge state;
  http::Url organization{"/"};
  http::Url contacts{"/"};  // of the organisation
  bool came_back = false;   // or did not leave: the reason is the mail server's
  std::optional<CivilTime> seen;
  std::vector<StepRow> steps;
  std::optional<html::ButtonForm> resend;
  std::optional<html::ButtonForm> leave_out;
  std::optional<http::Url> revoke;
};
void render(const InvitationPage& page, html::Out& out);

struct PreviewLetter {
  std::string to;
  std::string subject;
  std::string text;
  http::Url html{"/"};
};
struct Preview {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<PreviewLetter> letters;
};
void render(const Preview& page, html::Out& out);

/// What the link of an invitation shows to whoever opens it.
struct Answer {
  fv::Shell shell;
  std::string organization;
  std::string person;
  LocalizedText alliance;
  LocalizedText summary;
  LocalizedText agency;
  Date deadline;
  std::optional<http::Url> portal;
  html::Words told;          // what was answered and when, or why it does not serve
  html::Words next;          // what to do then
  bool is_open = false;      // can be accepted
  bool may_decline = false;  // too
  std::vector<Message> notice;
  std::optional<http::Url> privacy;  // the notice of the agency, when it is to be read
  html::Form accept{.action = http::Url("/")};
  html::Form decline{.action = http::Url("/")};
};
void render(const Answer& page, html::Out& out);

/// The act of the directory's selection bar.
struct InvitePicked {
  http::Url url{"/"};
};
void render(const InvitePicked& page, html::Out& out);

struct CampaignChoice {
  std::string name;
  http::Url url{"/"};
  html::Badge state;
};
/// In which campaign to invite what was picked in the directory.
struct ChooseCampaign {
  fv::Shell shell;
  fv::Crumbs crumbs;
  http::Url picked{"/"};  // the rows, in the directory
  std::vector<CampaignChoice> campaigns;
  http::Url plan{"/"};
};
void render(const ChooseCampaign& page, html::Out& out);

/// On the first page of the alliance, for the agency's offices.
struct HomePanel {
  http::Url url{"/"};
  std::int64_t campaigns = 0;
  std::int64_t silent = 0;
  std::int64_t accepted = 0;
};
void render(const HomePanel& page, html::Out& out);

/// On the page of an organisation: who became its contact by answering an invitation.
struct AnswererRow {
  std::string name;
  Date on;
  std::string campaign;
  http::Url url{"/"};
};
struct Answerers {
  std::vector<AnswererRow> rows;
};
void render(const Answerers& page, html::Out& out);

}  // namespace alianza::campaigns::views

namespace alianza::campaigns {

html::Badge badge(State state);
html::Badge badge(InvitationState state, bool seen);

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_invitation_pages(feature::Site& site);
/// /invitations/{link}: of anybody who holds it.
void add_answer_pages(feature::Site& site);

}  // namespace alianza::campaigns
