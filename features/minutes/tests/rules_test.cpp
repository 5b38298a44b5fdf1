#include <gtest/gtest.h>

#include "features/minutes/minutes.h"

namespace alianza::minutes {
namespace {

Date day(const char* text) { return *Date::parse(text); }

TEST(MinutesRules, ApprovedMinutesDoNotMoveAndADraftIsReadFirst) {
  struct Case {
    State from;
    State to;
    const char* note;
    bool allowed;
  };
  for (const auto& at :
       {Case{State::draft, State::review, "", true}, Case{State::draft, State::approved, "", false},
        Case{State::review, State::approved, "", true}, Case{State::review, State::draft, "", false},
        Case{State::review, State::draft, "falta un dato", true}, Case{State::approved, State::draft, "x", false},
        Case{State::approved, State::review, "x", false}, Case{State::approved, State::approved, "x", false}})
    EXPECT_EQ(!refuses_state(at.from, at.to, at.note), at.allowed) << to_text(at.from) << " " << to_text(at.to);
}

TEST(MinutesRules, AnAgreementIsNotClosedWithoutItsEvidence) {
  EXPECT_TRUE(refuses_progress(Progress::open, Progress::done, ""));
  EXPECT_FALSE(refuses_progress(Progress::open, Progress::done, "oficio 12"));
  EXPECT_TRUE(refuses_progress(Progress::open, Progress::cancelled, ""));
  EXPECT_TRUE(refuses_progress(Progress::done, Progress::open, ""));
  EXPECT_FALSE(refuses_progress(Progress::done, Progress::open, "no era"));
  EXPECT_TRUE(refuses_progress(Progress::done, Progress::cancelled, "x"));
}

TEST(MinutesRules, OverdueIsTheDayAfterTheDueDate) {
  Agreement a;
  EXPECT_FALSE(is_overdue(a, day("2026-03-02")));
  a.due = day("2026-03-02");
  EXPECT_FALSE(is_overdue(a, day("2026-03-02")));
  EXPECT_TRUE(is_due_soon(a, day("2026-03-02"), 0));
  EXPECT_TRUE(is_overdue(a, day("2026-03-03")));
  a.state = Progress::done;
  EXPECT_FALSE(is_overdue(a, day("2026-03-03")));
}

TEST(MinutesRules, AnAgreementNamesWhoAnswersForIt) {
  const auto field = [](const AgreementInput& i) {
    const auto parsed = parse(i);
    return parsed ? std::string() : parsed.error().fields.front().field;
  };
  EXPECT_EQ(field({"", "", "", "Ana", "", ""}), "text");
  EXPECT_EQ(field({"", "Hacer", "", "", "", ""}), "organization");
  EXPECT_EQ(field({"", "Hacer", "nada", "", "", ""}), "organization");
  EXPECT_EQ(field({"", "Hacer", "", "Ana", "mañana", ""}), "due");
  EXPECT_EQ(field({"", "Hacer", "", "Ana", "2026-03-31", ""}), "");
}

TEST(MinutesRules, AnAgendaWithItsOwnOpeningAndClosingGetsNoSecondOnes) {
  const auto of = [](std::vector<std::string> titles) {
    std::vector<meetings::AgendaItem> agenda;
    for (auto& title : titles) agenda.push_back({{}, std::move(title), {}});
    std::string out;
    for (const auto& s : sections_of(agenda, Lang::es)) out += s.title + " (" + std::string(to_text(s.place)) + ") ";
    return out;
  };
  EXPECT_EQ(of({}), "Apertura (opening) Cierre (closing) ");
  EXPECT_EQ(of({"Ficha"}), "Apertura (opening) Ficha (item) Cierre (closing) ");
  EXPECT_EQ(of({"Apertura y bienvenida", "Ficha", "Clausura"}),
            "Apertura y bienvenida (opening) Ficha (item) Clausura (closing) ");
  EXPECT_EQ(of({"INAUGURACIÓN", "Ficha"}), "INAUGURACIÓN (opening) Ficha (item) Cierre (closing) ");
}

TEST(MinutesRules, LinesWithADashAreAList) {
  const auto of = [](std::string_view body) {
    std::string out;
    for (const auto& b : blocks(body)) {
      out += b.kind == Block::Kind::list ? "[" : "(";
      for (const auto& line : b.lines) out += line + ";";
      out += b.kind == Block::Kind::list ? "]" : ")";
    }
    return out;
  };
  EXPECT_EQ(of(""), "");
  EXPECT_EQ(of("Uno\n\nDos"), "(Uno;)(Dos;)");
  EXPECT_EQ(of("Se pidió:\n- agua\n- luz\n-5 grados\n- al final"), "(Se pidió:;)[agua;luz;](-5 grados;)[al final;]");
}

TEST(MinutesRules, TheFolioComesFromTheShortName) {
  EXPECT_EQ(folio_text(folio_prefix("AMX"), 2026, 7), "AMX-MIN-2026-0007");
  EXPECT_EQ(folio_prefix("AMEXCID"), "AMEXCID");
  EXPECT_EQ(folio_prefix("Agencia (México) ñandú"), "AMN");
  EXPECT_EQ(folio_prefix("Cooperaciónmexicana"), "COOPERACIONM");
  EXPECT_EQ(folio_text(folio_prefix("—"), 2026, 12345), "MIN-2026-12345");
}

TEST(MinutesRules, TheCanonicalFormReadsBackAsItWasAndDoesNotDependOnTheOrderOfWriting) {
  Record r;
  r.title = "Sesión «9» <b>";
  r.sections = {{"Apertura", "Uno\nDos\t\"tres\""}};
  r.attendance = {{"Agua", {"Ana", "Beto"}, true}};
  r.agreements = {{"1", "Hacer", "Agua", "2026-03-31"}};
  const auto without = canonical(r);
  EXPECT_EQ(without.find("signatories"), std::string::npos) << "as texts approved before there were any";
  EXPECT_TRUE(read_record(without).signatories.empty());
  EXPECT_EQ(canonical(read_record(without)), without);
  r.signatories = {{"Ana Robles", committees::Office::secretary}};
  const auto text = canonical(r);
  EXPECT_EQ(read_record(text).signatories.front().name, "Ana Robles");
  EXPECT_EQ(read_record(text).signatories.front().office, committees::Office::secretary);
  EXPECT_EQ(canonical(read_record(text)), text);
  EXPECT_EQ(read_record(text).sections.front().body, "Uno\nDos\t\"tres\"");
  EXPECT_EQ(text.find("{\"agency\":"), 0u);
}

}  // namespace
}  // namespace alianza::minutes
