#pragma once
// Expected failure is a value, surprise is an exception, impossibility is ENSURE (docs/architecture.md).
#include <stdexcept>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "platform/base/message.h"

namespace alianza {

/// What kind of failure: decides the HTTP status (platform/http/faults.h has the one table) and how a form answers.
enum class Fault {
  invalid,          // the input breaks a rule; the form is drawn again with what was typed (422)
  unauthenticated,  // nobody is signed in (401, or the sign-in page)
  forbidden,        // signed in, not allowed to know more than that (403)
  not_found,        // absent, or not for this person: the same answer (404)
  conflict,         // somebody else changed it first, or it exists already (409)
  gone,             // a link that was valid once (410)
  too_large,        // more than a limit allows (413)
  too_many,         // too often; comes with a delay (429)
  unavailable,      // a part we depend on does not answer; nothing was changed (503)
  unsure,           // the connection was lost while committing: it may or may not have been stored (500, told as such)
};

/// One sentence at one field of a form or one property of a JSON body.
struct FieldError {
  std::string field;
  Message message;
};

struct Error {
  Fault fault = Fault::invalid;
  Message message;
  std::vector<FieldError> fields;

  static Error invalid(Message m) { return {Fault::invalid, std::move(m), {}}; }
  static Error field(std::string name, Message m) {
    Error e{Fault::invalid, Message("Revise los datos marcados."), {}};
    e.fields.push_back({std::move(name), std::move(m)});
    return e;
  }
  static Error not_found() { return {Fault::not_found, Message("Esta página no existe o no le corresponde verla."), {}}; }
  static Error forbidden() { return {Fault::forbidden, Message("Su papel en la alianza no permite este acto."), {}}; }
  static Error unauthenticated() { return {Fault::unauthenticated, Message("Entre con su cuenta para seguir."), {}}; }
  static Error conflict(Message m) { return {Fault::conflict, std::move(m), {}}; }
};

template <class T>
using Result = tl::expected<T, Error>;
using Done = Result<void>;

inline tl::unexpected<Error> fail(Error e) { return tl::unexpected<Error>(std::move(e)); }

/// Thrown when the program contradicts itself. Caught once per request or job; it never carries a person's data.
class Impossible : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace alianza

/// `auto x = TRY(make());` gives the value or returns the failure to the caller.
#define TRY(...) ALIANZA_TRY_NUMBERED(__COUNTER__, __VA_ARGS__)
// The number keeps a TRY inside the expression of another apart; it takes one step more to be read before it is pasted.
#define ALIANZA_TRY_NUMBERED(number, ...) ALIANZA_TRY_NAMED(number, __VA_ARGS__)
#define ALIANZA_TRY_NAMED(number, ...)                                \
  ({                                                                  \
    auto try_result_##number = (__VA_ARGS__);                         \
    if (!try_result_##number) {                                       \
      return ::alianza::fail(std::move(try_result_##number).error()); \
    }                                                                 \
    ::alianza::detail::take(std::move(try_result_##number));          \
  })

#define ENSURE(condition)                                                                       \
  do {                                                                                          \
    if (!(condition)) throw ::alianza::Impossible("impossible: " #condition " (" __FILE__ ")"); \
  } while (false)

namespace alianza::detail {
template <class T>
T take(tl::expected<T, Error>&& r) {
  return std::move(*r);
}
inline void take(tl::expected<void, Error>&&) {}
}  // namespace alianza::detail
