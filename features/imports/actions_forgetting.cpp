// What is written slice by slice over all rows of an import, and what is forgotten of imports that nobody touches any more.
#include "features/imports/actions_shared.h"

namespace alianza::imports {
namespace {

constexpr int rows_swept_at_once = 1000;
constexpr int pieces_swept_at_once = 4;
constexpr int imports_at_once = 50;

/// As it is now; nothing when somebody touched it meanwhile, or when it is forgotten.
std::optional<Import> still_forgettable(db::Tx& tx, ImportId id) {
  const auto before = ImportId(id.value() - 1);
  auto found = store::forgettable(tx, tx.now() - cells_kept, tx.now() - unfinished_kept, before, 1);
  if (found.empty() || found.front().id != id) return std::nullopt;
  return std::move(found.front());
}

/// A job that never came back has applied or undone what it has.
State settled(State state) {
  switch (state) {
    case State::applying:
    case State::applied: return State::applied;
    case State::undoing:
    case State::undone: return State::undone;
    default: return State::discarded;
  }
}

Done forget_one(jobs::Context& context, ImportId id) {
  const auto import = TRY(context.db().write([&](db::Tx& tx) -> Result<std::optional<Import>> {
    auto found = still_forgettable(tx, id);
    if (!found || found->forgotten_at) return found;
    found->state = settled(found->state);
    begin_forgetting(tx, *found);
    const auto act = feature::Act::system("imports");
    feature::record(tx, act, about(*found), found->state == State::discarded ? "import.discard" : "import.forget", {});
    return found;
  }));
  return import ? go_on_forgetting(context, *import) : Done();
}

}  // namespace

Done sweep(jobs::Context& context, ImportId id, std::int64_t after, SweepRows rows) {
  for (std::optional<std::int64_t> at = after; at;) {
    TRY(context.go_on());
    at = TRY(context.db().write([&](db::Tx& tx) -> Result<std::optional<std::int64_t>> {
      const auto slice = store::slice(tx, id, *at, rows_swept_at_once);
      const auto upto = slice ? std::optional(slice->upto) : std::nullopt;
      if (slice) rows(tx, *slice);
      store::put_swept_to(tx, id, upto);
      context.save(tx, "{}");
      return upto;
    }));
  }
  return {};
}

Done sweep_pieces(jobs::Context& context, ImportId id) {
  for (std::int64_t dropped = pieces_swept_at_once; dropped == pieces_swept_at_once;) {
    TRY(context.go_on());
    dropped = TRY(context.db().write([&](db::Tx& tx) { return store::drop_pieces(tx, id, pieces_swept_at_once); }));
  }
  return {};
}

void begin_forgetting(db::Tx& tx, Import& import) {
  import.forgotten_at = tx.now();
  import.swept_to = 0;
  // A sheet without heads has its first row there.
  import.heads = {};
  import.columns = {};
  import.meanings = {};
  store::update(tx, import);
}

Done go_on_forgetting(jobs::Context& context, const Import& import) {
  const auto after = import.swept_to.value_or(0);
  TRY(sweep_pieces(context, import.id));
  return sweep(context, import.id, after, import.state == State::discarded ? store::drop_rows : store::empty_rows);
}

Done forget(jobs::Context& context) {
  ImportId after;
  for (;;) {
    const auto found = TRY(context.db().read([&](db::Tx& tx) {
      return store::forgettable(tx, tx.now() - cells_kept, tx.now() - unfinished_kept, after, imports_at_once);
    }));
    if (found.empty()) return {};
    for (const auto& import : found) TRY(forget_one(context, import.id));
    after = found.back().id;
  }
}

}  // namespace alianza::imports
