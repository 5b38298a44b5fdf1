#include "platform/mail/unsubscribe.h"

namespace alianza::mail {

void unsubscribe(db::Tx& tx, std::int64_t agency_id, const Email& email) {
  tx.exec(
      "INSERT INTO mail_unsubscriptions (agency_id, email_folded, since) VALUES (:agency, :email, :now) ON CONFLICT DO NOTHING",
      {{"agency", agency_id}, {"email", email.key()}, {"now", tx.now()}});
}

void subscribe_again(db::Tx& tx, std::int64_t agency_id, const Email& email) {
  tx.exec("DELETE FROM mail_unsubscriptions WHERE agency_id = :agency AND email_folded = :email",
          {{"agency", agency_id}, {"email", email.key()}});
}

bool is_unsubscribed(db::Tx& tx, std::int64_t agency_id, const Email& email) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM mail_unsubscriptions WHERE agency_id = :agency AND email_folded = :email",
                               {{"agency", agency_id}, {"email", email.key()}}) > 0;
}

std::set<std::string> unsubscribed(db::Tx& tx, std::int64_t agency_id) {
  const auto rows =
      tx.all<std::string>("SELECT email_folded FROM mail_unsubscriptions WHERE agency_id = :agency", {{"agency", agency_id}});
  return {rows.begin(), rows.end()};
}

std::vector<Instant> unsubscriptions_of(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id) {
  std::vector<Instant> out;
  for (const auto& key : keys)
    for (const auto& since : tx.all<Instant>("SELECT since FROM mail_unsubscriptions WHERE email_folded = :email AND "
                                             "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
                                             {{"email", key}, {"every", agency_id}, {"agency", agency_id}}))
      out.push_back(since);
  return out;
}

void forget_unsubscriptions(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id) {
  for (const auto& key : keys)
    tx.exec(
        "DELETE FROM mail_unsubscriptions WHERE email_folded = :email AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
        {{"email", key}, {"every", agency_id}, {"agency", agency_id}});
}

}  // namespace alianza::mail
