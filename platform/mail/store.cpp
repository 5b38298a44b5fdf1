#include "platform/mail/store.h"

#include "platform/jobs/jobs.h"
#include "platform/log/metrics.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"

// What Kept::columns reads, in its order. A macro: statements are literals, put together by the compiler.
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define ALIANZA_LETTER_COLUMNS                                                                                         \
  "id, state, agency_id, to_address, to_name, from_name, subject, lang, body_text, body_html, reply_to, unsubscribe, " \
  "is_fleeting, "                                                                                                      \
  "created_at, changed_at, message_id, job_id, job_attempt, tries, reply_code, reply"

namespace alianza::mail {
namespace {

void ask_for_delivery(db::Tx& tx, LetterId id, std::int64_t agency_id) {
  const auto word = id.text();
  jobs::enqueue(tx, {.kind = delivery_kind, .payload_json = payload_of(id), .agency_id = agency_id, .unique_key = word});
}

void tell(db::Tx& tx, LetterId id, State state) {
  tx.publish({std::string(letter_changed), id.value(), R"({"state":")" + std::string(to_text(state)) + R"("})"});
}

}  // namespace

LetterId send(db::Tx& tx, const Letter& letter) {
  ENSURE(!letter.text.empty());
  const auto id = LetterId::make();
  // The random part keeps it unguessable and apart from those of a copy of this database.
  const auto message_id = id.text() + '.' + id_to_text(new_random_id());
  tx.exec(
      "INSERT INTO mail_letters (id, state, agency_id, to_address, to_key, to_name, from_name, subject, lang, body_text, "
      "body_html, "
      "reply_to, unsubscribe, is_fleeting, created_at, changed_at, message_id, job_id, job_attempt, tries, reply_code, reply) "
      "VALUES (:id, "
      "'queued', :agency, :to, :key, :name, :from, :subject, :lang, :text, :html, :reply_to, :unsubscribe, :fleeting, :now, "
      ":now, "
      ":message_id, 0, 0, 0, 0, '')",
      {{"id", id},
       {"agency", letter.agency_id},
       {"to", letter.to},
       {"key", letter.to.key()},
       {"name", letter.to_name},
       {"from", letter.from_name},
       {"subject", letter.subject},
       {"lang", letter.lang},
       {"text", letter.text},
       {"html", letter.html},
       {"reply_to", letter.reply_to},
       {"unsubscribe", letter.unsubscribe},
       {"fleeting", letter.is_fleeting},
       {"now", tx.now()},
       {"message_id", message_id}});
  ask_for_delivery(tx, id, letter.agency_id);
  return id;
}

Done resend(db::Tx& tx, LetterId id) {
  const auto kept = find(tx, id);
  if (!kept) return fail(Error::not_found());
  if (!may_resend(kept->state)) return fail(Error::conflict(_("El correo ya no está en un estado que lo permita.")));
  if (kept->letter.text.empty()) return fail(Error::conflict(_("El texto de este correo ya se borró por su antigüedad.")));
  tx.exec("UPDATE mail_letters SET state = 'queued', changed_at = :now WHERE id = :id", {{"now", tx.now()}, {"id", id}});
  ask_for_delivery(tx, id, kept->letter.agency_id);
  tell(tx, id, State::queued);
  return {};
}

std::optional<Kept> find(db::Tx& tx, LetterId id) {
  return tx.one<Kept>("SELECT " ALIANZA_LETTER_COLUMNS " FROM mail_letters WHERE id = :id", {{"id", id}});
}

std::vector<Kept> in_state(db::Tx& tx, State state, Slice slice) {
  if (slice.before)
    return tx.all<Kept>("SELECT " ALIANZA_LETTER_COLUMNS
                        " FROM mail_letters WHERE state = :state AND id < :before ORDER BY id DESC LIMIT :limit",
                        {{"state", state}, {"before", slice.before}, {"limit", slice.limit}});
  return tx.all<Kept>("SELECT " ALIANZA_LETTER_COLUMNS " FROM mail_letters WHERE state = :state ORDER BY id DESC LIMIT :limit",
                      {{"state", state}, {"limit", slice.limit}});
}

Counts counts(db::Tx& tx) {
  return *tx.one<Counts>(
      "SELECT count(*) FILTER (WHERE state = 'queued'), count(*) FILTER (WHERE state = 'failed'), "
      "count(*) FILTER (WHERE state = 'unsure'), min(created_at) FILTER (WHERE state = 'queued') "
      "FROM mail_letters WHERE state IN ('queued', 'failed', 'unsure')");
}

void register_gauges(const db::Database& db) {
  const auto number = [&db](std::int64_t Counts::*member) {
    return [&db, member]() -> double {
      const auto now = db.read([](db::Tx& tx) { return counts(tx); });
      return now ? static_cast<double>((*now).*member) : -1;
    };
  };
  metrics::gauge("alianza_mail_queued", "Letters that wait to be sent.", number(&Counts::queued));
  metrics::gauge("alianza_mail_failed", "Letters that a server refused for good.", number(&Counts::failed));
  metrics::gauge("alianza_mail_unsure", "Letters of which nobody knows whether they were sent.", number(&Counts::unsure));
}

namespace store {

void begin(db::Tx& tx, LetterId id, Holder holder, std::string_view domain) {
  const auto kept = find(tx, id);
  ENSURE(kept && kept->state == State::queued);
  const bool complete = kept->message_id.find('@') != std::string::npos;
  const auto message_id = complete ? kept->message_id : kept->message_id + '@' + std::string(domain);
  tx.exec(
      "UPDATE mail_letters SET state = 'sending', changed_at = :now, message_id = :message_id, job_id = :job, "
      "job_attempt = :attempt, tries = tries + 1 WHERE id = :id AND state = 'queued'",
      {{"now", tx.now()}, {"message_id", message_id}, {"job", holder.job}, {"attempt", holder.attempt}, {"id", id}});
}

void give_up(db::Tx& tx, LetterId id) {
  const auto changed = tx.exec("UPDATE mail_letters SET state = 'unsure', changed_at = :now WHERE id = :id AND state = 'sending'",
                               {{"now", tx.now()}, {"id", id}});
  if (changed > 0) tell(tx, id, State::unsure);
}

void settle(db::Tx& tx, LetterId id, Holder holder, Outcome outcome, const Reply& reply) {
  const auto state = outcome == Outcome::sent      ? State::sent
                     : outcome == Outcome::refused ? State::failed
                     : outcome == Outcome::later   ? State::queued
                                                   : State::unsure;
  const bool known = outcome == Outcome::sent || outcome == Outcome::refused;
  const auto changed = tx.exec(
      "UPDATE mail_letters SET state = :state, changed_at = :now, reply_code = :code, reply = :reply WHERE id = :id "
      "AND job_id = :job AND job_attempt = :attempt AND state IN ('sending', CAST(:doubted AS TEXT))",
      {{"state", state},
       {"now", tx.now()},
       {"code", reply.code},
       {"reply", reply.text},
       {"id", id},
       {"job", holder.job},
       {"attempt", holder.attempt},
       {"doubted", known ? State::unsure : State::sending}});
  if (changed > 0 && state != State::queued)
    if (const auto kept = find(tx, id); kept && kept->letter.is_fleeting) forget(tx, id);
  // That it waits for another try is no news: it was queued and still is.
  if (changed > 0 && state != State::queued) tell(tx, id, state);
}

std::int64_t empty_old(db::Tx& tx, Instant sent_before, Instant given_up_before, std::int64_t limit) {
  return tx.exec(
      "UPDATE mail_letters SET subject = '', body_text = '', body_html = '', unsubscribe = NULL, forgotten_at = :now WHERE id IN "
      "(SELECT id FROM mail_letters WHERE forgotten_at IS NULL AND ((state IN ('sent', 'bounced') AND changed_at < :sent) OR "
      "(state IN ('failed', 'unsure') AND changed_at < :given_up)) LIMIT :limit)",
      {{"now", tx.now()}, {"sent", sent_before}, {"given_up", given_up_before}, {"limit", limit}});
}

std::vector<LetterId> ids_to(db::Tx& tx, const std::string& key, std::int64_t agency_id) {
  return tx.all<LetterId>(
      "SELECT id FROM mail_letters WHERE to_key = :key AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
      {{"key", key}, {"every", agency_id}, {"agency", agency_id}});
}

void forget(db::Tx& tx, LetterId id) {
  const auto kept = find(tx, id);
  ENSURE(kept.has_value());
  if (kept->state == State::queued) {
    tx.exec("DELETE FROM mail_letters WHERE id = :id", {{"id", id}});
    return;
  }
  if (kept->state == State::sending) {
    tx.exec("UPDATE mail_letters SET is_fleeting = :yes WHERE id = :id", {{"yes", true}, {"id", id}});
    return;
  }
  const auto nobody = Email::parse("borrado-" + id.text() + "@borrado.invalid").value();
  tx.exec(
      "UPDATE mail_letters SET to_address = :to, to_key = :key, to_name = '', subject = '', body_text = '', body_html = '', "
      "reply_to = NULL, unsubscribe = NULL, reply = '', forgotten_at = :now WHERE id = :id",
      {{"to", nobody}, {"key", nobody.key()}, {"now", tx.now()}, {"id", id}});
}

void forget_reply_to(db::Tx& tx, const std::string& key, std::int64_t agency_id) {
  tx.exec(
      "UPDATE mail_letters SET reply_to = NULL WHERE lower(reply_to) = :key AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"key", key}, {"every", agency_id}, {"agency", agency_id}});
}

}  // namespace store
}  // namespace alianza::mail
