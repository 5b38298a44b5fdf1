// What may stand in a header, and how it looks there. Tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/mail/headers.h"

namespace alianza::mail {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

Line line(std::string_view text) { return Line::parse(text).value(); }
Email email(std::string_view text) { return Email::parse(text).value(); }

TEST(HeaderText, WithALineBreakOrAControlCharacterIsRefused) {
  using namespace std::string_view_literals;
  for (const auto text :
       {"Hola\r\nBcc: otra@ejemplo.mx"sv, "a\nb"sv, "a\rb"sv, "a\0b"sv, "a\tb"sv, "a\x7f"sv, "\xff"sv, "\xc3"sv})
    EXPECT_FALSE(Line::parse(text)) << testing::PrintToString(text);
  EXPECT_FALSE(Line::parse(std::string(301, 'a')));
  for (const auto text : {""sv, "Acta de la sesión"sv, "¿Qué? \"sí\" <no>"sv, "🌱"sv}) EXPECT_EQ(line(text).text(), text);
}

TEST(HeaderLink, IsAWholeWebAddressOfVisibleCharacters) {
  using namespace std::string_view_literals;
  for (const auto text : {"https://a.mx/x>\r\nBcc: b@c.mx"sv, "https://a.mx/a b"sv, "https://a.mx/ñ"sv, "/x"sv,
                          "javascript:alert(1)"sv, "https://a.mx/<"sv, "https://a.mx/\n"sv, ""sv})
    EXPECT_FALSE(Link::parse(text)) << text;
  EXPECT_TRUE(Link::parse("https://a.mx/" + std::string(700, 'x')));
  EXPECT_FALSE(Link::parse("https://a.mx/" + std::string(800, 'x')));
}

TEST(HeaderText, IsPlainWhenShortAsciiAndElseEncoded) {
  const std::pair<std::string, std::string> table[] = {
      {"Minutes of the meeting", "Minutes of the meeting"},
      {"", ""},
      {"Sesión", "=?UTF-8?B?U2VzacOzbg==?="},
      {"=?x", "=?UTF-8?B?PT94?="},                   // would be read as an encoded word
      {" a", "=?UTF-8?B?IGE=?="},                    // its space would be lost
      {"\xf0\x9f\x8c\xb1", "=?UTF-8?B?8J+MsQ==?="},  // outside the basic plane
  };
  for (const auto& [text, written] : table) EXPECT_EQ(unstructured(line(text), 9), written);
}

TEST(HeaderText, IsFoldedBetweenCharactersIntoLinesOfAtMost76) {
  std::string text;
  while (length(text) < 300) text += "ñ";
  const auto written = "Subject: " + unstructured(line(text), 9);
  std::size_t begin = 0;
  int lines = 0;
  for (; begin < written.size(); ++lines) {
    auto end = written.find("\r\n", begin);
    if (end == std::string::npos) end = written.size();
    const auto row = written.substr(begin, end - begin);
    EXPECT_LE(row.size(), 76U);
    EXPECT_EQ(row.substr(row.size() - 2), "?=");
    EXPECT_TRUE(begin == 0 || row.starts_with(" =?UTF-8?B?"));
    begin = end + 2;
  }
  EXPECT_GT(lines, 9);
}

TEST(HeaderMailbox, QuotesOrEncodesTheName) {
  const auto address = email("ana@ejemplo.mx");
  EXPECT_EQ(mailbox(line(""), address, 4), "ana@ejemplo.mx");
  EXPECT_EQ(mailbox(line("Ana, \"la\" \\"), address, 4), "\"Ana, \\\"la\\\" \\\\\" <ana@ejemplo.mx>");
  EXPECT_EQ(mailbox(line("José Núñez"), address, 4), "=?UTF-8?B?Sm9zw6kgTsO6w7Fleg==?= <ana@ejemplo.mx>");
}

TEST(HeaderDate, IsWrittenInUtcAndEnglish) {
  EXPECT_EQ(date_text(*Instant::parse("2026-03-02T16:00:05.123456Z")), "Mon, 02 Mar 2026 16:00:05 +0000");
  EXPECT_EQ(date_text(*Instant::parse("2024-02-29T23:59:59.000000Z")), "Thu, 29 Feb 2024 23:59:59 +0000");
}

Kept kept() {
  Kept k;
  k.letter = {.to = email("ana@ejemplo.mx"), .to_name = line("Ana"), .subject = line("Hola"), .text = "x"};
  k.created_at = *Instant::parse("2026-03-02T16:00:00.000000Z");
  k.message_id = "01A.02B@alianza.mx";
  return k;
}

TEST(Headers, SayWhoWhenAndWhich) {
  EXPECT_THAT(headers(kept(), {email("avisos@alianza.mx"), line("Alianza")}),
              ElementsAre("Date: Mon, 02 Mar 2026 16:00:00 +0000", "From: \"Alianza\" <avisos@alianza.mx>",
                          "To: \"Ana\" <ana@ejemplo.mx>", "Subject: Hola", "Message-ID: <01A.02B@alianza.mx>",
                          "Auto-Submitted: auto-generated", "Content-Language: es", "Content-Type: multipart/alternative"));
}

TEST(Headers, ComeFromTheInstitutionsNameAndTheServersAddress) {
  auto k = kept();
  k.letter.from_name = line("Agencia de Cooperación");
  EXPECT_THAT(headers(k, {email("avisos@alianza.mx"), line("Alianza")}),
              Contains("From: =?UTF-8?B?QWdlbmNpYSBkZSBDb29wZXJhY2nDs24=?= <avisos@alianza.mx>"));
}

TEST(Headers, OfferToUnsubscribeWhenALinkIsGiven) {
  auto k = kept();
  k.letter.reply_to = email("enlace@alianza.mx");
  k.letter.unsubscribe = Link::parse("https://a.mx/u/1").value();
  const Sender sender{email("avisos@alianza.mx"), {}};
  EXPECT_THAT(headers(k, sender), Contains("List-Unsubscribe: <https://a.mx/u/1>"));
  EXPECT_THAT(headers(k, sender), Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
  EXPECT_THAT(headers(k, sender), Contains("Reply-To: enlace@alianza.mx"));
  k.letter.unsubscribe = Link::parse("http://a.mx/u/1").value();  // RFC 8058 wants https
  EXPECT_THAT(headers(k, sender), Not(Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click")));
}

}  // namespace
}  // namespace alianza::mail
