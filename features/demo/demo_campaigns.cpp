// The synthetic alliance: a campaign of invitations, of which some were answered.
#include "features/adherences/actions.h"
#include "features/campaigns/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/demo/random.h"
#include "features/membership/actions.h"
#include "platform/auth/links.h"

namespace alianza::demo {
namespace {

constexpr std::size_t most_invited = 24;
constexpr const char* origin = "http://127.0.0.1:8080";  // where `make run` serves; the mailbox follows the path alone

/// The contacts of organisations that are invited and that a letter can reach, one a line.
std::string addresses(db::Tx& tx, const World& world) {
  std::vector<membership::OrganizationId> ids;
  for (const auto& made : world.invited)
    if (ids.size() < most_invited) ids.push_back(made.id);
  std::string out;
  for (const auto& contact : membership::reachable(tx, ids)) out += contact.email.text() + "\n";
  return out;
}

Result<campaigns::Campaign> send(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto id = world.alliance.id;
  TRY(adherences::publish(
      tx, act, id,
      {"Nos adherimos a la Alianza de muestra (inventada).\n\nConocemos sus reglas, participamos en sus "
       "comités y decimos a tiempo cuando un asunto nos interesa de manera particular.",
       "We adhere to the Sample alliance (invented).\n\nWe know its rules, take part in its committees and say "
       "in time when we have an interest of our own in a matter."}));
  auto input = campaigns::first_input();
  input.name = "Segunda convocatoria (muestra)";
  input.deadline = world.day(14).text();
  auto campaign = TRY(campaigns::plan(tx, act, id, input));
  campaigns::RecipientsInput list;
  list.how = "list";
  list.addresses = addresses(tx, world);
  organizations::CountMemory memory;
  TRY(campaigns::choose(tx, memory, act, id, campaign.id, list));
  TRY(campaigns::start(tx, act, id, campaign.id, origin));
  TRY(campaigns::send_batch(tx, campaign.id, origin, most_invited));
  return campaign;
}

/// By a link of its own, as a person would answer.
enum class Reply { yes, no };
Done answer(db::Database& db, const campaigns::Invitation& to, Reply reply) {
  const auto secret = TRY(db.write([&](db::Tx& tx) {
    return auth::issue_link(tx, {to.agency.value(), campaigns::link_purpose, to.id.value(), to.email, to.person_name,
                                 tx.now() + std::chrono::hours(24 * 14)});
  }));
  const auto link = TRY(auth::find_link(db, campaigns::link_purpose, secret, {}));
  return db.write([&](db::Tx& tx) -> Done {
    if (reply == Reply::no) return campaigns::decline(tx, {}, link, "Este año no podemos (inventado).");
    TRY(campaigns::accept(tx, {}, link, {to.person_name, to.position, "yes", {"yes", "1"}}, std::nullopt));
    return {};
  });
}

}  // namespace

Done make_campaign(db::Database& db, const World& world) {
  // An alliance that is too small may have nobody to write to.
  const auto none = TRY(db.read([&](db::Tx& tx) -> Result<bool> { return addresses(tx, world).empty(); }));
  if (none) return {};
  const auto campaign = TRY(db.write([&](db::Tx& tx) { return send(tx, world); }));
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto rows =
      TRY(db.read([&](db::Tx& tx) {
        return campaigns::invitations(tx, act.actor, world.alliance.id, campaign.id, {.limit = static_cast<int>(most_invited)});
      })).rows;
  Dice dice(world.seed + 900);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool accepts = dice.chance(40);
    const bool declines = !accepts && i > 5 && dice.chance(15);
    if (accepts || declines) TRY(answer(db, rows[i], accepts ? Reply::yes : Reply::no));
  }
  return {};
}

}  // namespace alianza::demo
