#include "features/letters/feature.h"

#include "features/letters/pages.h"
#include "features/letters/personal.h"

namespace alianza::letters {
namespace {

void start(feature::Site& site) {
  add_personal(site);
  add_pages(site);
  add_unsubscribe_pages(site);
  if (site.config.demo) add_mailbox_pages(site);
}

}  // namespace

// Its tables are those of platform/mail.
const feature::Feature manifest{
    .name = "letters",
    .uses = {},
    .migrations = {},
    .start = start,
};

}  // namespace alianza::letters
