#include "platform/http/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "platform/base/text.h"

namespace alianza::http {
namespace {

using namespace std::string_literals;

std::string shown(const Fields& fields) {
  std::string out;
  for (const auto& field : fields) out += "[" + field.name + "=" + field.value + "]";
  return out;
}

TEST(Form, ReadsWhatBrowsersWrite) {
  Fields fields;
  ASSERT_TRUE(append_urlencoded(fields, "a=1&b=dos+tres&a=%C3%B1%26&&c&d=&=x&e=a=b"));
  EXPECT_EQ(shown(fields), "[a=1][b=dos tres][a=ñ&][c=][d=][=x][e=a=b]");
  EXPECT_EQ(fields.get("a"), "1");
  EXPECT_THAT(fields.all("a"), testing::ElementsAre("1", "ñ&"));
  EXPECT_TRUE(fields.has("c"));
  EXPECT_FALSE(fields.has("z"));
  EXPECT_EQ(fields.get("z"), "");
}

TEST(Form, NamesTheFieldThatIsNotCleanText) {
  for (const auto* bad : {"ok=1&name=a%00b", "name=%ff", "name=%c3%28", "name=%ed%a0%80", "name=%4", "name=%zz"}) {
    const auto form = parse_form("application/x-www-form-urlencoded", bad);
    ASSERT_FALSE(form) << bad;
    EXPECT_EQ(form.error().fault, Fault::invalid);
    ASSERT_EQ(form.error().fields.size(), 1U) << bad;
    EXPECT_EQ(form.error().fields[0].field, "name");
  }
  EXPECT_FALSE(parse_form("application/x-www-form-urlencoded", "%ff=1"));
}

TEST(Form, HasALimitOfFields) {
  std::string many;
  for (int i = 0; i < 2001; ++i) many += "a=1&";
  EXPECT_EQ(parse_form("application/x-www-form-urlencoded", many).error().fault, Fault::too_large);
}

TEST(Form, OtherBodiesAreNoForm) {
  EXPECT_TRUE(parse_form("application/json", "{\"a\":1}")->empty());
  EXPECT_TRUE(parse_form("", "a=1")->empty());
  EXPECT_EQ(parse_form("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=1")->get("a"), "1");
}

std::string part(const std::string& head, const std::string& bytes) { return "--B\r\n" + head + "\r\n\r\n" + bytes + "\r\n"; }
const std::string field_a = part("Content-Disposition: form-data; name=\"a\"", "uno");
const std::string type = "multipart/form-data; boundary=B";

TEST(Multipart, FieldsAndFilesComeInOrder) {
  const auto form = parse_form(
      type,
      field_a +
          part("content-disposition: form-data; name=\"f\"; filename=\"C:\\dir\\ñ \\\"\r\nContent-Type: text/csv",
               "x\r\n--b\0\xff"s) +
          part("Content-Disposition: form-data; name=\"a\"", "dos\r\ntres") +
          part("Content-Disposition: form-data; name=\"empty\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") +
          "--B--\r\n");
  ASSERT_TRUE(form);
  EXPECT_THAT(form->all("a"), testing::ElementsAre("uno", "dos\r\ntres"));
  ASSERT_EQ(form->files().size(), 1U);
  EXPECT_EQ(form->files()[0].bytes, "x\r\n--b\0\xff"s);
  EXPECT_EQ(form->files()[0].type, "text/csv");
  EXPECT_EQ(form->file("f"), &form->files()[0]);
  EXPECT_EQ(form->file("empty"), nullptr);
}

TEST(Multipart, FileNamesLoseTheirFolders) {
  const std::pair<const char*, const char*> names[] = {
      {"a.csv", "a.csv"},           {"/etc/passwd", "passwd"},      {"..\\..\\a", "a"},
      {"%22x%22.csv", "\"x\".csv"}, {"año;b=c.csv", "año;b=c.csv"}, {"dir/", ""},
      {"50%.csv", "50%.csv"}};
  for (const auto& [sent, kept] : names) {
    const auto form =
        parse_form(type, part("Content-Disposition: form-data; name=\"f\"; filename=\""s + sent + "\"", "x") + "--B--");
    ASSERT_TRUE(form) << sent;
    ASSERT_EQ(form->files().size(), 1U) << sent;
    EXPECT_EQ(form->files()[0].name, kept);
  }
}

TEST(Multipart, BrokenBodiesAreRefused) {
  const std::string broken[] = {
      "",
      "--B",
      "--B\r\n",
      "junk",
      field_a,
      "--B--x"s.substr(0, 4),
      field_a + "--B",
      field_a + "--Bx--",
      "--B\r\n\r\nno head\r\n--B--",
      part("Content-Disposition: form-data", "no name") + "--B--",
      part("Content-Disposition: attachment; name=\"a\"", "x") + "--B--",
      part("Content-Disposition form-data; name=\"a\"", "x") + "--B--",
      part("Content-Disposition: form-data; name=\"a", "x") + "--B--",
      part("X: " + std::string(9000, 'x') + "\r\nContent-Disposition: form-data; name=\"a\"", "x") + "--B--"};
  for (const auto& body : broken) EXPECT_FALSE(parse_form(type, body)) << body.substr(0, 60);
  EXPECT_FALSE(parse_form("multipart/form-data", field_a + "--B--"));
  EXPECT_FALSE(parse_form("multipart/form-data; boundary=" + std::string(71, 'b'), field_a + "--B--"));
  EXPECT_TRUE(parse_form("multipart/form-data; boundary=\"B\"", field_a + "--B--"));
}

TEST(Multipart, NamesTheFieldThatIsNotCleanText) {
  for (const auto& body : {part("Content-Disposition: form-data; name=\"bad\"", "a\0b"s),
                           part("Content-Disposition: form-data; name=\"bad\"; filename=\"\xff\"", "x")}) {
    const auto form = parse_form(type, body + "--B--");
    ASSERT_FALSE(form);
    ASSERT_EQ(form.error().fields.size(), 1U);
    EXPECT_EQ(form.error().fields[0].field, "bad");
  }
}

RC_GTEST_PROP(Multipart, AnyFileComesBackUnharmed, (const std::string& bytes)) {
  RC_PRE(bytes.find("\r\n--B") == std::string::npos);
  const auto form = parse_form(type, part("Content-Disposition: form-data; name=\"f\"; filename=\"x\"", bytes) + "--B--\r\n");
  RC_ASSERT(form.has_value());
  RC_ASSERT(form->files().at(0).bytes == bytes);
}

}  // namespace
}  // namespace alianza::http
