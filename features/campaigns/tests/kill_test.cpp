// A server that is killed while it writes and sends the letters of a campaign: nobody gets two, nobody is left out, and what
// nobody can know is said. 200 letters and two kills in the suite; tests/kill/campaign asks for 2,500 and five.
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "features/campaigns/tests/house.h"
#include "platform/db/testing_child.h"
#include "platform/feature/payload.h"
#include "platform/jobs/testing.h"
#include "platform/mail/tests/post.h"

namespace alianza::campaigns {
namespace {

using std::chrono::milliseconds;

constexpr auto database_variable = "ALIANZA_CAMPAIGNS_CHILD";
constexpr auto server_variable = "ALIANZA_CAMPAIGNS_CHILD_SERVER";
constexpr auto batch_variable = "ALIANZA_CAMPAIGNS_CHILD_BATCH";
constexpr int letters_at_once = 4;

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? "" : value;
}
int number_in(const char* name, int otherwise) {
  const auto text = variable(name);
  return text.empty() ? otherwise : std::stoi(text);
}

/// A database whose letters tell their invitations what became of them, as in the program.
db::Database opened(const std::string& url) {
  auto db = db::Database::open({.url = url}).value();
  db.on(std::string(mail::letter_changed), [](db::Tx& tx, const db::Event& event) -> Done {
    mail::State state{};
    ENSURE(mail::from_text(feature::Payload(event.payload_json).word("state"), state));
    note_letter(tx, mail::LetterId(event.subject), state);
    return {};
  });
  return db;
}

jobs::Kinds patient_kinds(const std::string& smtp, int batch) {
  jobs::Kinds kinds;
  auto writing = sending(origin, batch);
  writing.policy = {.attempts = 1000, .back_off = std::chrono::seconds(0), .at_once = 1};
  kinds.add(writing);
  mail::Server server;
  server.url = smtp;
  server.tls = mail::Tls::none;
  server.sender = {Email::parse("avisos@alianza.mx").value(), mail::Line::parse("Alianza").value()};
  server.answer = std::chrono::seconds(30);
  kinds.add(mail::delivering(server, {.attempts = 1000, .back_off = std::chrono::seconds(1), .at_once = letters_at_once}));
  return kinds;
}

/// Not a test: the server that is killed. This program is started again with only this one in it.
TEST(CampaignServer, DISABLED_SendsUntilItIsKilled) {
  if (variable(database_variable).empty()) GTEST_SKIP() << "only for the test that kills it";
  const auto db = opened(variable(database_variable));
  const auto kinds = patient_kinds(variable(server_variable), number_in(batch_variable, 1));
  jobs::Workers workers(db, kinds, jobs::short_lease());
  workers.start();
  std::this_thread::sleep_for(std::chrono::seconds(120));
}

std::string header(const std::string& content, const std::string& name) {
  const auto begin = ("\r\n" + content).find("\r\n" + name + ": ");
  if (begin == std::string::npos) return "";
  const auto from = begin + name.size() + 2;
  return content.substr(from, content.find("\r\n", from) - from);
}

class KilledCampaign : public testing::Test {
 protected:
  const int many = number_in("ALIANZA_CAMPAIGN_LETTERS", 200);
  const int kills = number_in("ALIANZA_CAMPAIGN_KILLS", 2);
  const int batch = std::max(1, many / 100);
  House house;
  mail::PostOffice post;
  std::minstd_rand random{std::random_device{}()};
  std::set<mail::LetterId> in_flight;  // letters that were in somebody's hands at a kill

  std::string url() { return house.app.site().config.database.url; }
  std::int64_t written() { return house.number("SELECT count(*) FROM mail_letters"); }
  std::int64_t sent() { return house.number("SELECT count(*) FROM mail_letters WHERE state = 'sent'"); }
  std::int64_t open() { return house.number("SELECT count(*) FROM mail_letters WHERE state IN ('queued', 'sending')"); }

  bool eventually(const std::function<bool()>& is) const { return jobs::eventually(is, std::chrono::seconds(20 + many / 10)); }
  void wait_a_little(int most) { std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution(0, most)(random))); }

  Campaign started() {
    house.directory(many);
    auto input = house.input();
    input.deadline = "2199-01-01";  // the child's clock runs
    const auto c = house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); });
    EXPECT_EQ(house.choose_all(c).added, many);
    EXPECT_TRUE(house.go(c));
    return c;
  }
  pid_t start_server() {
    return test::start_child("CampaignServer.*",
                             {std::string(database_variable) + "=" + url(), std::string(server_variable) + "=" + post.url(),
                              std::string(batch_variable) + "=" + std::to_string(batch)});
  }
  void kill_server(pid_t server) {
    EXPECT_TRUE(test::kill_child(server));
    for (const auto& kept : house.letters(mail::State::sending)) in_flight.insert(kept.id);
  }
  /// With nobody to go on: the letters in the outbox leave, no other is written.
  void pause_and_resume(const Campaign& c) {
    EXPECT_TRUE(house.app.db().write([&](db::Tx& tx) { return pause(tx, house.act("secretariat"), house.alliance, c.id); }));
    const auto before = written();
    EXPECT_LT(before, many);
    const auto server = start_server();
    EXPECT_TRUE(eventually([&] { return open() == 0; }));
    EXPECT_EQ(written(), before) << "while it is paused";
    kill_server(server);
    EXPECT_TRUE(house.go(c));
  }
  /// The mail server refuses, for a while, and then nobody listens at its port.
  void trouble_at_the_post() {
    std::vector<mail::Manner> manners;
    for (int i = 0; i < 20; ++i)
      for (const auto manner : {mail::Manner::greylist, mail::Manner::busy_at_greeting, mail::Manner::busy_after_content})
        manners.push_back(manner);
    post.next(manners);
    std::this_thread::sleep_for(milliseconds(200));
    post.shut();
    std::this_thread::sleep_for(milliseconds(500));
    post.open();
  }
  void finish() {
    const auto db = opened(url());
    const auto kinds = patient_kinds(post.url(), batch);
    jobs::Workers workers(db, kinds, jobs::short_lease());
    workers.start();
    EXPECT_TRUE(eventually([&] { return written() == many && open() == 0; }));
    workers.stop();
  }
  /// How often the mail server has taken each letter, by its Message-ID.
  std::map<std::string, int> taken() const {
    std::map<std::string, int> out;
    for (const auto& content : post.taken()) ++out[header(content, "Message-ID")];
    return out;
  }
  void every_letter_is_accounted_for();
  void doubts_are_a_persons(const Campaign& c);
};

void KilledCampaign::every_letter_is_accounted_for() {
  const auto times = taken();
  for (const auto& [message_id, n] : times) EXPECT_EQ(n, 1) << message_id;
  const auto rows = house.app.read([&](db::Tx& tx) -> Result<std::vector<mail::Kept>> {
    auto all = mail::in_state(tx, mail::State::sent, {.limit = many});
    for (auto& kept : mail::in_state(tx, mail::State::unsure, {.limit = many})) all.push_back(std::move(kept));
    return all;
  });
  EXPECT_EQ(rows.size(), static_cast<std::size_t>(many)) << "each is sent or unsure";
  std::map<std::string, int> addresses;
  for (const auto& kept : rows) {
    ++addresses[kept.letter.to.text()];
    if (kept.state == mail::State::unsure)
      EXPECT_TRUE(in_flight.contains(kept.id)) << "only what nobody can know is in doubt";
    else
      EXPECT_TRUE(times.contains('<' + kept.message_id + '>')) << kept.letter.to.text();
  }
  EXPECT_EQ(addresses.size(), static_cast<std::size_t>(many)) << "one letter to each address";
  EXPECT_LE(in_flight.size(), static_cast<std::size_t>(kills * letters_at_once));
}

/// Each shows a button; whoever presses it sends the same letter, by which the receiver can tell.
void KilledCampaign::doubts_are_a_persons(const Campaign& c) {
  Wanted wanted;
  wanted.state = InvitationState::unsure;
  const auto unsure = house.invitations_of(c, wanted);
  EXPECT_EQ(unsure.count, house.number("SELECT count(*) FROM mail_letters WHERE state = 'unsure'"));
  auto& secretariat = house.app.client(house.person("secretariat"));
  for (const auto& row : unsure.rows) {
    const auto page = "/alliances/" + house.alliance.text() + "/campaigns/" + c.id.text() + "/invitations/" + row.id.text();
    EXPECT_NE(secretariat.get(page).body.find(page + "/resend"), std::string::npos) << page;
    EXPECT_EQ(secretariat.submit_from(page, page + "/resend", {}).status, 303);
  }
  finish();
  EXPECT_EQ(house.counts(c).unsure, 0);
  EXPECT_EQ(house.counts(c).taken, many);
  const auto times = taken();
  EXPECT_EQ(times.size(), static_cast<std::size_t>(many));
  int twice = 0;
  for (const auto& [message_id, n] : times) twice += n - 1;
  EXPECT_LE(twice, unsure.count);
}

TEST_F(KilledCampaign, SendsOneLetterToEachAddress) {
  if (variable("ALIANZA_CAMPAIGN_LETTERS").empty()) GTEST_SKIP() << "needs minutes and thousands of letters: make kill";
  const auto c = started();
  const auto page = "/alliances/" + house.alliance.text() + "/campaigns/" + c.id.text();
  for (int round = 0; round < kills; ++round) {
    const auto letters_before = written();
    const auto sent_before = sent();
    const auto server = start_server();
    if (round == 0) {
      EXPECT_TRUE(eventually([&] { return written() > letters_before + many / 20; }));
      EXPECT_NE(house.app.client(house.person("secretariat")).get(page).body.find("<progress"), std::string::npos);
    } else {
      EXPECT_TRUE(eventually([&] { return sent() > sent_before || open() == 0; }));
      if (round == 1) trouble_at_the_post();
      wait_a_little(many / 4);
    }
    kill_server(server);
    if (round == 0) pause_and_resume(c);
  }
  finish();
  EXPECT_EQ(to_text(house.now(c).state), "sent");
  every_letter_is_accounted_for();
  doubts_are_a_persons(c);
}

}  // namespace
}  // namespace alianza::campaigns
