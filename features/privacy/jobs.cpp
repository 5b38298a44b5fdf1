#include "features/privacy/jobs.h"

#include "features/privacy/actions.h"
#include "platform/search/search.h"

namespace alianza::privacy {

jobs::Kind purging() {
  const auto handler = [](jobs::Context& context) -> Done {
    TRY(context.go_on());
    TRY(context.db().write([](db::Tx& tx) { search::purge(tx); }));
    TRY(context.go_on());
    return context.db().purge();
  };
  return {.name = std::string(purge_kind), .handler = handler, .policy = {.at_once = 1, .priority = 500}};
}

}  // namespace alianza::privacy
