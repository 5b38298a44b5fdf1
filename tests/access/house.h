#pragma once
// A whole server for the access matrix: two agencies, three alliances with something in every table, and a person of every
// standing.
//
//   own      the alliance that the columns speak of
//   sister   another alliance of the same agency; it has no portal
//   foreign  an alliance of another agency
#include <map>
#include <string>
#include <vector>

#include "app/features.h"
#include "features/campaigns/campaigns.h"
#include "features/meetings/meetings.h"
#include "features/membership/membership.h"
#include "platform/test/test_app.h"

namespace alianza::access {

/// What stands for each parameter of a pattern: "alliance" -> "01…".
using Names = std::map<std::string, std::string>;

/// One column of the matrix.
struct Person {
  std::string column;
  auth::MaybeActor actor;  // empty: anonymous
  http::TestClient* client = nullptr;
  std::string csrf;
  Names own;   // account, session, token and job of this very person
  Names mine;  // the organisation this person acts for, with a contribution and a contact; empty when there is none
};

/// One alliance and the ids of everything in it. The others name the same things but for one.
struct Place {
  membership::AgencyId agency;
  membership::AllianceId alliance;
  feature::Act convener;  // its director
  Names names;
  Names open;     // a committee that its organisations enter by themselves
  Names plenary;  // a meeting of the whole alliance
  Names staff;    // the appointment of somebody who does not direct the agency
  Names invited;  // an organisation that is only invited
  Names stopped;  // a committee whose secretary acts for a suspended organisation
};

class House {
 public:
  House();

  test::TestApp app;
  Place own;
  Place sister;
  Place foreign;
  std::vector<Person> people;  // in the order of the columns
  Names another;               // account, session, token and job of somebody else
  Names made_up;               // of nothing
  /// How many routes there are after each feature has started, by name; platform's own come first and last.
  std::vector<std::pair<std::string, std::size_t>> routes_after;

  /// Things that a write has used up, made again: they take their name's place in `names`.
  void attend_again(const Place& place, Names& names);
  void count_again(const Place& place, Names& names);
  void session_again(Person& person);
  void token_again(Person& person);
  void job_again(Person& person);
  /// The open invitation, as before anybody answered it.
  void link_again();
  /// The code of the day of a meeting, after another was made.
  void code_again(const Place& place, Names& names);
  /// The cadence of a committee, after it was ended.
  void cadence_again(const Place& place, const Names& names);
  /// The client's own session, after it signed out.
  void sign_in_again(Person& person);
  /// Two organisations that a merge made one.
  void part_again(const Place& place);
  /// A note in the result book of the closed survey.
  void note_again(Place& place);
  void template_again(Place& place);
  /// A sheet of one row, read and judged.
  void import_again(Place& place);
  /// Another file with a tree that waits to be loaded.
  void stage_again(Place& place);
  void form_again(Place& place);
  /// Nobody waits for a case file any more.
  void stop_case_files();

 private:
  feature::Act act(const std::string& name) { return app.act(app.person(name)); }
  membership::AgencyId make_agency(const std::string& slug, const std::string& director);
  Place make_place(membership::AgencyId agency, const std::string& director, const std::string& slug, bool is_public);
  void fill_seats(Place& place);
  void fill_committees(Place& place);
  Done fill_workplan(db::Tx& tx, const Place& place, Names& names, committees::CommitteeId committee);
  void fill_meetings(Place& place);
  void fill_minutes(const Place& place, Names& names, meetings::MeetingId meeting);
  void fill_meeting(const Place& place, Names& names, meetings::Kind kind);
  void fill_cadence(const Place& place, Names& names);
  void fill_registrations(Place& place);
  void fill_copies(Place& place);
  void fill_documents(Place& place);
  void fill_record(Place& place);
  void fill_knowledge(Place& place);
  void fill_campaigns(Place& place);
  void fill_surveys(Place& place);
  void fill_applications(Place& place);
  void fill_adherences(Place& place, const campaigns::Invitation& to);
  void make_people();
  void make_offices();
  void make_members();
  void make_officers();
  void make_outsiders();
  void add_person(const std::string& column, const auth::MaybeActor& actor);
  auth::Actor appointed(const std::string& name, auth::Scope scope, auth::Role role);
  membership::OrganizationId organization(const Place& place, const std::string& name, membership::Status status);
  void give(const Place& place, membership::OrganizationId organization, Names& names);
  void fill_duplicates(Place& place);
  void use_calendar(const std::string& secret_name, const std::string& person);
};

/// The columns in their order.
const std::vector<std::string>& columns();

}  // namespace alianza::access
