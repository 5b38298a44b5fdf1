// A server that is killed while it sends: nothing is lost, nothing goes out twice by itself.
#include <cstdlib>
#include <map>
#include <random>

#include "platform/db/testing_child.h"
#include "platform/jobs/testing.h"
#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

using std::chrono::milliseconds;

constexpr auto database_variable = "ALIANZA_MAIL_CHILD";
constexpr auto server_variable = "ALIANZA_MAIL_CHILD_SERVER";

jobs::Kind impatient(const std::string& url) {
  auto server = server_at(url);
  server.answer = std::chrono::seconds(30);
  return delivering(server, {.attempts = 1000, .back_off = std::chrono::seconds(0), .at_once = 4});
}

/// Not a test: the server that is killed. This program is started again with only this one in it.
TEST(MailServerProcess, DISABLED_SendsUntilItIsKilled) {
  const char* database = std::getenv(database_variable);  // NOLINT(concurrency-mt-unsafe)
  const char* server = std::getenv(server_variable);      // NOLINT(concurrency-mt-unsafe)
  if (database == nullptr || server == nullptr) GTEST_SKIP() << "only for the test that kills it";
  auto db = db::Database::open({.url = database}).value();
  jobs::Kinds kinds;
  kinds.add(impatient(server));
  jobs::Workers workers(db, kinds, jobs::short_lease());
  workers.start();
  std::this_thread::sleep_for(std::chrono::seconds(30));
}

bool eventually(const std::function<bool()>& is) { return jobs::eventually(is, std::chrono::seconds(20)); }

class KilledSender : public Desk {
 protected:
  db::Database real = db::Database::open({.url = scratch.url()}).value();

  pid_t start_sender() {
    return test::start_child("MailServerProcess.*", {std::string(database_variable) + "=" + scratch.url(),
                                                     std::string(server_variable) + "=" + post.url()});
  }
  LetterId send_now() {
    return real.write([&](db::Tx& tx) { return send(tx, invitation()); }).value();
  }
  std::int64_t open() { return number("SELECT count(*) FROM mail_letters WHERE state IN ('queued', 'sending')"); }
  /// A server that is not killed does what the killed ones left.
  void finish() {
    jobs::Kinds patient;
    patient.add(impatient(post.url()));
    jobs::Workers workers(real, patient, jobs::short_lease());
    workers.start();
    EXPECT_TRUE(eventually([&] { return open() == 0; }));
    workers.stop();
  }
};

TEST_F(KilledSender, BetweenContentAndAnswerLeavesTheLetterUnsure) {
  post.next({Manner::take_and_say_nothing});
  const auto id = send_now();
  const auto sender = start_sender();
  EXPECT_TRUE(eventually([&] { return post.taken().size() == 1; }));
  EXPECT_EQ(state(id), State::sending);
  EXPECT_TRUE(test::kill_child(sender));
  finish();
  EXPECT_EQ(state(id), State::unsure);
  EXPECT_THAT(post.taken(), testing::SizeIs(1));
}

TEST_F(KilledSender, AgainAndAgainLosesNothingAndDoublesNothing) {
  constexpr int many = 150;
  std::vector<LetterId> ids;
  for (int i = 0; i < many; ++i) ids.push_back(send_now());
  std::minstd_rand random{std::random_device{}()};
  for (int round = 0; round < 8 && open() > 0; ++round) {
    const auto before = post.taken().size();
    const auto sender = start_sender();
    EXPECT_TRUE(eventually([&] { return post.taken().size() > before || open() == 0; }));
    std::this_thread::sleep_for(milliseconds(std::uniform_int_distribution(0, 60)(random)));
    EXPECT_TRUE(test::kill_child(sender));
  }
  finish();
  std::map<std::string, int> taken;
  for (const auto& content : post.taken()) ++taken[header(content, "Message-ID")];
  for (const auto& [message_id, times] : taken) EXPECT_EQ(times, 1) << message_id;
  int unsure = 0;
  for (const auto id : ids) {
    const auto row = kept(id);
    if (row.state == State::unsure)
      ++unsure;
    else
      EXPECT_TRUE(row.state == State::sent && taken.contains('<' + row.message_id + '>')) << to_text(row.state);
  }
  EXPECT_LT(unsure, 8 * 5);  // at most what was in the hands of each that was killed
}

}  // namespace
}  // namespace alianza::mail
