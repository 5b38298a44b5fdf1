#include <gtest/gtest.h>

#include "features/accounts/actions.h"
#include "features/accounts/feature.h"
#include "platform/auth/password.h"
#include "platform/auth/second_factor.h"
#include "platform/auth/totp.h"
#include "platform/jobs/workers.h"
#include "platform/test/test_app.h"

namespace alianza::accounts {
namespace {

constexpr auto password = "cuatro palabras sin relación";

const auth::PasswordHash& hash() {
  static const auto made = auth::hash_password(password);
  return made;
}

class Pages : public testing::Test {
 protected:
  Pages() {
    app.write([&](db::Tx& tx) { return auth::set_password(tx, clara.account, hash(), false, {}); });
  }
  std::string between(const http::TestAnswer& answer, const std::string& before, const char* after) {
    const auto from = answer.body.find(before);
    if (from == std::string::npos) return {};
    const auto start = from + before.size();
    return answer.body.substr(start, answer.body.find(after, start) - start);
  }

  test::TestApp app{{&manifest}};
  auth::Actor clara = app.person("clara");
};

TEST_F(Pages, SigningInOpensTheDoorAndLeadsBackToWhereOneCameFrom) {
  auto& visitor = app.visitor();
  const auto refused = visitor.get("/account/tokens");
  EXPECT_EQ(refused.location(), "/sign-in?next=%2Faccount%2Ftokens");
  const auto page = visitor.get(refused.location());
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("name=\"next\" value=\"/account/tokens\""));
  const auto entered =
      visitor.submit("/sign-in", {{"email", "clara@example.org"}, {"password", password}, {"next", "/account/tokens"}});
  EXPECT_EQ(entered.status, 303);
  EXPECT_EQ(entered.location(), "/account/tokens");
  EXPECT_EQ(visitor.get("/account/tokens").status, 200);
  EXPECT_EQ(visitor.get("/sign-in").status, 303) << "nothing to do here any more";
}

TEST_F(Pages, AWrongPasswordKeepsTheAddressAndSaysNothingMore) {
  auto& visitor = app.visitor();
  for (const auto* email : {"clara@example.org", "nadie@example.org"}) {
    const auto answer = visitor.submit_from("/sign-in", "/sign-in", {{"email", email}, {"password", "no es la contraseña"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.contains(std::string("value=\"") + email));
    EXPECT_TRUE(answer.contains("El correo o la contraseña no coinciden"));
    EXPECT_FALSE(answer.contains("no es la contraseña\""));
  }
}

TEST_F(Pages, AfterTooManyFailuresTheWaitIsToldInWords) {
  auto& visitor = app.visitor();
  http::TestAnswer answer;
  for (int i = 0; i < 7; ++i)
    answer = visitor.submit_from("/sign-in", "/sign-in", {{"email", "clara@example.org"}, {"password", "no es la contraseña"}});
  EXPECT_EQ(answer.status, 429);
  EXPECT_TRUE(answer.contains("Espere 1 minuto y vuelva a intentar."));
}

TEST_F(Pages, OnesOwnJobsAreShownWithTheirProgressAndCanBeCancelled) {
  const auto ask = [&](auth::AccountId account) {
    return app.write([&](db::Tx& tx) { return jobs::enqueue(tx, {.kind = "print", .account_id = account.value()}); });
  };
  app.site().jobs.add({"print",
                       [](jobs::Context& context) -> Done {
                         context.phase(_("Se leen los renglones."));
                         context.progress(3, 7);
                         return fail(Error{Fault::unavailable, _("La base de datos está ocupada."), {}});
                       },
                       {},
                       {},
                       _("Actas en PDF")});
  auto& client = app.client(clara);
  EXPECT_TRUE(client.get("/account/jobs").contains("Aún no hay trabajos"));
  const auto id = ask(clara.account);
  const auto foreign = ask(app.person("otra").account);
  EXPECT_TRUE(jobs::run_due(app.db(), app.site().jobs));
  const auto page = client.get("/account/jobs");
  EXPECT_TRUE(page.contains("Actas en PDF"));
  EXPECT_TRUE(page.contains("<progress max=\"7\" value=\"3\""));
  EXPECT_TRUE(page.contains("La base de datos está ocupada."));
  EXPECT_FALSE(page.contains(foreign.text()));
  EXPECT_EQ(client.submit("/account/jobs/" + id.text() + "/cancel", {}).status, 303);
  const auto after = client.get("/account/jobs");
  EXPECT_TRUE(after.contains("Cancelado"));
  EXPECT_FALSE(after.contains("/cancel\""));
  EXPECT_EQ(client.submit("/account/jobs/" + foreign.text() + "/cancel", {}).status, 404);
}

TEST_F(Pages, NextNeverLeadsToAnotherServer) {
  for (const auto* next : {"//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"}) {
    auto& visitor = app.visitor();
    visitor.forget_cookies();
    const auto entered =
        visitor.submit_from("/sign-in", "/sign-in", {{"email", "clara@example.org"}, {"password", password}, {"next", next}});
    EXPECT_EQ(entered.location(), "/") << next;
  }
}

TEST_F(Pages, SigningOutClosesTheSession) {
  auto& client = app.client(clara);
  client.get("/account");
  const auto cookies = client.cookies();
  EXPECT_EQ(client.submit("/sign-out", {}).status, 303);
  client.cookies() = cookies;
  EXPECT_EQ(client.get("/account").status, 303) << "the old cookie opens nothing";
}

TEST_F(Pages, ANameIsChangedAndWhatWasTypedStaysWhenItIsWrong) {
  auto& client = app.client(clara);
  const auto wrong = client.submit_from("/account", "/account", {{"name", std::string(130, 'x')}, {"lang", "es"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains(std::string(130, 'x')));
  EXPECT_TRUE(wrong.contains("aria-invalid=\"true\""));
  EXPECT_TRUE(wrong.contains("href=\"#name\""));
  const auto right = client.submit_from("/account", "/account", {{"name", "Clara Ibarra"}, {"lang", "en"}});
  EXPECT_EQ(right.status, 303);
  const auto page = client.get(right.location());
  EXPECT_TRUE(page.contains("Clara Ibarra"));
  EXPECT_TRUE(page.contains("<html lang=\"en\""));
}

TEST_F(Pages, ANameIsTextAndNeverMarkup) {
  auto& client = app.client(clara);
  const auto done = client.submit_from("/account", "/account", {{"name", "<b onclick=x>\"Clara\"</b>"}, {"lang", "es"}});
  EXPECT_EQ(done.status, 303);
  const auto page = client.get("/account");
  EXPECT_FALSE(page.contains("<b onclick"));
  EXPECT_TRUE(page.contains("&lt;b onclick=x&gt;"));
}

TEST_F(Pages, APasswordIsChangedAndTheOtherSessionsEnd) {
  auto& client = app.client(clara);
  http::TestClient other(app.router());
  other.submit_from("/sign-in", "/sign-in", {{"email", "clara@example.org"}, {"password", password}});
  EXPECT_EQ(other.get("/account").status, 200);
  const auto wrong =
      client.submit_from("/account/password", "/account/password",
                         {{"current", "x"}, {"password", "otra frase muy distinta"}, {"again", "otra frase muy distinta"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Esa no es su contraseña actual."));
  EXPECT_FALSE(wrong.contains("otra frase muy distinta"));
  const auto right =
      client.submit_from("/account/password", "/account/password",
                         {{"current", password}, {"password", "otra frase muy distinta"}, {"again", "otra frase muy distinta"}});
  EXPECT_EQ(right.status, 303);
  EXPECT_EQ(client.get("/account").status, 200);
  EXPECT_EQ(other.get("/account").status, 303);
}

TEST_F(Pages, SessionsAreListedAndClosed) {
  auto& client = app.client(clara);
  http::TestClient other(app.router());
  other.submit_from("/sign-in", "/sign-in", {{"email", "clara@example.org"}, {"password", password}});
  const auto page = client.get("/account/sessions");
  EXPECT_TRUE(page.contains("Esta sesión"));
  const auto close = between(page, "action=\"/account/sessions/", "/close\"");
  ASSERT_EQ(close.size(), 13U);
  EXPECT_EQ(client.submit("/account/sessions/" + close + "/close", {}).status, 303);
  EXPECT_EQ(other.get("/account").status, 303);
}

TEST_F(Pages, AllOtherSessionsCloseAfterAQuestion) {
  auto& client = app.client(clara);
  http::TestClient other(app.router());
  other.submit_from("/sign-in", "/sign-in", {{"email", "clara@example.org"}, {"password", password}});
  EXPECT_EQ(client.get("/account/sessions/close-others").status, 200);
  EXPECT_EQ(client.submit("/account/sessions/close-others", {}).status, 303);
  EXPECT_EQ(other.get("/account").status, 303);
  EXPECT_EQ(client.get("/account").status, 200);
}

TEST_F(Pages, AKeyIsSeenOnceAlsoWhenTheFormIsSentTwice) {
  auto& client = app.client(clara);
  client.get("/account/tokens");
  const http::Pairs form = {{"name", "Tablero"}, {"scopes", "organizations:read"}, {"days", "30"}, {"_key", "k1"}};
  const auto made = client.submit("/account/tokens", form);
  EXPECT_EQ(made.status, 201);
  EXPECT_TRUE(made.header("Cache-Control").find("no-store") != std::string::npos);
  const auto secret = between(made, "<code id=\"token\">", "</code>");
  EXPECT_TRUE(secret.starts_with("alz_")) << secret;
  client.get("/account/tokens");
  const auto again = client.submit("/account/tokens", form);
  EXPECT_EQ(again.status, 303);
  EXPECT_EQ(again.location(), "/account/tokens");
  const auto page = client.get("/account/tokens");
  EXPECT_FALSE(page.contains(secret));
  EXPECT_TRUE(page.contains("Leer organizaciones"));
  EXPECT_EQ(app.read([&](db::Tx& tx) { return auth::tokens_of(tx, clara.account); }).size(), 1U);
}

TEST_F(Pages, AKeyNeedsANameAndAPermission) {
  const auto answer = app.client(clara).submit_from("/account/tokens", "/account/tokens", {{"name", ""}, {"days", "x"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.contains("href=\"#days\""));
  const auto rest = app.client(clara).submit_from("/account/tokens", "/account/tokens", {{"name", ""}, {"days", "9"}});
  EXPECT_TRUE(rest.contains("href=\"#name\""));
  EXPECT_TRUE(rest.contains("href=\"#scopes\""));
}

TEST_F(Pages, AKeyIsRevokedAfterAQuestion) {
  auto& client = app.client(clara);
  client.submit_from("/account/tokens", "/account/tokens", {{"name", "Tablero"}, {"scopes", "read"}, {"days", "30"}});
  const auto address =
      "/account/tokens/" + between(client.get("/account/tokens"), "href=\"/account/tokens/", "/revoke\"") + "/revoke";
  EXPECT_TRUE(client.get(address).contains("¿Revocar la clave «Tablero»?"));
  EXPECT_EQ(client.submit(address, {}).status, 303);
  EXPECT_TRUE(client.get("/account/tokens").contains("Revocada"));
}

TEST_F(Pages, TheOperatorCreatesAnAccountAndItsOwnerMustChooseAPassword) {
  auto& chief = app.client(app.server_operator());
  const auto given =
      chief.submit_from("/accounts/new", "/accounts", {{"email", "nueva@example.org"}, {"name", "Nueva"}, {"lang", "es"}});
  EXPECT_EQ(given.status, 201);
  const auto provisional = between(given, "<code id=\"password\">", "</code>");
  http::TestClient nueva(app.router());
  nueva.submit_from("/sign-in", "/sign-in", {{"email", "nueva@example.org"}, {"password", provisional}});
  EXPECT_EQ(nueva.get("/account").location(), "/account/password");
  const auto done = nueva.submit_from("/account/password", "/account/password",
                                      {{"current", provisional}, {"password", password}, {"again", password}});
  EXPECT_EQ(done.status, 303);
  EXPECT_TRUE(done.location().starts_with("/alliances?")) << "to what they came for: " << done.location();
  EXPECT_EQ(nueva.get("/account").status, 200);
}

TEST_F(Pages, TheOperatorFindsClosesAndReopensAccounts) {
  auto& chief = app.client(app.server_operator());
  const auto list = chief.get("/accounts?q=CLARA");
  EXPECT_TRUE(list.contains("clara@example.org"));
  EXPECT_FALSE(list.contains("operator@example.org"));
  const auto address = "/accounts/" + clara.account.text();
  EXPECT_TRUE(chief.get(address).contains("Dar contraseña provisional"));
  EXPECT_TRUE(chief.get(address + "/disable").contains("¿Desactivar la cuenta de clara?"));
  EXPECT_EQ(chief.submit(address + "/disable", {}).status, 303);
  EXPECT_TRUE(chief.get(address).contains("Desactivada"));
  EXPECT_EQ(chief.submit(address + "/enable", {}).status, 303);
  EXPECT_EQ(chief.submit_from(address + "/reset", address + "/reset", {}).status, 201);
  EXPECT_EQ(chief.submit_from(address, address + "/appoint-operator", {{"reason", "segunda"}}).status, 303);
  EXPECT_TRUE(chief.get(address).contains("Opera el servidor"));
  EXPECT_EQ(chief.submit_from(address, address + "/end-operator", {{"reason", ""}}).status, 422);
  EXPECT_EQ(chief.submit_from(address, address + "/end-operator", {{"reason", "cambio"}}).status, 303);
}

TEST_F(Pages, TheAccountsOfTheServerAreTheOperatorsAlone) {
  const auto address = "/accounts/" + clara.account.text();
  for (const auto& path : {std::string("/accounts"), std::string("/accounts/new"), address, address + "/disable"}) {
    EXPECT_EQ(app.client(clara).get(path).status, 404) << path;
    EXPECT_EQ(app.visitor().get(path).status, 303) << path;
  }
  EXPECT_EQ(app.client(app.server_operator()).get("/accounts/0000000000001").status, 404);
}

class SecondFactorPages : public Pages {
 protected:
  /// The secret as the page spells it, as bytes.
  std::string secret() {
    return app.read(
        [&](db::Tx& tx) { return Result<std::string>(auth::begun_secret(tx, app.site().gate.seal(), clara.account).value()); });
  }
  std::string code(const std::string& of) { return auth::totp::code_at(of, app.clock().now()); }
  /// Enrols Clara; gives the secret.
  std::string enrol() {
    auto& client = app.client(clara);
    client.submit_from(address, address + "/begin", {});
    const auto made = secret();
    codes = client.submit_from(address, address + "/confirm", {{"code", code(made)}});
    app.clock().advance(std::chrono::seconds(60));
    return made;
  }
  http::TestAnswer password_step(http::TestClient& client) {
    return client.submit_from("/sign-in", "/sign-in",
                              {{"email", "clara@example.org"}, {"password", password}, {"next", "/account/tokens"}});
  }
  http::TestAnswer code_step(http::TestClient& client, const http::TestAnswer& asked, const std::string& typed) {
    return client.submit("/sign-in/code", {{"challenge", http::hidden_field(asked.body, "challenge")},
                                           {"next", http::hidden_field(asked.body, "next")},
                                           {"code", typed}});
  }

  const std::string address = "/account/second-factor";
  http::TestAnswer codes;
};

TEST_F(SecondFactorPages, ATelephoneIsEnrolledByQrOrByHandAndTheCodesAreSeenOnce) {
  auto& client = app.client(clara);
  EXPECT_TRUE(client.get(address).contains("Empezar"));
  EXPECT_EQ(client.submit_from(address, address + "/begin", {}).location(), address);
  const auto page = client.get(address);
  EXPECT_TRUE(page.contains("<svg role=\"img\""));
  EXPECT_TRUE(page.contains(auth::totp::spelled(secret())));
  EXPECT_TRUE(page.header("Cache-Control").find("no-store") != std::string::npos);
  const auto wrong = client.submit(address + "/confirm", {{"code", "000000"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("El código no coincide"));
  EXPECT_TRUE(wrong.contains(auth::totp::spelled(secret()))) << "the same one is tried again";
  const auto made = client.submit(address + "/confirm", {{"code", code(secret())}});
  EXPECT_EQ(made.status, 201);
  EXPECT_TRUE(made.contains("no se vuelven a mostrar"));
  const auto after = client.get(address);
  EXPECT_TRUE(after.contains("Le quedan 10 códigos de recuperación sin usar."));
  EXPECT_FALSE(after.contains("<svg role=\"img\""));
}

TEST_F(SecondFactorPages, SigningInAsksForTheCodeAndLeadsOn) {
  const auto made = enrol();
  http::TestClient browser(app.router());
  const auto asked = password_step(browser);
  EXPECT_EQ(asked.status, 200);
  EXPECT_TRUE(asked.contains("autocomplete=\"one-time-code\""));
  EXPECT_EQ(browser.get("/account").status, 303) << "not in yet";
  const auto wrong = code_step(browser, asked, "000000");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("El código no sirve"));
  const auto entered = code_step(browser, asked, code(made));
  EXPECT_EQ(entered.status, 303);
  EXPECT_EQ(entered.location(), "/account/tokens");
  EXPECT_EQ(browser.get("/account").status, 200);
  EXPECT_EQ(browser.get("/sign-in/code").location(), "/sign-in");
}

TEST_F(SecondFactorPages, WrongCodesWaitInWordsAndAnOldQuestionAsksForThePasswordAgain) {
  const auto made = enrol();
  http::TestClient browser(app.router());
  const auto asked = password_step(browser);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(code_step(browser, asked, "000000").status, 422);
  const auto locked = code_step(browser, asked, code(made));
  EXPECT_EQ(locked.status, 429);
  EXPECT_TRUE(locked.contains("Espere 1 minuto"));
  app.clock().advance(std::chrono::minutes(11));
  const auto late = code_step(browser, asked, code(made));
  EXPECT_EQ(late.status, 410);
  EXPECT_TRUE(late.contains("Escriba de nuevo su contraseña"));
  EXPECT_TRUE(late.contains("name=\"password\""));
}

TEST_F(SecondFactorPages, WhoLostTheTelephoneComesInWithARecoveryCodeAndIsToldWhatIsLeft) {
  enrol();
  const auto first = between(codes, "<code>", "<br>");
  ASSERT_EQ(first.size(), 19U) << codes.body;
  http::TestClient browser(app.router());
  const auto entered = code_step(browser, password_step(browser), first);
  ASSERT_EQ(entered.status, 303);
  const auto page = browser.get(entered.location());
  EXPECT_TRUE(page.contains("Entró con un código de recuperación"));
  EXPECT_TRUE(page.contains("Le quedan 9 códigos de recuperación sin usar."));
}

TEST_F(SecondFactorPages, EnrollingEndsTheOtherSessions) {
  http::TestClient other(app.router());
  password_step(other);
  EXPECT_EQ(other.get("/account").status, 200);
  enrol();
  EXPECT_EQ(other.get("/account").status, 303);
  EXPECT_EQ(app.client(clara).get("/account").status, 200);
}

TEST_F(SecondFactorPages, WhatChangesItAsksAgainWhoItIsPasswordAndCode) {
  const auto made = enrol();
  auto& client = app.client(clara);
  app.clock().advance(std::chrono::minutes(11));
  for (const auto* tail : {"/codes", "/off"}) {
    EXPECT_TRUE(client.get(address + tail).location().starts_with("/account/confirm")) << tail;
    EXPECT_EQ(client.submit_from("/account", address + tail, {}).status, 409) << tail;
  }
  EXPECT_TRUE(client.get("/account/confirm").contains("name=\"code\""));
  const auto without = client.submit("/account/confirm", {{"password", password}, {"code", ""}});
  EXPECT_EQ(without.status, 422);
  EXPECT_EQ(client.submit("/account/confirm", {{"password", password}, {"code", code(made)}}).status, 303);
  const auto fresh = client.submit_from(address + "/codes", address + "/codes", {});
  EXPECT_EQ(fresh.status, 201);
  EXPECT_NE(between(fresh, "<code>", "<br>"), between(codes, "<code>", "<br>"));
  EXPECT_EQ(client.submit_from(address + "/off", address + "/off", {}).status, 303);
  EXPECT_TRUE(client.get(address).contains("Empezar"));
  http::TestClient browser(app.router());
  EXPECT_EQ(password_step(browser).status, 303) << "the password is enough again";
}

TEST_F(SecondFactorPages, TheOperatorTakesALostOneAwayWithAReason) {
  enrol();
  auto& chief = app.client(app.server_operator());
  const auto account = "/accounts/" + clara.account.text();
  EXPECT_TRUE(chief.get(account).contains("Con segundo factor"));
  EXPECT_EQ(chief.submit_from(account + "/second-factor", account + "/second-factor", {{"reason", ""}}).status, 422);
  EXPECT_EQ(chief.submit(account + "/second-factor", {{"reason", "perdió su teléfono"}}).status, 303);
  EXPECT_EQ(app.client(clara).get("/account").status, 303) << "her sessions ended";
  EXPECT_FALSE(chief.get(account).contains("Con segundo factor"));
  EXPECT_EQ(chief.submit(account + "/second-factor", {{"reason", "otra vez"}}).status, 409);
  http::TestClient browser(app.router());
  EXPECT_EQ(password_step(browser).status, 303);
}

TEST_F(Pages, EveryPageIsDrawnInBothLanguages) {
  auto& chief = app.client(app.server_operator());
  const auto address = "/accounts/" + clara.account.text();
  for (const auto& path : {std::string("/account"), std::string("/account/password"), std::string("/account/sessions"),
                           std::string("/account/tokens"), std::string("/account/second-factor"), std::string("/accounts"),
                           std::string("/accounts/new"), std::string("/accounts?q=nadie"), address, address + "/reset"}) {
    EXPECT_EQ(chief.get(path).status, 200) << path;
    const auto english = chief.get("/en" + path);
    EXPECT_EQ(english.status, 200) << path;
    EXPECT_TRUE(english.contains("<html lang=\"en\"")) << path;
  }
}

}  // namespace
}  // namespace alianza::accounts
