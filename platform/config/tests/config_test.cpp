#include "platform/config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace alianza::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string spanish(const Message& message) {
  std::string text = message.key();
  for (std::size_t i = 0; i < message.args().size(); ++i) {
    const auto hole = "{" + std::to_string(i + 1) + "}";
    text.replace(text.find(hole), hole.size(), message.args()[i]);
  }
  return text;
}

std::vector<std::string> problems_of(const Loaded& loaded) {
  std::vector<std::string> list;
  for (const auto& problem : loaded.problems) list.push_back(problem.where + " " + spanish(problem.message));
  return list;
}

TEST(Config, ReadsSectionsCommentsListsAndQuotes) {
  const auto loaded = parse(
      "\xef\xbb\xbf# comentario\r\n\n[server]\nlisten = 127.0.0.1:80 , [::1]:80\n  workers=4\nsecure_cookies = "
      "yes\n[mail]\npassword = \" a = # b \"\n",
      "f", {});
  EXPECT_THAT(problems_of(loaded), ElementsAre());
  EXPECT_THAT(loaded.config.server.listen, ElementsAre("127.0.0.1:80", "[::1]:80"));
  EXPECT_EQ(loaded.config.server.workers, 4);
  EXPECT_TRUE(loaded.config.server.secure_cookies);
  EXPECT_EQ(loaded.config.mail.password, " a = # b ");
  EXPECT_EQ(loaded.config.database.url, "sqlite:var/alianza.db");
}

TEST(Config, TellsEveryProblemWithItsPlace) {
  const auto loaded = parse(
      "x = 1\n[server\n[server]\nlisen = a\nworkers = 0\nworkers = many\nthreads = 2\nthreads = 3\nnonsense\n[log]\nlevel = "
      "loud\n\xff\n[zzz]\nqqqqqqqq = 1\n",
      "f", {});
  EXPECT_THAT(problems_of(loaded),
              ElementsAre("f:1 Antes de la primera clave va una [sección], por ejemplo [server].",
                          "f:2 Una sección se escribe [nombre], en minúsculas.",
                          "f:4 No hay ningún ajuste «server.lisen». ¿Quiso decir «server.listen»?",
                          "f:5 Escriba un número entero de 1 a 1024.", "f:6 «server.workers» está dos veces.",
                          "f:8 «server.threads» está dos veces.", "f:9 Se esperaba «clave = valor», [sección] o # comentario.",
                          "f:11 «loud» no es uno de: debug, info, warning, error.", "f:12 La línea no es texto UTF-8 válido.",
                          "f:14 No hay ningún ajuste «zzz.qqqqqqqq»."));
}

TEST(Config, TheEnvironmentGoesBeforeTheFile) {
  const auto loaded =
      parse("[server]\nworkers = 4\n", "f", {{"ALIANZA_SERVER_WORKERS", "5"}, {"ALIANZA_DATABASE_URL", "sqlite:x.db"}});
  EXPECT_THAT(problems_of(loaded), ElementsAre());
  EXPECT_EQ(loaded.config.server.workers, 5);
  EXPECT_EQ(loaded.config.database.url, "sqlite:x.db");
}

TEST(Config, AMisspeltVariableIsAProblemToo) {
  const auto loaded =
      parse("", "f", {{"ALIANZA_SERVER_WORKER", "5"}, {"ALIANZA_SERVER_THREADS", "-1"}, {"ALIANZA_TEST_PG", "x"}});
  EXPECT_THAT(
      problems_of(loaded),
      ElementsAre("ALIANZA_SERVER_THREADS Escriba un número entero de 0 a 256.",
                  "ALIANZA_SERVER_WORKER No hay ningún ajuste «ALIANZA_SERVER_WORKER». ¿Quiso decir «ALIANZA_SERVER_WORKERS»?"));
}

TEST(Config, SettingsThatContradictEachOtherAreTold) {
  const auto loaded = parse("[server]\nlisten =\nsecure_cookies = yes\npublic_url = http://a.example\n", "f", {});
  ASSERT_EQ(loaded.problems.size(), 2U);
  EXPECT_THAT(problems_of(loaded)[1], HasSubstr("https"));
  EXPECT_EQ(parse("[server]\npublic_url = https://a.example/x\n", "f", {}).problems.size(), 1U);
}

TEST(Config, AFileThatIsNotThereIsAProblem) {
  EXPECT_THAT(problems_of(load("/nonexistent/alianza.conf", {})), ElementsAre(HasSubstr("No se puede leer")));
}

TEST(Config, TheExampleFileIsCompleteAndChangesNothing) {
  const auto made = example(spanish);
  std::ifstream file("deploy/alianza.conf.example");
  const std::string shipped{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (std::getenv("ALIANZA_TEST_UPDATE") != nullptr)
    std::ofstream("deploy/alianza.conf.example") << made;
  else
    EXPECT_EQ(shipped, made) << "ALIANZA_TEST_UPDATE=1 writes it anew";
  EXPECT_THAT(problems_of(parse(made, "f", {})), ElementsAre());
  // With every # before a key taken off it says the defaults.
  std::string all;
  for (std::size_t at = 0; at < made.size(); ++at)
    if (!(made[at] == '#' && at + 1 < made.size() && made[at + 1] != ' ')) all += made[at];
  const auto loaded = parse(all, "f", {});
  EXPECT_THAT(problems_of(loaded), ElementsAre());
  EXPECT_EQ(loaded.config.server.listen, Config().server.listen);
  for (const auto& key : keys()) EXPECT_THAT(all, HasSubstr("\n" + key.substr(key.find('.') + 1) + " =")) << key;
}

}  // namespace
}  // namespace alianza::config
