#include "platform/feature/entry.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "platform/auth/revocation.h"

namespace alianza::feature {
namespace {

using Monotonic = std::chrono::steady_clock;

/// Sessions in whose way nothing stood a moment ago. As the gate's memory of identities, and under the same announcements.
class Clear {
 public:
  bool has(std::int64_t session) {
    const std::lock_guard lock(mutex_);
    forget_announced();
    const auto found = until_.find(session);
    return found != until_.end() && Monotonic::now() < found->second;
  }
  /// `count`: revocation::count() before it was asked.
  void keep(std::int64_t session, std::uint64_t count) {
    const std::lock_guard lock(mutex_);
    forget_announced();
    if (count != count_ || !auth::revocation::may_keep()) return;
    if (until_.size() >= most) until_.clear();
    until_[session] = Monotonic::now() + kept_for;
  }

 private:
  static constexpr std::size_t most = 10'000;
  static constexpr std::chrono::seconds kept_for{10};

  void forget_announced() {
    if (const auto count = auth::revocation::count(); count != count_) {
      until_.clear();
      count_ = count;
    }
  }

  std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::unordered_map<std::int64_t, Monotonic::time_point> until_;
};

/// A page that a person opens, and that only signed-in people may see.
bool is_page_of(const http::Request& request, const auth::Actor& actor) {
  if (request.method != http::Method::get || request.wants_json || request.htmx) return false;
  if (actor.via != auth::Via::session || actor.must_change_password) return false;
  const auto target = request.headers.get("Sec-Fetch-Dest");
  if (!target.empty() && target != "document") return false;
  if (request.path == "/account" || request.path.starts_with("/account/")) return false;
  return request.route != nullptr && !request.route->policy.name.starts_with("anyone");
}

}  // namespace

std::optional<http::Url> first_stop(const Site& site, db::Tx& tx, const auth::Actor& actor, const std::string& next) {
  for (const auto& check : site.entry_checks)
    if (auto first = check(tx, actor)) return next.empty() ? std::move(*first) : std::move(*first).with("next", next);
  return std::nullopt;
}

http::Filter entry_filter(const Site& site) {
  return {"entry",
          [&site, clear = std::make_shared<Clear>()](http::Request& request) -> std::optional<http::Response> {
            const auto& actor = auth::actor_of(request);
            if (!actor || !is_page_of(request, *actor) || clear->has(actor->session)) return std::nullopt;
            const auto count = auth::revocation::count();
            auto first = demand(site.db.read(
                [&](db::Tx& tx) -> Result<std::optional<http::Url>> { return first_stop(site, tx, *actor, request.target); }));
            if (first) return http::Response::redirect_see_other(std::move(*first).in(request.lang));
            clear->keep(actor->session, count);
            return std::nullopt;
          },
          {}};
}

}  // namespace alianza::feature
