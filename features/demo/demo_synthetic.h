#pragma once
// The parts of the synthetic alliance, in the order in which they are made. Each is one transaction unless it says otherwise.
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/committees/committees.h"
#include "features/demo/demo.h"
#include "features/demo/firms.h"
#include "platform/auth/password.h"
#include "platform/files/store.h"

namespace alianza::demo {

/// An organisation that was made, as the later parts need it.
struct Made {
  membership::OrganizationId id;
  std::string name;
  std::string contact;  // name of a person, or empty
};

struct World {
  membership::AgencyId agency;
  alliances::Alliance alliance;
  Date today;  // everything counts back from it
  std::uint64_t seed = 0;
  std::vector<Made> active;  // the first few hundred
  std::vector<Made> suspended;
  std::vector<Made> invited;
  std::vector<Made> withdrawn;
  std::vector<committees::Committee> committees;
  std::vector<std::vector<Made>> members;  // of each committee

  Date day(int from_today) const { return today.plus_days(from_today); }
  /// The same, but never a Saturday or Sunday: what is past the Friday before, what is to come the Monday after. Nobody convenes
  /// a committee on a Sunday.
  Date working_day(int from_today) const;
};

/// The agency, the alliance, its stages with conditions met and plans.
Result<World> make_alliance(db::Tx& tx, std::uint64_t seed);
/// In slices; fills active, suspended, invited, withdrawn.
Done make_organizations(db::Database& db, World& world, std::int64_t count, const Say& say);
/// Five committees with members, presidents and secretaries; one president has succeeded another.
Done make_committees(db::Tx& tx, World& world);
/// Past and coming ones, each its own transaction.
Done make_meetings(db::Database& db, const World& world);
/// Minutes of the last two sessions of each committee with their agreements, and how often three of them are to meet.
Done make_minutes(db::Tx& tx, const World& world);
/// A committee that is installed with its work plan, one whose act lacks parts, and a council that has gone quiet.
Done make_workplans(db::Tx& tx, const World& world);
/// A campaign of invitations in several states; each its own transaction.
Done make_campaign(db::Database& db, const World& world);
/// A survey that waits for answers, and one that is over.
Done make_surveys(db::Tx& tx, const World& world);
/// One account for each role.
Done make_accounts(db::Tx& tx, const World& world, const auth::PasswordHash& hash);
/// Bulletins, experiences, a course and the glossary.
Done make_knowledge(db::Tx& tx, const World& world);
/// What the institution wants, what is under way, and how the convergence map is counted.
Done make_priorities(db::Tx& tx, const World& world);
/// Documents for each circle of readers; each its own transaction, after its file.
Done make_documents(db::Database& db, const files::Store& store, const World& world);
/// Organisations that ask to take part and wait for the secretariat.
Done make_applications(db::Tx& tx, const World& world);
/// Texts, facts and findings of the portal; the last part, it marks the whole as complete.
Done make_story(db::Tx& tx, const World& world);
/// Was the last part made?
bool is_complete(db::Tx& tx, const alliances::Alliance& alliance);

}  // namespace alianza::demo
