#include "platform/mail/delivery.h"

#include <boost/json.hpp>
#include <thread>

#include "platform/jobs/jobs.h"
#include "platform/log/log.h"
#include "platform/log/metrics.h"
#include "platform/mail/mail.h"
#include "platform/mail/store.h"

namespace alianza::mail {
namespace {

LetterId letter_of(const jobs::Job& job) {
  const auto payload = boost::json::parse(job.payload_json);
  const auto id = LetterId::parse(std::string_view(payload.at("letter").as_string()));
  ENSURE(id.has_value());
  return *id;
}

/// Whoever began to send it still has its job, in that attempt.
bool is_held(db::Tx& tx, const Kept& kept) {
  const auto job = jobs::find(tx, jobs::JobId(kept.job_id));
  return job && job->state == jobs::State::running && job->attempt == kept.job_attempt;
}

/// Before anything is sent, the database knows that it is being sent, by this attempt. Nothing: there is nothing to send.
Result<std::optional<Kept>> take(jobs::Context& context, LetterId id, const Server& server) {
  const auto address = server.sender.address.text();
  const auto domain = address.substr(address.find('@') + 1);
  return context.db().write([&](db::Tx& tx) -> Result<std::optional<Kept>> {
    context.save(tx, "");  // ends here when the job is not ours any more
    const auto kept = find(tx, id);
    if (!kept) return std::nullopt;
    if (kept->state == State::sending) {
      if (is_held(tx, *kept)) return fail(Error{Fault::conflict, _("El correo se está enviando."), {}});
      store::give_up(tx, id);
      return std::nullopt;
    }
    if (kept->state != State::queued) return std::nullopt;
    store::begin(tx, id, {context.job().id, context.job().attempt}, domain);
    return find(tx, id);
  });
}

Exchange attempt(const jobs::Context& context, const Kept& kept, const Server& server) {
  if (!is_plain(kept.letter.to)) return {Stage::recipient, {553, "address with other than ASCII characters; not sent"}};
  return transmit(server, kept, [&] { return context.go_on().has_value(); });
}

/// What became of it is known now and not again, so it is worth some seconds of waiting for the database.
Done keep(const jobs::Context& context, LetterId id, Outcome outcome, const Reply& reply) {
  constexpr int most_tries = 7;  // 0.1 s, 0.2 s … between them
  Done done;
  for (int i = 0; i < most_tries; ++i) {
    done = context.db().write([&](db::Tx& tx) {
      store::settle(tx, id, {context.job().id, context.job().attempt}, outcome, reply);
    });
    if (done) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds(100 << i));
  }
  return done;
}

void tell(LetterId id, Outcome outcome, const Exchange& exchange) {
  metrics::counter("alianza_mail_attempts_total", "Attempts to send letters, by what became of them.",
                   {{"outcome", std::string(to_text(outcome))}})
      .add();
  if (outcome == Outcome::sent) return;
  log::warning("letter not sent", {{"letter", id.text()}, {"outcome", to_text(outcome)}, {"reply_code", exchange.reply.code}});
}

Done deliver(jobs::Context& context, const Server& server) {
  const auto id = letter_of(context.job());
  const auto kept = TRY(take(context, id, server));
  if (!kept) return {};
  const auto exchange = attempt(context, *kept, server);
  const auto outcome = judge(exchange);
  tell(id, outcome, exchange);
  TRY(keep(context, id, outcome, exchange.reply));
  if (outcome != Outcome::later) return {};
  TRY(context.go_on());  // that it was interrupted is no fault of the mail server
  return fail(Error{Fault::unavailable, _("El servidor de correo no lo aceptó todavía."), {}});
}

/// As deliver(), but the letter goes to nobody.
Done keep_here(jobs::Context& context) {
  const auto id = letter_of(context.job());
  return context.db().write([&](db::Tx& tx) -> Done {
    const auto kept = find(tx, id);
    if (kept && kept->state == State::queued) {
      const store::Holder holder{context.job().id, context.job().attempt};
      store::begin(tx, id, holder, "demo.invalid");
      store::settle(tx, id, holder, Outcome::sent, {});
    }
    context.finish(tx);
    return {};
  });
}

}  // namespace

std::string payload_of(LetterId id) { return R"({"letter":")" + id.text() + R"("})"; }

Result<std::optional<Server>> server_of(const config::Mail& mail) {
  if (mail.server.empty()) return std::nullopt;
  Server server;
  server.url = mail.server;
  server.user = mail.user;
  server.password = mail.password;
  server.sender.address = TRY(Email::parse(mail.from));
  server.sender.name = TRY(Line::parse(mail.from_name));
  if (!is_plain(server.sender.address)) return fail(Error::invalid(_("Escriba un correo como nombre@institucion.mx.")));
  // A password goes out in clear only when the operator said `no`: who sits between could hide that the server offers TLS.
  server.tls = mail.starttls == "no"                              ? Tls::none
               : mail.starttls == "optional" && mail.user.empty() ? Tls::optional
                                                                  : Tls::required;
  return server;
}

jobs::Policy delivery_policy() {
  using std::chrono::seconds;
  // 1, 2, 4 … 64 minutes, then every two hours, of which half is chance: a day and some hours on average.
  return {.attempts = 26, .back_off = seconds(60), .back_off_most = seconds(2 * 3600), .at_once = 2, .priority = 50};
}

jobs::Kind delivering(Server server, jobs::Policy policy) {
  return {std::string(delivery_kind), [server = std::move(server)](jobs::Context& context) { return deliver(context, server); },
          policy};
}

jobs::Kind keeping() { return {std::string(delivery_kind), keep_here, delivery_policy()}; }

void add_delivery(jobs::Kinds& kinds, const config::Mail& mail) {
  auto server = server_of(mail);
  if (!server) {
    log::error("mail is not sent: mail.from or mail.from_name cannot be used; letters wait");
  } else if (!*server) {
    log::warning("mail is not sent: mail.server is empty; letters wait");
  } else {
    kinds.add(delivering(std::move(**server)));
  }
}

}  // namespace alianza::mail
