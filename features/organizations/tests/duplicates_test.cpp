// Of ten thousand organisations a tenth is there twice: how many of these are found, and how many of those found are.
#include <gtest/gtest.h>

#include "features/organizations/tests/planted.h"

namespace alianza::organizations {
namespace {

TEST(PlantedDuplicates, AreFoundAndLittleElse) {
  for (const std::uint32_t seed : {1U, 20261123U}) {
    const auto planted = planted::Generator(seed).make(10'000);
    ASSERT_EQ(planted.profiles.size(), 10'000U);
    ASSERT_EQ(planted.pairs.size(), 1'000U);
    const auto score = planted::score(planted, planted::found(planted.profiles));
    EXPECT_GE(score.recall, 0.98) << seed;
    EXPECT_GE(score.precision, 0.95) << seed;
  }
}

}  // namespace
}  // namespace alianza::organizations
