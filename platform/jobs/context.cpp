#include "platform/jobs/context.h"

#include "platform/jobs/running.h"

namespace alianza::jobs {
namespace {

Error stopped(Stop why) {
  switch (why) {
    case Stop::cancelled: return {Fault::unavailable, _("Se canceló el trabajo."), {}};
    case Stop::late: return {Fault::unavailable, _("El trabajo tardó más de lo permitido."), {}};
    default: return {Fault::unavailable, _("El trabajo se interrumpió y se retomará."), {}};
  }
}

void demand(db::Tx& tx, store::Fenced fenced) {
  if (fenced == store::Fenced::out) tx.abandon(stopped(Stop::lost));
}

}  // namespace

const Job& Context::job() const { return running_.job; }

Done Context::go_on() const {
  if (running_.late()) running_.ask_to_stop(Stop::late);
  const Stop why = running_.stop;
  if (why != Stop::no) return fail(stopped(why));
  return {};
}

void Context::progress(std::int64_t done, std::int64_t total) {
  const std::lock_guard lock(running_.mutex);
  running_.progress.done = done;
  running_.progress.total = total;
}

void Context::phase(const Message& message) {
  const std::lock_guard lock(running_.mutex);
  running_.progress.phase = message.key();
}

void Context::save(db::Tx& tx, std::string_view saved_json) {
  demand(tx, store::save(tx, running_.fence, saved_json, running_.progress_now()));
}

void Context::finish(db::Tx& tx, const Product& product) {
  demand(tx, store::finish(tx, running_.fence, running_.progress_now(), product));
  tx.after_commit([this] { running_.finished = true; });
}

void Context::product(Product product) {
  const std::lock_guard lock(running_.mutex);
  running_.product = std::move(product);
}

}  // namespace alianza::jobs
