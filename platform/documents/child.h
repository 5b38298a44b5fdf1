#pragma once
// One program beside ours: fed, read and ended within limits. For converters of documents (docs/decisions/0070-paper.md).
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/result.h"

namespace alianza::documents {

struct ChildLimits {
  std::chrono::milliseconds time{20'000};          // then it is killed, with its children
  std::int64_t memory = std::int64_t{1024} << 20;  // bytes of address space
  std::size_t output = std::size_t{20} << 20;      // bytes
};

/// Runs `argv` (found in PATH), gives it `input` and returns what it writes. It has no terminal, a bare environment, no open
/// files of ours and, where the system allows it (user namespaces), no network at all. Its complaints are dropped: they may quote
/// a document. Errors: unavailable (there is no such program, it took too long, it ended badly), too_large (it wrote more than
/// allowed).
Result<std::string> run_child(const std::vector<std::string>& argv, std::string_view input, const ChildLimits& limits = {});

/// Whether PATH has a program of that name.
bool has_program(const std::string& name);
/// What to say when it is missing: unavailable, with its name.
Error missing_program(const std::string& name);

}  // namespace alianza::documents
