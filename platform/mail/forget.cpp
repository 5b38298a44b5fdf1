#include "platform/mail/forget.h"

#include "platform/mail/store.h"

namespace alianza::mail {

jobs::Kind forgetting(Retention retention) {
  constexpr std::int64_t slice = 500;
  const auto handler = [retention](jobs::Context& context) -> Done {
    std::int64_t emptied = 0;
    std::int64_t all = 0;
    do {
      TRY(context.go_on());
      emptied = TRY(context.db().write(
          [&](db::Tx& tx) { return store::empty_old(tx, tx.now() - retention.sent, tx.now() - retention.given_up, slice); }));
      context.progress(all += emptied, 0);
    } while (emptied == slice);
    return {};
  };
  return {.name = "mail.forget",
          .handler = handler,
          .policy = {.at_once = 1, .priority = 1000},
          .period = jobs::Period::daily(3 * 60 + 50)};
}

std::vector<Kept> letters_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id) {
  std::vector<Kept> out;
  for (const auto& key : keys)
    for (const auto id : store::ids_to(tx, key, agency_id)) out.push_back(find(tx, id).value());
  return out;
}

void forget_letters_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id) {
  for (const auto& key : keys)
    for (const auto id : store::ids_to(tx, key, agency_id)) store::forget(tx, id);
  for (const auto& key : keys) store::forget_reply_to(tx, key, agency_id);
}

}  // namespace alianza::mail
