#include <thread>

#include "platform/audit/tests/trail.h"

namespace alianza::audit {
namespace {

class Recording : public Trail {
 protected:
  std::vector<Entry> of(std::int64_t agency, const char* kind, std::int64_t id) {
    return db.read([&](db::Tx& tx) { return history(tx, agency, kind, id); }).value();
  }
  std::string fields_of(Fields fields, std::int64_t subject = 1) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // ids of one millisecond have no order
    write(
        {.agency_id = 7, .verb = "person.change", .subject_kind = "person", .subject_id = subject, .fields = std::move(fields)});
    return of(7, "person", subject).front().fields;
  }
};

TEST_F(Recording, ALineSaysWhoDidWhatToWhatAndWhen) {
  write({.agency_id = 7,
         .alliance_id = 9,
         .actor = 5,
         .verb = "organization.register",
         .subject_kind = "organization",
         .subject_id = 11,
         .request_id = "r-1",
         .fields = Fields().set("name", "Solar \"Poniente\"\n")});
  const auto line = of(7, "organization", 11).at(0);
  EXPECT_EQ(line.at, scratch.clock().now().text());
  EXPECT_EQ(line.verb, "organization.register");
  EXPECT_EQ(line.actor, 5);
  EXPECT_EQ(line.alliance_id, 9);
  EXPECT_EQ(line.request_id, "r-1");
  EXPECT_EQ(line.fields, R"({"name":[null,"Solar \"Poniente\"\u000a"]})");
}

TEST_F(Recording, FieldsStandInOneOrderAndOnlyWhenTheyChanged) {
  EXPECT_EQ(fields_of(Fields().change("b", 1, 2).change("a", true, false).change("c", "x", "x")),
            R"({"a":[true,false],"b":[1,2]})");
  EXPECT_EQ(fields_of({}), "{}");
}

TEST_F(Recording, PersonalValuesAreNeverReadable) {
  const auto fields = fields_of(Fields().personal("email", {}, "clara@altozano.example"));
  EXPECT_EQ(fields.find("clara"), std::string::npos);
  EXPECT_TRUE(fields.starts_with(R"({"email":[null,{"hmac":")")) << fields;
}

TEST_F(Recording, EqualPersonalValuesOfOnePersonCanBeToldAndOfTwoPersonsNot) {
  const auto personal = [&](std::int64_t subject) {
    return fields_of(Fields().personal("email", {}, "clara@altozano.example"), subject);
  };
  EXPECT_EQ(personal(1), personal(1));
  EXPECT_NE(personal(1), personal(2));
}

TEST_F(Recording, AfterASaltIsErasedTheSameValueLooksDifferent) {
  const auto before = fields_of(Fields().personal("email", {}, "clara@altozano.example"));
  ASSERT_TRUE(db.write([](db::Tx& tx) -> Done {
    erase_salt(tx, "person", 1);
    return {};
  }));
  EXPECT_NE(fields_of(Fields().personal("email", {}, "clara@altozano.example")), before);
}

TEST_F(Recording, TheSaltCanBeThatOfAnotherPerson) {
  write({.agency_id = 7,
         .verb = "organization.add_contact",
         .subject_kind = "organization",
         .subject_id = 3,
         .fields = Fields().personal("name", {}, "Clara"),
         .person_kind = "person",
         .person_id = 1});
  const auto on_organization = of(7, "organization", 3).front().fields;
  EXPECT_EQ(fields_of(Fields().personal("name", {}, "Clara"), 1), on_organization);
}

TEST_F(Recording, NothingStaysOfAnActThatFailed) {
  const auto failed = db.write([](db::Tx& tx) -> Done {
    record(tx, {.agency_id = 7, .verb = "thing.change", .subject_kind = "thing", .subject_id = 1});
    return fail(Error::forbidden());
  });
  EXPECT_FALSE(failed);
  EXPECT_TRUE(of(7, "thing", 1).empty());
}

TEST_F(Recording, HistoryGoesBackPageByPage) {
  for (int i = 0; i < 5; ++i) fields_of(Fields().set("n", i));
  const auto newest = db.read([&](db::Tx& tx) { return history(tx, 7, "person", 1, 0, 2); }).value();
  ASSERT_EQ(newest.size(), 2U);
  const auto older = db.read([&](db::Tx& tx) { return history(tx, 7, "person", 1, newest.back().id, 10); }).value();
  EXPECT_EQ(older.size(), 3U);
  EXPECT_LT(older.front().id, newest.back().id);
}

}  // namespace
}  // namespace alianza::audit
