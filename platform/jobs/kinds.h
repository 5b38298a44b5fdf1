#pragma once
// Which kinds of jobs this program can do. Filled while the program starts, then only read.
#include <functional>
#include <string>
#include <vector>

#include "platform/jobs/context.h"
#include "platform/jobs/rules.h"

namespace alianza::jobs {

/// Does the work, in a thread of the workers. A value: it is done. An Error: ending_of() says whether it is tried again; only the
/// key of its message is kept, its arguments may be somebody's. An exception: tried again. It asks Context::go_on() between its
/// steps, at least every few seconds, and ends when that fails.
using Handler = std::function<Done(Context&)>;

struct Kind {
  std::string name;  // "documents.print": the room or feature, then the verb
  Handler handler;
  Policy policy{};
  std::optional<Period> period{};  // the room asks for one in each period, on whichever server sees it first
  Message title{};                 // for who asked for it: "Actas en PDF"
};

/// A server takes only jobs of kinds it knows, so that an older version leaves the newer one's alone.
class Kinds {
 public:
  /// Impossible when the name is taken or the policy makes no sense.
  void add(Kind kind);
  const Kind* find(std::string_view name) const;
  /// By priority, then as they were added.
  const std::vector<Kind>& all() const { return kinds_; }

 private:
  std::vector<Kind> kinds_;
};

}  // namespace alianza::jobs
