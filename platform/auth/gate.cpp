#include "platform/auth/gate.h"

#include "platform/audit/digest.h"
#include "platform/auth/identify.h"
#include "platform/auth/later.h"
#include "platform/auth/repeats.h"
#include "platform/auth/revocation.h"
#include "platform/http/csrf.h"
#include "platform/log/log.h"

namespace alianza::auth {
namespace {

using Answer = std::optional<http::Response>;
using Found = std::shared_ptr<Known>;

constexpr std::chrono::seconds wait_for_the_first{10};
constexpr std::string_view token_prefix = "alz_";
constexpr std::size_t secret_length = 43;  // 256 bits as base64url

[[noreturn]] void stop(Fault fault, Message message) { throw http::Abandon{Error{fault, std::move(message), {}}}; }

// The write of this request, from the filter's before to its after.
struct Write {
  RequestKey key;
  Running::Hold hold;
};

bool succeeded(const http::Response& response) { return response.status >= 200 && response.status < 400; }

// A page announces where success leads without its language: the repeated form gets the one it was sent in.
std::string in_language(const http::Request& request, const std::string& location) {
  const bool page = !request.wants_json && request.lang == Lang::en && location.starts_with('/');
  return page && location != "/en" && !location.starts_with("/en/") ? "/en" + location : location;
}

http::Response again(const http::Request& request, const Remembered& before) {
  // The act was kept but not where it led: the program ended in between.
  if (before.location.empty() && before.status == 303)
    stop(Fault::conflict, _("Este envío ya se recibió y se guardó. Búsquelo antes de repetirlo."));
  http::Response response;
  response.status = before.status;
  if (!before.location.empty()) response.set("Location", in_language(request, before.location));
  return response;
}

}  // namespace

struct Gate::State {
  State(const db::Database& database, GateOptions wanted)
      : db(database), options(std::move(wanted)), memory(options.cache_for), later(db), seal(options.seal_key) {}

  // Browsers keep a __Host- cookie only from https and for the whole of this host.
  const char* cookie_name() const { return options.secure_cookie ? "__Host-alianza" : "alianza"; }
  Found identify(http::Request& request);
  Found look_up(std::string_view secret, Via via);
  void touch(Known& known);
  Answer begin_write(http::Request& request);
  void end_write(http::Request& request, const http::Response& response);

  db::Database db;
  GateOptions options;
  IdentityMemory memory;
  Running running;
  Later later;
  Seal seal;
};

Found Gate::State::look_up(std::string_view secret, Via via) {
  const auto hash = audit::sha256_hex(secret);
  const auto now = options.clock->now();
  if (auto known = memory.find(hash)) {
    const bool idle = via == Via::session && now - known->last_used.load() >= options.limits.idle;
    return now >= known->identity.ends || idle ? nullptr : known;
  }
  const auto count = revocation::count();
  const auto today = options.zone.date_of(now);
  auto found = db.read([&](db::Tx& tx) -> Result<std::optional<Identity>> {
    return via == Via::token ? identify_token(tx, hash, now, today) : identify_session(tx, hash, now, today, options.limits);
  });
  if (!found) throw http::Abandon{std::move(found).error()};
  if (!*found) return nullptr;
  auto kept = std::make_shared<Known>(std::move(**found), via == Via::session ? csrf_binding(secret) : std::string());
  memory.keep(hash, kept, count);
  return kept;
}

void Gate::State::touch(Known& known) {
  const auto now = options.clock->now();
  auto before = known.last_used.load();
  if (now - before < options.limits.touch_every || !known.last_used.compare_exchange_strong(before, now)) return;
  if (known.identity.actor.via == Via::token)
    later.add([id = known.identity.id, now](db::Tx& tx) {
      tx.exec("UPDATE access_tokens SET last_used = :now WHERE id = :id", {{"now", now}, {"id", id}});
    });
  else
    later.add([id = known.identity.id, now](db::Tx& tx) {
      tx.exec("UPDATE sessions SET last_seen = :now WHERE id = :id", {{"now", now}, {"id", id}});
    });
}

// A token goes before a cookie: another site can make a browser send the one, not the other.
Found Gate::State::identify(http::Request& request) {
  if (const auto token = request.bearer_token(); !token.empty()) {
    auto found = token.starts_with(token_prefix) ? look_up(token, Via::token) : nullptr;
    if (!found) stop(Fault::unauthenticated, _("La clave de acceso no existe, venció o se revocó."));
    return found;
  }
  const auto secret = request.cookie(cookie_name()).value_or(std::string_view());
  if (secret.size() != secret_length) return nullptr;
  auto found = look_up(secret, Via::session);
  if (found) request.set(http::CsrfBinding{found->csrf});
  return found;
}

Answer Gate::State::begin_write(http::Request& request) {
  const auto& actor = actor_of(request);
  if (http::is_safe(request.method) || !actor) return std::nullopt;
  auto key = read_key(request, actor->account);
  if (!key) throw http::Abandon{std::move(key).error()};
  if (key->key.empty()) return std::nullopt;
  auto hold = running.enter(key->account.text() + " " + key->route + " " + key->key, wait_for_the_first);
  if (!hold) stop(Fault::conflict, _("El mismo envío todavía se está guardando. Espere un momento y mire si ya está."));
  auto before = db.read([&](db::Tx& tx) { return Result<std::optional<Remembered>>(find_remembered(tx, *key)); });
  if (!before) throw http::Abandon{std::move(before).error()};
  if (!*before) {
    request.set(Write{std::move(*key), std::move(hold)});
    return std::nullopt;
  }
  if ((*before)->body_hash != key->body_hash)
    stop(Fault::invalid, _("Este formulario ya se envió con otros datos. Ábralo de nuevo para enviar los nuevos."));
  return again(request, **before);
}

void Gate::State::end_write(http::Request& request, const http::Response& response) {
  auto* write = request.get<Write>();
  if (write == nullptr || write->key.key.empty()) return;
  const auto hold = std::move(write->hold);
  auto& key = write->key;
  if (!succeeded(response)) return;
  // What the page announced is the answer to repeat, also when this one shows a secret that is seen once.
  if (key.remembered && !key.location_stored.empty()) return;
  const bool there = key.remembered;
  key.answer(response.status, std::string(response.get("Location")));
  if (there) return later.add([key, hold](db::Tx& tx) { complete(tx, key); });
  // Another process was first: both acted, neither remembered in its transaction; the first answer stays.
  const Done kept = db.write([&](db::Tx& tx) { return remember(tx, key); });
  if (!kept) log::warning("an answer was not remembered", {{"route", request.route->pattern}});
}

Gate::Gate(const db::Database& db, GateOptions options) : state_(std::make_unique<State>(db, std::move(options))) {}
Gate::~Gate() = default;

http::Filter Gate::actor_filter() {
  return {"actor",
          [this](http::Request& request) -> Answer {
            if (const auto known = state_->identify(request)) {
              state_->touch(*known);
              request.set(MaybeActor(known->identity.actor));
            }
            return std::nullopt;
          },
          [](http::Request& request, http::Response& response) {
            if (response.status == 401 && request.wants_json) response.set("WWW-Authenticate", "Bearer realm=\"alianza\"");
          }};
}

http::Filter Gate::repeat_filter() {
  return {"repeat", [this](http::Request& request) { return state_->begin_write(request); },
          [this](http::Request& request, http::Response& response) { state_->end_write(request, response); }};
}

const SessionLimits& Gate::limits() const { return state_->options.limits; }
const Seal& Gate::seal() const { return state_->seal; }

http::Cookie Gate::cookie(std::string_view secret) const {
  return {state_->cookie_name(), std::string(secret), state_->options.limits.absolute, http::SameSite::lax};
}

http::Cookie Gate::no_cookie() const { return {state_->cookie_name(), {}, std::chrono::seconds(0), http::SameSite::lax}; }

std::string Gate::secret_of(const http::Request& request) const {
  return std::string(request.cookie(state_->cookie_name()).value_or(std::string_view()));
}

void Gate::flush() { state_->later.flush(); }

RequestKey& request_key(http::Request& request) {
  if (auto* write = request.get<Write>()) return write->key;
  return request.set(Write{}).key;
}

std::string csrf_binding(std::string_view secret) { return audit::sha256_hex("csrf " + std::string(secret)); }

}  // namespace alianza::auth
