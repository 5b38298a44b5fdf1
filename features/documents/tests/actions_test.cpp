#include "features/documents/tests/house.h"
#include "platform/files/verify.h"

namespace alianza::document {
namespace {

using testing::Test;

std::string fields_of(const Result<Document>& parsed) {
  std::string out;
  if (!parsed)
    for (const auto& f : parsed.error().fields) out += (out.empty() ? "" : " ") + f.field;
  return out;
}

TEST(DocumentRules, SayEveryFieldThatIsWrong) {
  const Input good{"work_plan", "Plan", "Ana", "2026-02-20", "members", "", ""};
  EXPECT_EQ(fields_of(parse(good)), "");
  EXPECT_EQ(fields_of(parse({})), "title author on");
  auto wrong = good;
  wrong.kind = "novel";
  wrong.on = "2026-02-30";
  wrong.confidentiality = "secret";
  wrong.committee = "x";
  EXPECT_EQ(fields_of(parse(wrong)), "kind on committee confidentiality");
  auto alone = good;
  alone.confidentiality = "committee";
  EXPECT_EQ(fields_of(parse(alone)), "confidentiality") << "a document of no committee has none to be kept for";
}

TEST(DocumentRules, EveryKindOfTheSourceHasItsWordAndItsLabel) {
  EXPECT_EQ(kinds().size(), 19U);
  for (const auto kind : kinds()) {
    Kind read{};
    EXPECT_TRUE(from_text(to_text(kind), read));
    EXPECT_EQ(read, kind);
    EXPECT_FALSE(label(kind).empty());
  }
}

TEST(DocumentRules, ReadWordsOfTextsAtOnceInAnyEncodingAndLeaveTheOthersToAJob) {
  EXPECT_EQ(words_of("Año", files::Type::text).text, "Año");
  EXPECT_EQ(words_of("A\xf1o", files::Type::csv).text, "Año");
  EXPECT_EQ(words_of("Año", files::Type::text).reading, Reading::whole);
  for (const auto type : {files::Type::pdf, files::Type::docx, files::Type::odt, files::Type::xlsx, files::Type::ods}) {
    EXPECT_EQ(words_of("%PDF", type).text, "");
    EXPECT_EQ(words_of("%PDF", type).reading, Reading::waiting);
  }
  EXPECT_EQ(words_of("\x89PNG", files::Type::png).reading, Reading::none);
  const auto cut = words_of(std::string(59'999, 'a') + "ñ", files::Type::text);
  EXPECT_TRUE(is_clean_text(cut.text));
  EXPECT_EQ(cut.text.size(), 59'999U);
  EXPECT_EQ(cut.reading, Reading::part);
}

TEST(Documents, AreReadByWhomTheirConfidentialityNames) {
  House house;
  const auto of = [&](const char* level, CommitteeId committee = {}) {
    return house.added(std::string("Plan ") + level + committee.text(), level, committee);
  };
  const struct {
    DocumentId id;
    std::string readers;
  } cases[] = {
      {of("public"), "director secretariat legal facilitator active suspended officer stopped_officer neighbour stranger"},
      {of("members"), "director secretariat legal facilitator active suspended officer stopped_officer neighbour stranger"},
      {of("committee", house.energy), "director secretariat legal active officer"},
      {of("committee", house.water), "director secretariat legal stopped_officer neighbour"},
      {of("secretariat"), "director secretariat"},
      {of("secretariat", house.energy), "director secretariat"},
      {of("restricted"), "director secretariat legal"},
      {house.added("De la dirección", "restricted", {}, "director"), "director legal"},
  };
  for (const auto& c : cases) {
    std::string readers;
    for (const auto* who :
         {"director", "secretariat", "legal", "facilitator", "active", "suspended", "officer", "stopped_officer", "neighbour",
          "stranger", "invited", "withdrawn", "outsider", "operator", "anonymous"})
      if (house.reads(who, c.id)) readers += (readers.empty() ? "" : " ") + std::string(who);
    EXPECT_EQ(readers, c.readers) << house.book_of(c.id).versions.front().file_name;
  }
}

TEST(Documents, ListsHoldWhatMayBeReadAndNothingElse) {
  House house;
  std::vector<DocumentId> all;
  for (const auto* level : {"public", "members", "secretariat", "restricted"}) all.push_back(house.added(level, level));
  all.push_back(house.added("energía", "committee", house.energy));
  all.push_back(house.added("agua", "committee", house.water));
  all.push_back(house.added("de la dirección", "restricted", {}, "director"));
  for (const auto* who : {"director", "secretariat", "legal", "facilitator", "active", "suspended", "officer", "stopped_officer",
                          "neighbour", "stranger"}) {
    std::set<std::string> readable;
    for (const auto id : all)
      if (house.reads(who, id)) readable.insert(house.seen(who, id).document.title);
    const auto listed = house.titles(who);
    EXPECT_EQ(std::set<std::string>(listed.begin(), listed.end()), readable) << who;
  }
}

TEST(Documents, AreAddedByTheSecretariatAndByOfficersForTheirCommittee) {
  House house;
  int n = 0;
  const auto add = [&](const char* who, const char* level, CommitteeId committee) {
    return outcome(house.add(who, house.input("Plan", level, committee), House::file("Texto " + std::to_string(++n))));
  };
  EXPECT_EQ(add("secretariat", "public", {}), "done");
  EXPECT_EQ(add("director", "restricted", house.water), "done");
  EXPECT_EQ(add("officer", "committee", house.energy), "done");
  EXPECT_EQ(add("officer", "members", house.energy), "done");
  EXPECT_EQ(add("officer", "public", house.energy), "forbidden") << "what the public reads is for the secretariat to say";
  EXPECT_EQ(add("officer", "committee", house.water), "forbidden");
  EXPECT_EQ(add("officer", "members", {}), "forbidden");
  EXPECT_EQ(add("stopped_officer", "committee", house.water), "forbidden");
  for (const auto* who : {"legal", "facilitator", "active", "stranger"}) EXPECT_EQ(add(who, "members", {}), "forbidden") << who;
  for (const auto* who : {"invited", "outsider", "anonymous"}) EXPECT_EQ(add(who, "members", {}), "not_found") << who;
  EXPECT_EQ(outcome(house.add("secretariat", house.input("Plan"), House::file("MZ", "programa.exe"))), "file");
  EXPECT_EQ(outcome(house.add("secretariat", house.input(""), House::file("texto"))), "title");
}

TEST(Documents, KeepEveryVersionReadable) {
  House house;
  const auto id = house.added("Plan");
  EXPECT_EQ(outcome(house.again("secretariat", id, "Segunda")), "done");
  EXPECT_EQ(outcome(house.again("stranger", id, "Tercera")), "forbidden");
  EXPECT_EQ(outcome(house.again("secretariat", id, "Segunda")), "file") << "the same as the newest";
  const auto versions = house.book_of(id).versions;
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].number, 2);
  EXPECT_EQ(versions[0].by, "secretariat");
  for (const auto& v : versions) {
    auto reader = house.store().open(v.digest);
    ASSERT_TRUE(reader);
    EXPECT_EQ(*reader->next(), v.number == 2 ? "Segunda" : "Contenido de Plan");
  }
  EXPECT_EQ(files::verify(house.app.db(), house.store())->files, 2);
}

TEST(Documents, TellWhereTheSameFileIsAlreadyToWhoMayReadIt) {
  House house;
  const auto first = house.added("Plan de energía", "committee", house.energy);
  const auto same = [&](const char* who, CommitteeId committee, const char* confirm = "") {
    auto upload = House::file("Contenido de Plan de energía");
    upload.confirm_same = confirm;
    return house.add(who, house.input("Otro", "committee", committee), upload);
  };
  const auto refused = same("officer", house.energy);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).field, "confirm_same");
  EXPECT_EQ(refused.error().fields.at(0).message.args().at(0), "Plan de energía");
  const auto confirmed = same("officer", house.energy, "yes");
  ASSERT_TRUE(confirmed);
  const auto twins = house.book_of(*confirmed).twins;
  ASSERT_EQ(twins.size(), 1U);
  EXPECT_EQ(twins[0].document, first);
  EXPECT_EQ(files::verify(house.app.db(), house.store())->files, 1) << "the content is kept once";
}

TEST(Documents, TellNothingOfTheSameFileInAnothersCommittee) {
  House house;
  house.added("Secreto de agua", "committee", house.water);
  EXPECT_EQ(
      outcome(house.add("officer", house.input("Copia", "committee", house.energy), House::file("Contenido de Secreto de agua"))),
      "done");
}

TEST(Documents, AnEditNamesTheVersionItReadAndOfficersDoNotPublish) {
  House house;
  const auto id = house.added("Plan", "members", house.energy);
  auto input = as_input(house.seen("officer", id).document);
  input.title = "Plan de trabajo";
  EXPECT_EQ(house.edited("officer", id, input), "done");
  EXPECT_EQ(house.edited("officer", id, input), "conflict") << "read before the first edit";
  input = as_input(house.seen("officer", id).document);
  input.confidentiality = "public";
  EXPECT_EQ(house.edited("officer", id, input), "confidentiality");
  EXPECT_EQ(house.edited("secretariat", id, input), "done");
  EXPECT_EQ(house.edited("officer", id, as_input(house.seen("officer", id).document)), "forbidden");
  EXPECT_EQ(house.edited("neighbour", id, input), "forbidden");
}

TEST(Documents, AreWithdrawnWithAReasonAndStay) {
  House house;
  const auto id = house.added("Plan");
  EXPECT_EQ(house.withdrawn("stranger", id, "porque sí"), "forbidden");
  EXPECT_EQ(house.withdrawn("secretariat", id, "  "), "reason");
  EXPECT_EQ(house.withdrawn("secretariat", id, "Se sustituyó"), "done");
  EXPECT_EQ(house.withdrawn("secretariat", id, "Otra vez"), "conflict");
  EXPECT_EQ(outcome(house.again("secretariat", id, "Tarde")), "conflict");
  EXPECT_TRUE(house.titles("stranger").empty());
  EXPECT_EQ(house.titles("stranger", {.withdrawn = true}), std::vector<std::string>{"Plan"});
  const auto seen = house.seen("stranger", id);
  EXPECT_EQ(seen.document.withdrawn->reason, "Se sustituyó");
  const auto file = [&](const char* who) {
    return outcome(house.app.db().read([&](db::Tx& tx) -> Result<Version> {
      return version_of(tx, TRY(see(tx, house.act(who).actor, house.alliance, id)), 1);
    }));
  };
  EXPECT_EQ(file("stranger"), "not_found");
  EXPECT_EQ(file("secretariat"), "done");
}

TEST(Documents, ListsPageByKeyInEveryOrder) {
  House house;
  for (const auto* title : {"Ávila", "avance", "Zona", "Ñandú", "norte"}) house.added(title);
  const auto pages = [&](Order order) {
    return house.app.read([&](db::Tx& tx) -> Result<std::string> {
      const auto at = TRY(alliances::see(tx, house.act("stranger").actor, house.alliance));
      const auto sight = sight_of(tx, house.act("stranger").actor, at);
      std::string out;
      std::optional<Cursor> cursor, back;
      do {
        const auto page = list(tx, house.alliance, sight, {.order = order}, cursor, 2);
        for (const auto& d : page.rows) out += d.title + " ";
        out += "| ";
        cursor = page.later ? Cursor::parse(page.later->text(), Cursor::Direction::on) : std::nullopt;
        back = page.earlier ? Cursor::parse(page.earlier->text(), Cursor::Direction::back) : std::nullopt;
      } while (cursor);
      for (const auto& d : list(tx, house.alliance, sight, {.order = order}, back, 2).rows) out += d.title + " ";
      return out;
    });
  };
  EXPECT_EQ(pages(Order::title), "avance Ávila | Ñandú norte | Zona | Ñandú norte ");
  EXPECT_EQ(pages(Order::title_back), "Zona norte | Ñandú Ávila | avance | Ñandú Ávila ");
  EXPECT_EQ(pages(Order::newest), "norte Ñandú | Zona avance | Ávila | Zona avance ");
  EXPECT_EQ(pages(Order::oldest), "Ávila avance | Zona Ñandú | norte | Zona Ñandú ");
  EXPECT_EQ(house.titles("stranger", {.search = "nandu"}), std::vector<std::string>{"Ñandú"});
  EXPECT_EQ(house.titles("stranger", {.search = "100%"}), std::vector<std::string>{});
  EXPECT_EQ(house.titles("stranger", {.kind = Kind::speech}), std::vector<std::string>{});
}

}  // namespace
}  // namespace alianza::document
