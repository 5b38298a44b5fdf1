// Rules of campaigns, by tables: no database.
#include <gtest/gtest.h>

#include "features/campaigns/campaigns.h"
#include "features/campaigns/wording.h"

namespace alianza::campaigns {
namespace {

std::string shown(const std::vector<Paragraph>& paragraphs) {
  std::string out;
  for (const auto& paragraph : paragraphs) {
    out += "[";
    for (const auto& piece : paragraph)
      out += piece.kind == Piece::Kind::link ? "<enlace>" : piece.kind == Piece::Kind::line_break ? "/" : piece.text;
    out += "]";
  }
  return out;
}

TEST(Wording, FillsItsFieldsAndNothingElse) {
  const Filling filling{"Altozano", "Ana {enlace}", "5 de marzo", "Alianza", "Agencia"};
  struct Case {
    const char* text;
    const char* shown;
  };
  for (const auto& c :
       {Case{"Hola, {contacto}.\n\n{enlace}", "[Hola, Ana {enlace}.][<enlace>]"},
        Case{"Uno\ndos\n\n\n  \ntres {enlace}.", "[Uno/dos][tres <enlace>.]"},
        Case{"Sin lugar para él", "[Sin lugar para él][<enlace>]"},
        Case{"{ no } {} {a b} {{contacto}} {enlace}", "[{ no } {} {a b} {Ana {enlace}} <enlace>]"},
        Case{"{enlace}", "[<enlace>]"},
        Case{"{organizacion} {fecha_limite} {alianza} {institucion} {enlace}", "[Altozano 5 de marzo Alianza Agencia <enlace>]"}})
    EXPECT_EQ(shown(fill(c.text, filling)), c.shown) << c.text;
  EXPECT_EQ(fill_line("{organizacion}: {alianza}", filling), "Altozano: Alianza");
}

TEST(Wording, NamesTheFieldThatItDoesNotKnow) {
  struct Case {
    const char* text;
    const char* wrong;  // empty: nothing
  };
  for (const auto& c : {Case{"Hola {contacto}", ""}, Case{"Hola {nombre}", "{nombre}"}, Case{"{organización}", "{organización}"},
                        Case{"{Contacto}", "{Contacto}"}, Case{"{}", ""}, Case{"{ contacto }", ""}, Case{"{0} {", "{0}"},
                        Case{"a } b { c", ""}}) {
    const auto checked = check_wording(c.text, Link::allowed);
    EXPECT_EQ(checked ? std::string() : checked.error().message.args().at(0), c.wrong) << c.text;
  }
  EXPECT_FALSE(check_wording("{enlace}", Link::refused));
}

TEST(Campaign, GoesOnlyTheseWays) {
  struct Case {
    State from;
    const char* to;  // those it may go to
  };
  for (const auto& c : {Case{State::draft, "sending "}, Case{State::sending, "paused sent "},
                        Case{State::paused, "sending closed "}, Case{State::sent, "sending closed "}, Case{State::closed, ""}}) {
    std::string may;
    for (const auto to : {State::draft, State::sending, State::paused, State::sent, State::closed})
      if (!refuses(c.from, to)) may += std::string(to_text(to)) + " ";
    EXPECT_EQ(may, c.to) << to_text(c.from);
  }
}

TEST(Invitation, FollowsItsLetterUntilItIsAnswered) {
  using I = InvitationState;
  struct Case {
    I now;
    mail::State letter;
    const char* then;  // empty: as it was
  };
  for (const auto& c : {Case{I::queued, mail::State::sent, "sent"}, Case{I::queued, mail::State::failed, "failed"},
                        Case{I::queued, mail::State::unsure, "unsure"}, Case{I::unsure, mail::State::sent, "sent"},
                        Case{I::sent, mail::State::bounced, "bounced"}, Case{I::failed, mail::State::queued, "queued"},
                        Case{I::queued, mail::State::sending, ""}, Case{I::accepted, mail::State::sent, ""},
                        Case{I::declined, mail::State::bounced, ""}, Case{I::revoked, mail::State::sent, ""},
                        Case{I::drafted, mail::State::sent, ""}}) {
    const auto then = after_letter(c.now, c.letter);
    EXPECT_EQ(then ? to_text(*then) : "", c.then) << to_text(c.now) << " " << mail::to_text(c.letter);
  }
}

TEST(Invitation, IsRemindedThreeTimesThreeDaysApartWhileSilent) {
  const Zone zone;
  const auto today = *Date::parse("2026-03-10");
  struct Case {
    InvitationState state;
    int reminders;
    const char* letter;
    bool may;
  };
  for (const auto& c : {Case{InvitationState::sent, 0, "2026-03-07T18:00:00.000000Z", true},
                        // Four in the morning in London is still the day before in Mexico.
                        Case{InvitationState::sent, 0, "2026-03-08T04:00:00.000000Z", true},
                        Case{InvitationState::sent, 0, "2026-03-08T18:00:00.000000Z", false},
                        Case{InvitationState::sent, 2, "2026-03-01T18:00:00.000000Z", true},
                        Case{InvitationState::sent, 3, "2026-03-01T18:00:00.000000Z", false},
                        Case{InvitationState::unsure, 0, "2026-03-01T18:00:00.000000Z", false},
                        Case{InvitationState::accepted, 0, "2026-03-01T18:00:00.000000Z", false}}) {
    Invitation i;
    i.state = c.state;
    i.reminders = c.reminders;
    i.letter_at = Instant::parse(c.letter);
    EXPECT_EQ(may_remind(i, zone, today), c.may) << to_text(c.state) << c.reminders << c.letter;
  }
}

TEST(Campaign, SaysEveryFieldThatIsWrong) {
  const auto today = *Date::parse("2026-03-10");
  auto input = first_input();
  input.name = "Una";
  input.deadline = "2026-03-10";
  EXPECT_TRUE(parse(input, today)) << "today is not too late";
  struct Case {
    std::string Input::*field;
    const char* value;
    const char* wrong;
  };
  for (const auto& c : {Case{&Input::name, "  ", "name"}, Case{&Input::deadline, "2026-03-09", "deadline"},
                        Case{&Input::deadline, "mañana", "deadline"}, Case{&Input::subject_es, "", "subject_es"},
                        Case{&Input::subject_es, "{nada}", "subject_es"}, Case{&Input::subject_es, "{enlace}", "subject_es"},
                        Case{&Input::body_es, "", "body_es"}, Case{&Input::body_es, "{contact}", "body_es"},
                        Case{&Input::body_en, "", "body_en"}, Case{&Input::subject_en, "", "subject_en"},
                        Case{&Input::adherence, "maybe", "adherence"}, Case{&Input::reply_to, "nadie", "reply_to"}}) {
    auto wrong = input;
    wrong.*c.field = c.value;
    const auto parsed = parse(wrong, today);
    ASSERT_FALSE(parsed) << c.wrong << c.value;
    EXPECT_EQ(parsed.error().fields.front().field, c.wrong) << c.value;
  }
}

TEST(Place, IsReadBackFromItsText) {
  Invitation i;
  i.id = InvitationId(77);
  i.state = InvitationState::failed;
  i.organization_name = "Molinos. S.A. de C.V.";
  const auto place = Place::parse(place_of(i).text());
  ASSERT_TRUE(place);
  EXPECT_EQ(place->list_order, list_order(i.state));
  EXPECT_EQ(place->organization_folded, fold(i.organization_name));
  EXPECT_EQ(place->id, i.id);
  for (const auto* wrong : {"", "1", "1.", "x.y.z", "1.!.z", "..", "9999999999999.1.a"})
    EXPECT_FALSE(Place::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace alianza::campaigns
