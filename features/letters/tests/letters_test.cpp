// The operator's page on mail, and the mailbox of a demonstration.
#include <gtest/gtest.h>

#include "features/letters/advice.h"
#include "features/letters/feature.h"
#include "platform/auth/links.h"
#include "platform/jobs/workers.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "platform/mail/unsubscribe.h"
#include "platform/test/test_app.h"

namespace alianza::letters {
namespace {

class Letters : public ::testing::Test {
 protected:
  mail::LetterId send(const std::string& subject) {
    return app.write([&](db::Tx& tx) -> Result<mail::LetterId> {
      mail::Letter letter;
      letter.to = Email::parse("ana@uno.example").value();
      letter.to_name = mail::Line::parse("Ana <b>Ruiz").value();
      letter.from_name = mail::Line::parse("Agencia <i>").value();
      letter.subject = mail::Line::parse(subject).value();
      letter.text = "Responda en http://127.0.0.1:8080/invitations/abc\n";
      letter.html = "<p>Hola<script>alert(1)</script></p>";
      return mail::send(tx, letter);
    });
  }
  void set(mail::LetterId id, mail::State state) {
    app.write([&](db::Tx& tx) {
      tx.exec("UPDATE mail_letters SET state = :state, tries = 1, reply_code = 550, reply = 'no such <user>' WHERE id = :id",
              {{"state", state}, {"id", id}});
    });
  }
  test::TestApp app{{&manifest}};
};

TEST_F(Letters, AreCountedAndSentAgainByTheOperatorAlone) {
  const auto failed = send("Una");
  const auto unsure = send("Dos");
  send("Tres");
  set(failed, mail::State::failed);
  set(unsure, mail::State::unsure);
  EXPECT_EQ(app.visitor().get("/mail").status, 303);
  EXPECT_EQ(app.client(app.person("somebody")).get("/mail").status, 404);
  auto& client = app.client(app.server_operator());
  const auto page = client.get("/mail?state=failed");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("ana@uno.example"));
  EXPECT_TRUE(page.contains("550 no such &lt;user&gt;"));
  EXPECT_FALSE(page.contains("invitations/abc")) << "no text of a letter, no link";
  EXPECT_TRUE(client.get("/en/mail?state=unsure").contains("Send again"));
  EXPECT_EQ(client.submit("/mail/" + failed.text() + "/resend", {}).status, 303);
  EXPECT_FALSE(client.get("/mail?state=failed").contains("ana@uno.example"));
  EXPECT_EQ(app.client(app.person("somebody")).send(http::Method::post, "/mail/" + unsure.text() + "/resend", {}, "").status, 403)
      << "without a token";
  EXPECT_EQ(client.get("/mail?state=queued").status, 200);
}

TEST_F(Letters, AreStoppedByALinkByAButtonOrByOnePostOfAMailProgram) {
  const auto ana = Email::parse("ana@uno.example").value();
  const auto issue = [&](const Email& to) {
    return app.write([&](db::Tx& tx) -> Result<std::string> {
      return auth::issue_link(tx, {7, mail::unsubscribe_purpose, 1, to, "Ana", tx.now() + std::chrono::hours(24)});
    });
  };
  const auto stopped = [&](const Email& to) {
    return app.read([&](db::Tx& tx) -> Result<bool> { return mail::is_unsubscribed(tx, 7, to); });
  };
  const auto path = "/unsubscribe/" + issue(ana);
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(app.visitor().get(path).contains("No quiero recibirlos"));
  EXPECT_FALSE(stopped(ana)) << "opening the page changes nothing";
  EXPECT_EQ(app.visitor().submit_from(path, path, {}).status, 303);
  EXPECT_TRUE(stopped(ana));
  EXPECT_TRUE(app.visitor().get("/en" + path).contains("gets no more reminders"));
  EXPECT_EQ(app.visitor().submit(path + "/undo", {}).status, 303);
  EXPECT_FALSE(stopped(ana));
  const auto eva = Email::parse("EVA@uno.example").value();
  http::TestClient program(app.router());  // without a page and without cookies (RFC 8058)
  const auto one_click = program.send(http::Method::post, "/unsubscribe/" + issue(eva),
                                      {{"Content-Type", "application/x-www-form-urlencoded"}}, "List-Unsubscribe=One-Click");
  EXPECT_EQ(one_click.status, 303);
  EXPECT_TRUE(stopped(Email::parse("eva@UNO.example").value()));
  const auto made_up = program.send(http::Method::post, "/unsubscribe/" + std::string(43, 'x'),
                                    {{"Content-Type", "application/x-www-form-urlencoded"}}, "List-Unsubscribe=One-Click");
  EXPECT_EQ(made_up.status, 404);
  const auto lines = app.read([](db::Tx& tx) -> Result<std::int64_t> {
    return *tx.one<std::int64_t>("SELECT count(*) FROM audit_lines WHERE verb LIKE 'letter.%'");
  });
  EXPECT_EQ(lines, 3);
}

TEST_F(Letters, TheOperatorSendsOneToThemselves) {
  auto& client = app.client(app.server_operator());
  EXPECT_TRUE(client.get("/mail").contains("Enviarme una carta de prueba"));
  EXPECT_EQ(client.submit("/mail/test", {}).status, 303);
  const auto page = client.get("/mail?state=queued");
  EXPECT_TRUE(page.contains("operator@example.org"));
  jobs::Kinds kinds;
  kinds.add(mail::keeping());
  ASSERT_EQ(jobs::run_due(app.db(), kinds).value(), 1);
  EXPECT_TRUE(app.visitor().get("/mailbox").contains("Carta de prueba"));
  auto& other = app.client(app.person("somebody"));
  EXPECT_EQ(other.submit_from("/mailbox", "/mail/test", {}).status, 404);
}

TEST_F(Letters, OfADemonstrationAreReadInItsMailbox) {
  const auto id = send("Invitación <b>");
  jobs::Kinds kinds;
  kinds.add(mail::keeping());
  ASSERT_EQ(jobs::run_due(app.db(), kinds).value(), 1);
  auto& visitor = app.visitor();
  EXPECT_TRUE(visitor.get("/mailbox").contains("Invitación &lt;b&gt;"));
  const auto page = visitor.get("/mailbox/" + id.text());
  EXPECT_TRUE(page.contains("De: Agencia &lt;i&gt;"));
  EXPECT_TRUE(page.contains("Ana &lt;b&gt;Ruiz &lt;ana@uno.example&gt;"));
  EXPECT_TRUE(page.contains("href=\"/invitations/abc\""));
  EXPECT_FALSE(page.contains("<script>alert"));
  const auto html = visitor.get("/mailbox/" + id.text() + "/html");
  EXPECT_EQ(html.status, 200);
  EXPECT_EQ(html.header("Content-Security-Policy"),
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  EXPECT_EQ(visitor.get("/mailbox/0CN882PPXXQZ6").status, 404);
}

TEST(Advice, NamesTheRecordsOfTheSendersDomain) {
  config::Mail mail;
  EXPECT_TRUE(dns_records(mail).empty());
  mail.from = "avisos@institucion.mx";
  mail.server = "smtp://correo.institucion.mx:587";
  const auto records = dns_records(mail);
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[0].name, "institucion.mx");
  EXPECT_EQ(records[0].value, "v=spf1 a:correo.institucion.mx -all");
  EXPECT_EQ(records[2].name, "_dmarc.institucion.mx");
  EXPECT_EQ(records[2].value, "v=DMARC1; p=quarantine; rua=mailto:avisos@institucion.mx");
}

TEST(Advice, NamesAServerInSpfByItsAddressWhenThatIsWhatIsKnown) {
  struct Case {
    const char* server;
    const char* value;
  };
  for (const auto& c : {Case{"smtp://198.51.100.7:25", "v=spf1 ip4:198.51.100.7 -all"},
                        Case{"smtp://127.0.0.1:25", "v=spf1 ip4:203.0.113.5 -all"},
                        Case{"smtp://localhost", "v=spf1 ip4:203.0.113.5 -all"}, Case{"", "v=spf1 a:correo.x.mx -all"}}) {
    config::Mail mail;
    mail.from = "avisos@x.mx";
    mail.server = c.server;
    EXPECT_EQ(dns_records(mail).at(0).value, c.value) << c.server;
  }
}

TEST(Advice, SaysWhatIsMissing) {
  config::Config config;
  EXPECT_EQ(missing(config).size(), 2U);
  config.mail.server = "smtp://correo.institucion.mx";
  EXPECT_EQ(missing(config).size(), 2U);
  config.mail.from = "avisos@institucion.mx";
  EXPECT_EQ(missing(config).size(), 1U);
  config.server.public_url = "https://alianza.institucion.mx";
  EXPECT_TRUE(missing(config).empty());
}

}  // namespace
}  // namespace alianza::letters
