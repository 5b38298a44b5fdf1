// What arrives is what was written, as Python's mail library reads it: a reader that shares nothing with our writer.
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>

#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

constexpr auto reader = R"(
import email, email.header, email.policy, email.utils, json, sys
raw = open(sys.argv[1], 'rb').read()
m = email.message_from_bytes(raw, policy=email.policy.default)
def body(kind):
    part = m.get_body((kind,))
    return part.get_content().replace('\r\n', '\n') if part else ''
def name(field):  # not addresses[0].display_name: Python 3.11 keeps the space between two encoded words there
    old = email.message_from_bytes(raw)
    words = email.utils.parseaddr(old[field])[0]
    return str(email.header.make_header(email.header.decode_header(words)))
print(json.dumps({
    'type': m.get_content_type(), 'mime': m['MIME-Version'], 'subject': str(m['Subject']),
    'to': m['To'].addresses[0].addr_spec, 'to_name': name('To'),
    'from': m['From'].addresses[0].addr_spec, 'from_name': name('From'),
    'text': body('plain'), 'html': body('html'), 'defects': sum(len(p.defects) for p in m.walk()),
    'longest': max(len(l) for l in raw.split(b'\r\n')), 'bare': raw.replace(b'\r\n', b'').count(b'\n'),
    'ascii': raw.isascii(), 'unsubscribe': str(m['List-Unsubscribe'] or '')}))
)";

class Content : public Desk {
 protected:
  /// Sends it, and has what arrived read by Python.
  boost::json::object read(const Letter& letter) {
    const auto before = post.taken().size();
    send_letter(letter);
    run_all();
    const auto taken = post.taken();
    if (taken.size() != before + 1) throw std::runtime_error("it did not arrive");
    const auto file = scratch.folder() + "/message.eml";
    const auto script = scratch.folder() + "/reader.py";
    std::ofstream(file, std::ios::binary) << taken.back();
    std::ofstream(script) << reader;
    const auto command = "python3 " + script + ' ' + file;
    auto* pipe = ::popen(command.c_str(), "r");
    std::string out;
    char bytes[4096];
    for (std::size_t n = 0; (n = ::fread(bytes, 1, sizeof bytes, pipe)) > 0;) out.append(bytes, n);
    EXPECT_EQ(::pclose(pipe), 0);
    return boost::json::parse(out).as_object();
  }
};

std::string text_of(const boost::json::object& read, const char* key) { return std::string(read.at(key).as_string()); }

TEST_F(Content, ArrivesAsItWasWritten) {
  const std::string texts[] = {
      "Hola.\n",
      "Sin fin de línea",
      "Año, pingüino, ¿cómo?, «sí», 50 %, a=b, =41, =\n",
      "🌱 👩🏽‍🌾 日本語 \xc2\xa0 fin\n",
      ".\n..\n.punto al principio\n\n.\n",
      "espacio al final \ntabulador al final\t\n\n\n",
      "From el principio\nDATA\nQUIT\n",
      std::string(5000, 'x') + "\n" + std::string(998, '.') + "\n",
      [] {
        std::string s;
        for (int i = 0; i < 3000; ++i) s += "ñandú ";
        return s + "\n";
      }(),
      [] {
        std::string s;
        for (int i = 0; i < 5000; ++i) s += ".\n";  // each needs to be stuffed, across every buffer's edge
        return s;
      }(),
  };
  for (const auto& text : texts) {
    auto letter = invitation();
    letter.text = text;
    letter.html = "<p>" + text + "</p>\n";
    const auto got = read(letter);
    const auto expected = text.ends_with('\n') ? text : text + '\n';
    EXPECT_EQ(text_of(got, "text"), expected);
    EXPECT_EQ(text_of(got, "html"), letter.html);
    EXPECT_EQ(text_of(got, "type"), "multipart/alternative");
    EXPECT_EQ(text_of(got, "mime"), "1.0");
    EXPECT_EQ(got.at("defects").as_int64(), 0);
    EXPECT_EQ(got.at("bare").as_int64(), 0);
    EXPECT_LE(got.at("longest").as_int64(), 90);  // libcurl's Content-Type with its boundary is the longest
    EXPECT_TRUE(got.at("ascii").as_bool());
  }
}

TEST_F(Content, WithoutHtmlHasOnlyText) {
  const auto got = read(invitation());
  EXPECT_EQ(text_of(got, "text"), "Hola.\n");
  EXPECT_EQ(text_of(got, "html"), "");
  EXPECT_EQ(got.at("defects").as_int64(), 0);
}

TEST_F(Content, NamesAndSubjectsReadAsTheyWereWritten) {
  const std::string names[] = {"Ana",
                               "José Núñez de la Ó",
                               "Comité, \"el bueno\" <x@y.mx>; (nota) \\",
                               "Dirección General de Cooperación para el Desarrollo de la Agencia Mexicana, área de alianzas",
                               "🌱 Semilla",
                               "=?UTF-8?B?SG9sYQ==?=",
                               "A plain English name that is longer than one line of a header should be, by quite a lot",
                               "dos  espacios"};
  for (const auto& name : names) {
    auto letter = invitation();
    letter.to_name = line(name);
    letter.subject = line(name);
    letter.unsubscribe = Link::parse("https://alianza.mx/bajas/01ABC").value();
    const auto got = read(letter);
    EXPECT_EQ(text_of(got, "to_name"), name);
    EXPECT_EQ(text_of(got, "subject"), name);
    EXPECT_EQ(text_of(got, "to"), "jose.nunez@ejemplo.mx");
    EXPECT_EQ(text_of(got, "from"), "avisos@alianza.mx");
    EXPECT_EQ(text_of(got, "from_name"), "Alianza por el Árbol");
    EXPECT_EQ(text_of(got, "unsubscribe"), "<https://alianza.mx/bajas/01ABC>");
    EXPECT_EQ(got.at("defects").as_int64(), 0);
    EXPECT_LE(got.at("longest").as_int64(), 90);  // libcurl's Content-Type with its boundary is the longest
  }
}

}  // namespace
}  // namespace alianza::mail
