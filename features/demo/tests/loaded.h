#pragma once
// The program with both alliances of the demo, loaded once for all tests of a suite; and its pages as a reader gets them.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <string>

#include "features/accounts/feature.h"
#include "features/adherences/feature.h"
#include "features/agencies/feature.h"
#include "features/alliances/feature.h"
#include "features/applications/feature.h"
#include "features/bulletins/feature.h"
#include "features/cadences/feature.h"
#include "features/campaigns/feature.h"
#include "features/committees/feature.h"
#include "features/courses/feature.h"
#include "features/demo/demo.h"
#include "features/demo/feature.h"
#include "features/documents/feature.h"
#include "features/experiences/feature.h"
#include "features/frameworks/feature.h"
#include "features/installations/feature.h"
#include "features/meetings/feature.h"
#include "features/membership/feature.h"
#include "features/minutes/feature.h"
#include "features/opinions/feature.h"
#include "features/organizations/feature.h"
#include "features/portal/feature.h"
#include "features/priorities/feature.h"
#include "features/privacy/feature.h"
#include "features/results/feature.h"
#include "features/surveys/feature.h"
#include "features/terms/feature.h"
#include "features/workplans/feature.h"
#include "platform/test/test_app.h"

namespace alianza::demo {

inline std::vector<const feature::Feature*> every_feature() {
  return {&accounts::manifest,      &membership::manifest,    &agencies::manifest,
          &alliances::manifest,     &privacy::manifest,       &terms::manifest,
          &frameworks::manifest,    &organizations::manifest, &adherences::manifest,
          &campaigns::manifest,     &applications::manifest,  &committees::manifest,
          &meetings::manifest,      &cadences::manifest,      &minutes::manifest,
          &surveys::manifest,       &results::manifest,       &workplans::manifest,
          &installations::manifest, &opinions::manifest,      &priorities::manifest,
          &document::manifest,      &portal::manifest,        &bulletins::manifest,
          &experiences::manifest,   &courses::manifest,       &manifest};
}

/// What a person reads of a page: text without tags, entities undone, runs of space as one.
std::string words_of(const std::string& html);
/// Every HTML page below `root` that links lead to, by its path: "/p/axs", "/p/axs/timeline"…
std::map<std::string, std::string> pages_below(http::TestClient& client, const std::string& root);

class Loaded : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    app_ = std::make_unique<test::TestApp>(every_feature());
    app_->site().entry_checks.clear();  // the notice that everybody reads first is no subject of these tests
    const auto done = load(app_->db(), {7, 60}, [](const std::string&) {});
    ASSERT_TRUE(done) << (done ? "" : done.error().message.key());
  }
  static void TearDownTestSuite() { app_.reset(); }

  static test::TestApp& app() { return *app_; }
  static const std::map<std::string, std::string>& pages(const std::string& root) {
    static std::map<std::string, std::map<std::string, std::string>> kept;
    auto& found = kept[root];
    if (found.empty()) found = pages_below(app_->visitor(), root);
    return found;
  }

 private:
  static inline std::unique_ptr<test::TestApp> app_;
};

}  // namespace alianza::demo
