// Ways of taking part on both engines: rules, opened, joined, closed and counted; who may, and whose notes are whose.
#include "features/engagements/actions.h"
#include "features/engagements/feature.h"
#include "features/meetings/tests/house.h"

namespace alianza::engagements {
namespace {

using meetings::day;
using meetings::outcome;
using membership::Status;

Input good(const std::string& kind = "mentoring", const std::string& title = "Mentoría a PyMES") {
  return {kind, title, "", "Una hora a la semana.", "", "2026-03-10", "2026-06-10", "", ""};
}

TEST(Rules, SayEveryFieldThatIsWrong) {
  const struct {
    void (*change)(Input&);
    const char* field;
  } cases[] = {{[](Input&) {}, "done"},
               {[](Input& i) { i.kind = "project"; }, "kind"},
               {[](Input& i) { i.title_es = ""; }, "title_es"},
               {[](Input& i) { i.about_es = " "; }, "about_es"},
               {[](Input& i) { i.starts = "pronto"; }, "starts"},
               {[](Input& i) { i.ends = ""; }, "done"},
               {[](Input& i) { i.ends = "2026-03-09"; }, "ends"},
               {[](Input& i) { i.places = "0"; }, "done"},
               {[](Input& i) { i.places = "-1"; }, "places"},
               {[](Input& i) { i.places = "muchas"; }, "places"}};
  for (const auto& c : cases) {
    auto input = good();
    c.change(input);
    EXPECT_EQ(outcome(parse(input)), c.field);
  }
}

class Engagements : public ::testing::Test, public meetings::House {
 public:
  Engagements() : meetings::House({&manifest}) {}
  EngagementId opened(const Input& input = good()) {
    return app.write([&](db::Tx& tx) { return open(tx, act("secretariat"), alliance, input); });
  }
  std::string joins(const char* who, EngagementId id, const JoinInput& input = {}) {
    return outcome(app.db().write([&](db::Tx& tx) { return join(tx, act(who), alliance, id, input); }));
  }
  std::string leaves(const char* who, EngagementId id, const std::string& organization = {}) {
    return outcome(app.db().write([&](db::Tx& tx) { return leave(tx, act(who), alliance, id, organization); }));
  }
  std::string closes(const char* who, EngagementId id, const char* result = "Doce PyMES con plan") {
    return outcome(app.db().write([&](db::Tx& tx) { return close(tx, act(who), alliance, id, result, ""); }));
  }
  std::string cancels(const char* who, EngagementId id, const char* reason = "Sin interés") {
    return outcome(app.db().write([&](db::Tx& tx) { return cancel(tx, act(who), alliance, id, reason); }));
  }
  KindCount counted(Kind kind) {
    const auto found = app.read([&](db::Tx& tx) { return list(tx, app.person("facilitator"), alliance, {}); });
    return found.counts.at(static_cast<std::size_t>(kind));
  }
  SeenEngagement seen(const char* who, EngagementId id) {
    return app.read([&](db::Tx& tx) { return see(tx, app.person(who), alliance, id); });
  }
};

TEST_F(Engagements, ofEachKindAreOpenedJoinedClosedAndCounted) {
  for (const auto kind : kinds()) {
    const auto id = opened(good(std::string(to_text(kind))));
    EXPECT_EQ(joins("active", id, {"", "3", ""}), "done") << to_text(kind);
    EXPECT_EQ(joins("officer", id), "done");
    auto n = counted(kind);
    EXPECT_EQ(n.open, 1);
    EXPECT_EQ(n.organizations, 2);
    EXPECT_EQ(n.people, 4);
    EXPECT_EQ(closes("secretariat", id), "done");
    const auto again = opened(good(std::string(to_text(kind)), "Otra"));
    EXPECT_EQ(joins("active", again), "done");
    const auto off = opened(good(std::string(to_text(kind)), "Cancelada"));
    EXPECT_EQ(joins("active", off, {"", "50", ""}), "done");
    EXPECT_EQ(cancels("director", off), "done");
    n = counted(kind);
    EXPECT_EQ(n.opened, 2);
    EXPECT_EQ(n.open, 1);
    EXPECT_EQ(n.closed, 1);
    EXPECT_EQ(n.cancelled, 1);
    EXPECT_EQ(n.organizations, 2) << "each once; what was cancelled brings none";
    EXPECT_EQ(n.people, 5);
  }
}

TEST_F(Engagements, areJoinedOnceByActiveOrganizationsAndLeft) {
  auto input = good();
  input.places = "2";
  const auto id = opened(input);
  EXPECT_EQ(joins("suspended", id), "forbidden");
  EXPECT_EQ(joins("facilitator", id), "forbidden");
  EXPECT_EQ(joins("invited", id), "not_found");
  EXPECT_EQ(joins("outsider", id), "not_found");
  EXPECT_EQ(joins("active", id, {"", "0", ""}), "people");
  EXPECT_EQ(joins("active", id, {"", "", ""}), "people");
  EXPECT_EQ(joins("active", id, {seats["officer"].text(), "1", ""}), "organization") << "of somebody else";
  EXPECT_EQ(joins("active", id), "done");
  EXPECT_EQ(joins("active", id), "conflict");
  EXPECT_EQ(joins("secretariat", id, {seats["suspended"].text(), "1", ""}), "organization");
  EXPECT_EQ(joins("secretariat", id, {seats["officer"].text(), "1", ""}), "done");
  const auto third = member(Status::active);
  EXPECT_EQ(joins("secretariat", id, {third.text(), "1", ""}), "conflict") << "two places";
  EXPECT_EQ(leaves("active", id), "done");
  EXPECT_EQ(leaves("active", id), "conflict");
  EXPECT_EQ(joins("secretariat", id, {third.text(), "1", ""}), "done");
  EXPECT_EQ(seen("active", id).joins.size(), 3U) << "who left still stands there, with its days";
  EXPECT_EQ(closes("active", id), "forbidden");
  EXPECT_EQ(closes("secretariat", id, " "), "result_es");
  EXPECT_EQ(closes("secretariat", id), "done");
  EXPECT_EQ(cancels("secretariat", id), "conflict");
  EXPECT_EQ(joins("active", id), "conflict");
  EXPECT_EQ(leaves("officer", id), "conflict") << "what is closed keeps who was there";
}

TEST_F(Engagements, keepThePrivateNoteOfAMemberFromTheOthers) {
  const auto id = opened();
  EXPECT_EQ(joins("active", id, {"", "1", "Solo con dos ingenieras"}), "done");
  EXPECT_EQ(joins("officer", id), "done");
  const auto address = "/alliances/" + alliance.text() + "/engagements/" + id.text();
  for (const auto* who : {"active", "secretariat"})
    EXPECT_TRUE(app.client(app.person(who)).get(address).contains("Solo con dos ingenieras")) << who;
  for (const auto* who : {"officer", "facilitator", "legal"}) {
    EXPECT_EQ(app.client(app.person(who)).get(address).status, 200) << who;
    EXPECT_FALSE(app.client(app.person(who)).get(address).contains("Solo con dos")) << who;
    auto api = app.token_client(app.person(who), {"engagements:read"});
    EXPECT_FALSE(api.json(http::Method::get, "/api/v1" + address, "").contains("Solo con dos")) << who;
  }
  const auto csv = app.client(app.person("officer")).get("/alliances/" + alliance.text() + "/engagements.csv");
  EXPECT_TRUE(csv.contains("Mentoría a PyMES"));
  EXPECT_FALSE(csv.contains("Solo con dos"));
}

TEST_F(Engagements, followTheirOrganizationThroughAMerge) {
  const auto id = opened();
  EXPECT_EQ(joins("active", id), "done");
  const auto kept = member(Status::active);
  const auto merged = app.write(
      [&](db::Tx& tx) { return organizations::merge(tx, act("director"), alliance, kept, seats["active"], "Es la misma"); });
  EXPECT_EQ(seen("secretariat", id).joins.at(0).join.organization, kept);
  app.write([&](db::Tx& tx) { return organizations::undo_merge(tx, act("director"), alliance, merged.id); });
  EXPECT_EQ(seen("secretariat", id).joins.at(0).join.organization, seats["active"]);
}

TEST_F(Engagements, areKeptByPagesAndProgramsAlike) {
  auto& secretariat = app.client(app.person("secretariat"));
  const auto base = "/alliances/" + alliance.text() + "/engagements";
  EXPECT_EQ(secretariat.submit_from(base + "/new", base + "/new", {{"kind", "event"}}).status, 422);
  EXPECT_EQ(
      secretariat
          .submit(base + "/new", {{"kind", "event"}, {"title_es", "Feria"}, {"about_es", "Un día."}, {"starts", "2026-04-01"}})
          .status,
      303);
  const auto page = secretariat.get(base + "?kind=event");
  EXPECT_TRUE(page.contains("Feria"));
  EXPECT_FALSE(secretariat.get(base + "?kind=dialogue").contains("Feria"));
  auto api = app.token_client(app.person("active"), {"engagements:write"});
  const auto id = app.read([&](db::Tx& tx) { return list(tx, app.person("active"), alliance, {}); }).rows.at(0).engagement.id;
  EXPECT_EQ(api.json(http::Method::post, "/api/v1" + base + "/" + id.text() + "/join", R"({"people":2})").status, 200);
  EXPECT_TRUE(api.json(http::Method::get, "/api/v1" + base, "").contains("\"people\":2"));
  EXPECT_EQ(api.json(http::Method::post, "/api/v1" + base + "/" + id.text() + "/cancel", R"({"reason":"x"})").status, 403);
}

}  // namespace
}  // namespace alianza::engagements
