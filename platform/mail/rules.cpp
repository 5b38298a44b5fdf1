#include "platform/mail/rules.h"

#include <array>
#include <utility>

namespace alianza::mail {
namespace {

constexpr std::array<std::pair<State, std::string_view>, 6> state_words = {{{State::queued, "queued"},
                                                                            {State::sending, "sending"},
                                                                            {State::sent, "sent"},
                                                                            {State::failed, "failed"},
                                                                            {State::unsure, "unsure"},
                                                                            {State::bounced, "bounced"}}};

}  // namespace

std::string_view to_text(State state) {
  for (const auto& [value, word] : state_words)
    if (value == state) return word;
  throw Impossible("a state without a word");
}

bool from_text(std::string_view text, State& state) {
  for (const auto& [value, word] : state_words) {
    if (word != text) continue;
    state = value;
    return true;
  }
  return false;
}

std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::sent: return "sent";
    case Outcome::later: return "later";
    case Outcome::refused: return "refused";
    case Outcome::unsure: return "unsure";
  }
  throw Impossible("an outcome without a word");
}

Outcome judge(const Exchange& exchange) {
  const bool refused = exchange.reply.code >= 500 && exchange.reply.code < 600;
  switch (exchange.stage) {
    case Stage::accepted: return Outcome::sent;
    case Stage::greeting: return Outcome::later;
    case Stage::recipient:
    case Stage::content: return refused ? Outcome::refused : Outcome::later;
    case Stage::handed_over:
      if (refused) return Outcome::refused;
      return exchange.reply.code >= 400 ? Outcome::later : Outcome::unsure;
  }
  throw Impossible("a stage without an outcome");
}

bool may_resend(State state) { return state == State::queued || state == State::failed || state == State::unsure; }

}  // namespace alianza::mail
