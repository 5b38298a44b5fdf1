#pragma once
// Writing the values of an answer: for the files of the store.
#include "features/surveys/store.h"

namespace alianza::surveys::store {

/// Whose values they are; `standing`: draft, current.
struct ValueOwner {
  const Survey& survey;
  ResponseId response;
  std::int64_t edition = 0;
  const char* standing = "";
};
void insert_value(db::Tx& tx, const ValueOwner& row, const std::string& question, const Value& value);

}  // namespace alianza::surveys::store
