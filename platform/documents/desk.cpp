#include "platform/documents/desk.h"

#include <atomic>
#include <utility>

namespace alianza::documents {
namespace {

constexpr int most = 2;

std::atomic<int>& taken() {
  static std::atomic<int> all{0};
  return all;
}

}  // namespace

Result<Desk> Desk::take() {
  int now = taken().load();
  while (now < most)
    if (taken().compare_exchange_weak(now, now + 1)) return Desk();
  return fail({Fault::unavailable, _("Se están preparando otros documentos. Inténtelo de nuevo en unos segundos."), {}});
}

Desk::Desk(Desk&& other) noexcept : is_ours_(std::exchange(other.is_ours_, false)) {}
Desk::~Desk() {
  if (is_ours_) taken().fetch_sub(1);
}

}  // namespace alianza::documents
