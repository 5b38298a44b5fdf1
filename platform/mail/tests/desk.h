#pragma once
// What the tests of delivery share: an outbox, a mail server and the job between them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migrations/jobs.h"
#include "migrations/mail.h"
#include "platform/db/testing.h"
#include "platform/jobs/jobs.h"
#include "platform/jobs/workers.h"
#include "platform/mail/delivery.h"
#include "platform/mail/mail.h"
#include "platform/mail/tests/post.h"

namespace alianza::mail {

inline std::vector<db::Migration> desk_migrations() {
  std::vector<db::Migration> all(migrations::jobs().begin(), migrations::jobs().end());
  all.insert(all.end(), migrations::mail().begin(), migrations::mail().end());
  return all;
}

inline Line line(std::string_view text) { return Line::parse(text).value(); }
inline Email email(std::string_view text) { return Email::parse(text).value(); }

inline Letter invitation() {
  return {.to = email("jose.nunez@ejemplo.mx"), .to_name = line("José Núñez"), .subject = line("Invitación"), .text = "Hola.\n"};
}

inline Server server_at(const std::string& url) {
  Server server;
  server.url = url;
  server.tls = Tls::none;
  server.sender = {email("avisos@alianza.mx"), line("Alianza por el Árbol")};
  server.connect = std::chrono::seconds(5);
  server.answer = std::chrono::seconds(1);
  server.whole = std::chrono::seconds(20);
  return server;
}

/// The value of a header in a message as it was taken.
inline std::string header(const std::string& content, const std::string& name) {
  const auto begin = ("\r\n" + content).find("\r\n" + name + ": ");
  if (begin == std::string::npos) return "";
  const auto from = begin + name.size() + 2;
  return content.substr(from, content.find("\r\n", from) - from);
}

class Desk : public testing::Test {
 protected:
  static inline const std::vector<db::Migration> steps = desk_migrations();
  test::Scratch scratch{steps};
  db::Database& db = scratch.db();
  PostOffice post;
  jobs::Kinds kinds;

  Desk() { kinds.add(delivering(server_at(post.url()))); }

  LetterId send_letter(const Letter& letter = invitation()) {
    return db.write([&](db::Tx& tx) { return send(tx, letter); }).value();
  }
  Kept kept(LetterId id) {
    return db.read([&](db::Tx& tx) { return *find(tx, id); }).value();
  }
  State state(LetterId id) { return kept(id).state; }
  Done send_again(LetterId id) {
    return db.write([&](db::Tx& tx) { return resend(tx, id); });
  }
  int run_all() { return jobs::run_due(db, kinds).value(); }
  /// Longer than any wait between two tries.
  void pass() { scratch.clock().advance(std::chrono::hours(3)); }
  std::int64_t number(const char* sql) {
    return db.read([&](db::Tx& tx) { return *tx.one<std::int64_t>(sql); }).value();
  }
};

}  // namespace alianza::mail
