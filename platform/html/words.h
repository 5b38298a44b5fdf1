#pragma once
// Words that a widget shows: a message of ours, text of people, or their text in two languages. Not a bare literal: that would
// be a sentence without translation.
#include <string>
#include <utility>
#include <variant>

#include "platform/base/message.h"
#include "platform/base/text.h"

namespace alianza::html {

class Words {
 public:
  Words() = default;
  Words(Message message) : value_(std::move(message)) {}  // NOLINT(google-explicit-constructor)
  Words(std::string text) : value_(std::move(text)) {}    // NOLINT(google-explicit-constructor)
  Words(LocalizedText text) : value_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  Words(const char*) = delete;

  bool empty() const {
    return std::visit([](const auto& v) { return v.empty(); }, value_);
  }
  template <class Visitor>
  void visit(const Visitor& visitor) const {
    std::visit(visitor, value_);
  }
  /// As plain text, for the title of a document or a label put together in C++.
  std::string in(Lang lang) const;

 private:
  std::variant<std::string, Message, LocalizedText> value_;
};

}  // namespace alianza::html
