#include "platform/jobs/keeper.h"

#include <algorithm>

namespace alianza::jobs {
namespace {

std::vector<JobId> ids_of(const Held& held) {
  std::vector<JobId> ids;
  for (const auto& running : held) ids.push_back(running->job.id);
  return ids;
}

void stop_one(const Held& held, const store::Fence& fence, Stop why) {
  for (const auto& running : held)
    if (running->fence == fence) running->ask_to_stop(why);
}

}  // namespace

void Hands::add(std::shared_ptr<Running> running) {
  const std::lock_guard lock(mutex_);
  held_.push_back(std::move(running));
}

void Hands::remove(const Running& running) {
  const std::lock_guard lock(mutex_);
  std::erase_if(held_, [&](const auto& one) { return one.get() == &running; });
}

Held Hands::all() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

std::int64_t Hands::count() const {
  const std::lock_guard lock(mutex_);
  return std::ssize(held_);
}

std::int64_t Hands::count(const Kind& kind) const {
  const std::lock_guard lock(mutex_);
  return std::ranges::count_if(held_, [&](const auto& one) { return &one->kind == &kind; });
}

Keeper::Keeper(db::Database db, const Kinds& kinds, WorkersOptions options)
    : db_(std::move(db)), kinds_(kinds), options_(options), name_(id_to_text(new_random_id())) {}

Done Keeper::beat(const Held& held) {
  Held kept;  // whose time is over is asked to stop and loses its lease
  for (const auto& running : held) {
    if (running->late())
      running->ask_to_stop(Stop::late);
    else
      kept.push_back(running);
  }
  if (kept.empty()) return {};
  const auto ids = ids_of(kept);
  const auto still = TRY(db_.write([&](db::Tx& tx) { return store::prolong(tx, ids, name_, tx.now() + options_.lease); }));
  for (const auto& running : kept)
    if (std::ranges::none_of(still, [&](const auto& one) { return one.fence == running->fence; }))
      running->ask_to_stop(Stop::lost);
  for (const auto& one : still)
    if (one.cancel_asked) stop_one(kept, one.fence, Stop::cancelled);
  return {};
}

Done Keeper::listen(const Held& held) {
  if (held.empty()) return {};
  const auto ids = ids_of(held);
  for (const auto& fence : TRY(db_.read([&](db::Tx& tx) { return store::cancelled(tx, ids); })))
    stop_one(held, fence, Stop::cancelled);
  return {};
}

Done Keeper::keep_progress(const Held& held) {
  std::vector<std::pair<Running*, Progress>> changed;
  for (const auto& running : held) {
    const std::lock_guard lock(running->mutex);
    if (running->progress != running->kept) changed.emplace_back(running.get(), running->progress);
  }
  if (changed.empty()) return {};
  TRY(db_.write([&](db::Tx& tx) -> Done {
    for (const auto& [running, progress] : changed) store::keep_progress(tx, running->fence, progress);
    return {};
  }));
  for (const auto& [running, progress] : changed) {
    const std::lock_guard lock(running->mutex);
    running->kept = progress;
  }
  return {};
}

Done Keeper::tidy() {
  const auto now = TRY(db_.read([](db::Tx& tx) { return tx.now(); }));
  if (!next_period_ || now >= *next_period_) next_period_ = TRY(begin_periods(db_, kinds_)).value_or(now + std::chrono::hours(1));
  return recover(db_, kinds_);
}

Result<std::vector<JobId>> Keeper::candidates(const Hands& hands, std::int64_t room) {
  return db_.read([&](db::Tx& tx) {
    std::vector<JobId> ids;
    for (const auto& kind : kinds_.all()) {
      const auto left = std::min(room - std::ssize(ids), kind.policy.at_once - hands.count(kind));
      if (left <= 0) continue;
      const auto found = store::due(tx, kind.name, left);
      ids.insert(ids.end(), found.begin(), found.end());
    }
    return ids;
  });
}

Result<Keeper::Taken> Keeper::take(const Hands& hands, std::int64_t room) {
  Taken taken;
  const auto ids = TRY(candidates(hands, room));
  if (ids.empty()) return taken;
  auto jobs = TRY(db_.write([&](db::Tx& tx) { return store::claim(tx, ids, name_, tx.now() + options_.lease); }));
  taken.others_took_some = jobs.size() < ids.size();
  for (const auto id : ids) {  // in the order of the candidates
    const auto found = std::ranges::find(jobs, id, &Job::id);
    if (found == jobs.end()) continue;
    const auto* kind = kinds_.find(found->kind);
    ENSURE(kind != nullptr);
    taken.jobs.push_back(std::make_shared<Running>(std::move(*found), *kind));
    found->id = {};
  }
  return taken;
}

}  // namespace alianza::jobs
