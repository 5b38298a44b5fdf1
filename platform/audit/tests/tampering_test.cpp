// Every change that somebody with the database in hand could make, against both verifiers: the program's and
// tools/verify_audit.py.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "platform/audit/chain.h"
#include "platform/audit/tests/trail.h"

namespace alianza::audit {
namespace {

struct Outcome {
  int status = -1;
  std::string text;
};

class Tampering : public Trail {
 protected:
  void SetUp() override {
    act(7, 6);
    sequence();
    act(8, 2);
    sequence();
  }

  Outcome independent(const std::string& what, const std::string& options = {}) {
    const auto out = scratch.folder() + "/said.txt";
    const auto command = "python3 -B tools/verify_audit.py '" + what + "' " + options + " > '" + out + "' 2>&1";
    const int code = std::system(command.c_str());
    std::ostringstream said;
    said << std::ifstream(out).rdbuf();
    return {WEXITSTATUS(code), said.str()};
  }

  std::string exported() {
    const auto path = scratch.folder() + "/trail.jsonl";
    std::ofstream file(path, std::ios::trunc);
    EXPECT_TRUE(export_lines(db, file));
    return path;
  }

  void expect_found(const std::string& flaw, const std::string& words) {
    const auto found = flaws();
    EXPECT_NE(std::ranges::find(found, flaw), found.end()) << testing::PrintToString(found);
    const auto by_export = independent(exported());
    EXPECT_EQ(by_export.status, 1) << by_export.text;
    EXPECT_NE(by_export.text.find(words), std::string::npos) << by_export.text;
    if (db.engine() != db::Engine::sqlite) return;
    const auto by_file = independent(scratch.url().substr(7));
    EXPECT_EQ(by_file.status, 1) << by_file.text;
    EXPECT_EQ(by_file.text, by_export.text);
  }

  /// The chain of agency 7 made anew after a change, as an attacker would who knows the format.
  void rebuild() {
    ASSERT_TRUE(db.write([](db::Tx& tx) -> Done {
      std::string hash(first_hash);
      std::vector<Link> links;
      each_link(tx, 7, [&](const Link& link) { links.push_back(link); });
      for (const auto& link : links) {
        hash = chain_hash(hash, *link.seq, link.entry);
        tx.exec("UPDATE audit_lines SET hash = :hash WHERE agency_id = 7 AND seq = :seq", {{"hash", hash}, {"seq", *link.seq}});
      }
      tx.exec("UPDATE audit_chains SET hash = :hash WHERE agency_id = 7", {{"hash", hash}});
      return {};
    }));
  }
};

TEST_F(Tampering, AnUntouchedTrailIsWholeForBoth) {
  EXPECT_TRUE(flaws().empty());
  EXPECT_TRUE(flaws({key.public_key()}).empty());
  const auto said = independent(exported(), "--public-key " + key.public_key());
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_NE(said.text.find("agency 7: whole; 6 lines, 1 checkpoints, signed up to line 6"), std::string::npos) << said.text;
}

TEST_F(Tampering, TheWaitingTailIsNamedByBothAndIsNoFlaw) {
  act(7, 1);
  EXPECT_TRUE(flaws().empty());
  const auto said = independent(exported());
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_NE(said.text.find("not yet chained, so not vouched for: 1 line (id "), std::string::npos) << said.text;
  act(7, 30);
  const auto report = verify(db).value().agencies.at(0);
  const auto range = "31 lines (ids " + std::to_string(report.unchained.front()) + " to " + std::to_string(report.unchained_last);
  const auto brief = independent(exported());
  EXPECT_EQ(brief.status, 0);
  EXPECT_NE(brief.text.find(range), std::string::npos) << brief.text;
  EXPECT_EQ(brief.text.find("line id "), std::string::npos) << "one by one only when asked: " << brief.text;
  const auto verbose = independent(exported(), "--verbose");
  EXPECT_EQ(verbose.status, 0);
  for (const auto id : report.unchained)
    EXPECT_NE(verbose.text.find("line id " + std::to_string(id)), std::string::npos) << verbose.text;
}

struct Case {
  const char* name;
  std::vector<const char*> statements;
  const char* flaw;
  const char* words;
};

class TamperingTable : public Tampering, public testing::WithParamInterface<Case> {};

TEST_P(TamperingTable, IsFoundByBoth) {
  run(GetParam().statements);
  expect_found(GetParam().flaw, GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    All, TamperingTable,
    testing::Values(
        Case{"AChangedValue", {"UPDATE audit_lines SET fields = '{}' WHERE agency_id = 7 AND seq = 3"}, "hash", "line 3 (id"},
        Case{"AChangedActor", {"UPDATE audit_lines SET actor = 6 WHERE agency_id = 7 AND seq = 1"}, "hash", "line 1 (id"},
        Case{"AChangedMoment",
             {"UPDATE audit_lines SET at = '2020-01-01T00:00:00.000000Z' WHERE agency_id = 7 AND seq = 6"},
             "hash",
             "line 6 (id"},
        Case{"ALineGivenToAnotherAgency",
             {"UPDATE audit_lines SET agency_id = 8, seq = 3 WHERE agency_id = 7 AND seq = 6"},
             "hash",
             "line 3 (id"},
        Case{"ADeletedLine", {"DELETE FROM audit_lines WHERE agency_id = 7 AND seq = 3"}, "missing", "line 3 is missing"},
        Case{"ADeletedLineWithTheOthersRenumbered",
             {"DELETE FROM audit_lines WHERE agency_id = 7 AND seq = 3",
              "UPDATE audit_lines SET seq = 3 WHERE agency_id = 7 AND seq = 4",
              "UPDATE audit_lines SET seq = 4 WHERE agency_id = 7 AND seq = 5",
              "UPDATE audit_lines SET seq = 5 WHERE agency_id = 7 AND seq = 6"},
             "hash",
             "line 3 (id"},
        Case{"TheLastLineDeleted",
             {"DELETE FROM audit_lines WHERE agency_id = 7 AND seq = 6"},
             "cut",
             "signs line 6, which is gone"},
        Case{"AllLinesDeleted", {"DELETE FROM audit_lines WHERE agency_id = 7"}, "cut", "signs line 6, which is gone"},
        Case{"TwoLinesSwapped",
             {"UPDATE audit_lines SET seq = 99 WHERE agency_id = 7 AND seq = 3",
              "UPDATE audit_lines SET seq = 3 WHERE agency_id = 7 AND seq = 4",
              "UPDATE audit_lines SET seq = 4 WHERE agency_id = 7 AND seq = 99"},
             "hash",
             "line 3 (id"},
        Case{"ALineTakenOutOfTheChain",
             {"UPDATE audit_lines SET seq = NULL, hash = NULL WHERE agency_id = 7 AND seq = 6"},
             "head",
             "ends at line 5"},
        Case{"AForgedCheckpoint",
             {"UPDATE audit_checkpoints SET hash = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' WHERE "
              "agency_id = 7"},
             "signature",
             "signature of the checkpoint at line 6 is false"},
        Case{"ACheckpointMovedToAnotherLine",
             {"UPDATE audit_checkpoints SET seq = 5 WHERE agency_id = 7"},
             "signature",
             "at line 5 is false"},
        Case{"ACheckpointOfAnUnknownKey",
             {"UPDATE audit_checkpoints SET key_id = 'feedfeedfeedfeed' WHERE agency_id = 7"},
             "key",
             "not trusted"},
        Case{"AReplacedKey", {"DELETE FROM audit_keys"}, "key", "not trusted"},
        Case{"AShortenedHead", {"UPDATE audit_chains SET seq = 5 WHERE agency_id = 7"}, "head", "should end at line 5"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST_F(Tampering, AChainMadeAnewDisagreesWithItsCheckpoint) {
  run({"UPDATE audit_lines SET actor = 6 WHERE agency_id = 7 AND seq = 2"});
  rebuild();
  expect_found("checkpoint", "the chain was made anew");
}

TEST_F(Tampering, AChainMadeAnewAndSignedByTheAttackerIsFoundByWhoKnowsTheKey) {
  run({"UPDATE audit_lines SET actor = 6 WHERE agency_id = 7 AND seq = 2"});
  rebuild();
  run({"DELETE FROM audit_checkpoints", "DELETE FROM audit_keys"});
  ASSERT_TRUE(sequence_now(db, SigningKey::generate()));
  EXPECT_TRUE(flaws().empty()) << "the database alone cannot tell";
  EXPECT_EQ(flaws({key.public_key()}), (std::vector<std::string>{"key", "key"}));
  EXPECT_EQ(independent(exported()).status, 0);
  const auto said = independent(exported(), "--public-key " + key.public_key());
  EXPECT_EQ(said.status, 1) << said.text;
}

TEST_F(Tampering, ErasingASaltKeepsTheChainValid) {
  write({.agency_id = 7,
         .verb = "person.add",
         .subject_kind = "person",
         .subject_id = 1,
         .fields = Fields().personal("email", {}, "clara@altozano.example")});
  sequence();
  ASSERT_TRUE(db.write([](db::Tx& tx) -> Done {
    erase_salt(tx, "person", 1);
    return {};
  }));
  EXPECT_TRUE(flaws().empty());
  EXPECT_EQ(independent(exported()).status, 0);
}

TEST_F(Tampering, EveryFlawHasASentence) {
  for (const auto* what : {"hash", "missing", "head", "cut", "checkpoint", "signature", "key"})
    EXPECT_FALSE(describe({3, 0, what}).empty()) << what;
}

TEST_F(Tampering, TheIndependentVerifierRefusesWhatItCannotRead) {
  const auto path = scratch.folder() + "/odd";
  for (const auto* text :
       {"", "x", "{\"type\":\"alianza-audit\",\"version\":2}\n", "{\"type\":\"alianza-audit\",\"version\":1}\n[]\n",
        "{\"type\":\"alianza-audit\",\"version\":1}\n{\"type\":\"line\",\"agency_id\":\"7\"}\n", "\xff\xfe"}) {
    std::ofstream(path, std::ios::trunc) << text;
    const auto said = independent(path);
    EXPECT_EQ(said.status, 2) << text << said.text;
    EXPECT_EQ(said.text.find("Traceback"), std::string::npos) << said.text;
  }
  EXPECT_EQ(independent("/nowhere/at/all").status, 2);
  EXPECT_EQ(independent(exported(), "--public-key nothing").status, 2);
}

}  // namespace
}  // namespace alianza::audit
