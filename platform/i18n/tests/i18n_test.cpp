#include "platform/i18n/i18n.h"

#include <gtest/gtest.h>

#include "platform/base/result.h"

namespace alianza::i18n {
namespace {

TEST(Messages, AreTheirOwnSpanish) {
  EXPECT_EQ(text(Lang::es, Error::not_found().message), "Esta página no existe o no le corresponde verla.");
}

TEST(Messages, HaveEnglishFromTheEmbeddedCatalogue) {
  EXPECT_EQ(text(Lang::en, Error::not_found().message), "This page does not exist, or you may not see it.");
}

TEST(Messages, WithoutEnglishStaySpanish) { EXPECT_EQ(text(Lang::en, Message("sin traducir")), "sin traducir"); }

TEST(Messages, TakeArgumentsByNumber) {
  EXPECT_EQ(text(Lang::es, Message("{2} de {1}{3}").arg("a").arg("b")), "b de a{3}");
  EXPECT_EQ(text(Lang::es, Message("{} {x} {0} {")), "{} {x} {0} {");
}

TEST(Messages, ChooseTheFormForTheirCount) {
  EXPECT_EQ(text(Lang::es, N_("hace {1} día", "hace {1} días", 1)), "hace 1 día");
  EXPECT_EQ(text(Lang::en, N_("hace {1} día", "hace {1} días", 0)), "0 days ago");
  EXPECT_EQ(text(Lang::en, N_("hace {1} día", "hace {1} días", 1)), "1 day ago");
}

TEST(Messages, AreResolvedOnceWhenInterned) {
  const auto id = intern("hace {1} día", "hace {1} días");
  EXPECT_EQ(id.text(Lang::es, 1), "hace {1} día");
  EXPECT_EQ(id.text(Lang::en, 7), "{1} days ago");
  EXPECT_EQ(text(Lang::en, intern("hoy")), "today");
}

TEST(Messages, AnEmptyOneIsEmptyNotTheHeaderOfTheCatalogue) {
  EXPECT_EQ(text(Lang::en, Message()), "");
  EXPECT_EQ(text(Lang::en, intern("")), "");
}

}  // namespace
}  // namespace alianza::i18n
