#pragma once
// A file that somebody sent, before a survey is made of it.
#include <string>

#include "features/xlsforms/xlsforms.h"
#include "platform/base/time.h"

namespace alianza::xlsforms {

enum class State : std::uint8_t { staged, made, discarded };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

struct Upload {
  XlsformId id;
  AgencyId agency;
  AllianceId alliance;
  State state = State::staged;
  std::string file_name;
  std::string file_hash;  // SHA-256
  documents::Book book;   // empty once it is made or discarded
  SurveyId survey;        // that was made of it
  Instant created_at;
};

}  // namespace alianza::xlsforms
