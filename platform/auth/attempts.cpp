#include "platform/auth/attempts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "platform/audit/digest.h"

namespace alianza::auth {
namespace {

using namespace std::chrono_literals;

struct Rule {
  std::int64_t free;          // failures without a wait
  std::chrono::seconds most;  // the longest wait
};
constexpr Rule email_rule{5, 15min};
constexpr Rule address_rule{30, 60min};
constexpr std::int64_t told_from = 10;
constexpr auto forgotten_after = 24h;

struct Failures {
  std::int64_t failures = 0;
  Instant last_at;
  std::optional<Instant> locked_until;
  static void columns(auto& v, Failures& row) { v(row.failures, row.last_at, row.locked_until); }
};

std::chrono::seconds wait_after(std::int64_t failures, const Rule& rule) {
  if (failures <= rule.free) return 0s;
  const auto doublings = std::min<std::int64_t>(failures - rule.free, 12);
  return std::min(rule.most, std::chrono::seconds(std::int64_t{2} << doublings));
}

Error locked(Instant until, Instant now) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(until - now).count();
  return {Fault::too_many,
          N_("Hubo demasiados intentos seguidos. Espere {1} minuto y vuelva a intentar.",
             "Hubo demasiados intentos seguidos. Espere {1} minutos y vuelva a intentar.", minutes)
              .arg(minutes),
          {}};
}

Failures read(db::Tx& tx, std::string_view subject) {
  auto row = tx.one<Failures>("SELECT failures, last_at, locked_until FROM sign_in_attempts WHERE subject = :subject",
                              {{"subject", subject}});
  return row && tx.now() - row->last_at < forgotten_after ? *row : Failures();
}

void store(db::Tx& tx, std::string_view subject, std::int64_t failures, const Rule& rule) {
  std::optional<Instant> until;
  if (const auto wait = wait_after(failures, rule); wait > 0s) until = tx.now() + wait;
  tx.exec(
      "INSERT INTO sign_in_attempts (subject, failures, last_at, locked_until) VALUES (:subject, :failures, :now, :until) "
      "ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, "
      "locked_until = excluded.locked_until",
      {{"subject", subject}, {"failures", failures}, {"now", tx.now()}, {"until", until}});
}

}  // namespace

std::string network_of(std::string_view address) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(address);
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  std::array<char, INET6_ADDRSTRLEN> out{};
  return ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size()) == nullptr ? text : out.data();
}

namespace {

Result<Attempt> begin(db::Tx& tx, std::string subject, std::string_view address) {
  Attempt attempt;
  attempt.by_email = std::move(subject);
  if (!address.empty()) attempt.by_address = "address:" + network_of(address);
  const auto email = read(tx, attempt.by_email);
  const auto network = attempt.by_address.empty() ? Failures() : read(tx, attempt.by_address);
  const auto until = std::max(email.locked_until.value_or(Instant()), network.locked_until.value_or(Instant()));
  if (until > tx.now()) return fail(locked(until, tx.now()));
  attempt.failures = email.failures + 1;
  store(tx, attempt.by_email, attempt.failures, email_rule);
  if (!attempt.by_address.empty()) store(tx, attempt.by_address, network.failures + 1, address_rule);
  return attempt;
}

}  // namespace

Result<Attempt> begin_attempt(db::Tx& tx, std::string_view email_key, std::string_view address) {
  return begin(tx, "email:" + audit::sha256_hex(email_key), address);
}

Result<Attempt> begin_code_attempt(db::Tx& tx, std::string_view email_key, std::string_view address) {
  return begin(tx, "code:" + audit::sha256_hex(email_key), address);
}

void end_attempt(db::Tx& tx, const Attempt& attempt) {
  tx.exec("DELETE FROM sign_in_attempts WHERE subject = :subject", {{"subject", attempt.by_email}});
  if (attempt.by_address.empty()) return;
  const auto failures = read(tx, attempt.by_address).failures;
  store(tx, attempt.by_address, std::max<std::int64_t>(failures - 1, 0), address_rule);
}

Done refuse_guessing(db::Tx& tx, std::string_view address) {
  if (address.empty()) return {};
  const auto until = read(tx, "link:" + network_of(address)).locked_until.value_or(Instant());
  if (until > tx.now()) return fail(locked(until, tx.now()));
  return {};
}

void count_guess(db::Tx& tx, std::string_view address) {
  if (address.empty()) return;
  const auto subject = "link:" + network_of(address);
  store(tx, subject, read(tx, subject).failures + 1, address_rule);
}

bool locks_now(const Attempt& attempt) { return attempt.failures == told_from; }

}  // namespace alianza::auth
