#pragma once
// The process of its own in which XLSX and ODS are taken apart, and how the program asks it. Decision 0060: the program starts
// itself again (posix_spawn, for fork is unsafe with threads) with one hidden word; the child shuts itself in before it looks at
// the file.
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/rows.h"
#include "platform/documents/workbook.h"

namespace alianza::documents {

/// The hidden subcommand. main() hands everything to serve_workbook() when it is the first argument.
inline constexpr std::string_view child_word = "read-workbook";

/// The child's whole life: shuts itself in, reads a file from descriptor 0, writes rows to descriptor 1, returns the exit code.
int serve_workbook(const std::vector<std::string_view>& arguments);

/// What is started as the child. By default this program again; tests, which are other programs, name the one that was built.
void set_child_program(std::string path);

struct WorkbookChildLimits {
  std::size_t memory_bytes = std::size_t{1024} * 1024 * 1024;  // of addresses
  int processor_seconds = 20;
  int wall_seconds = 60;  // that the child is waited for; what the taker does with its rows does not count
};

/// Takes from this process all that a reader of sheets does not need, for good. Before the file is looked at. False when any of
/// it failed: then nothing may be read.
bool shut_in(const WorkbookChildLimits& limits);

/// What the child found, in order: the names of all sheets with rows, which of them is read, its rows.
struct ChildTaker {
  std::function<void(std::string)> sheet;
  std::function<void(std::string)> chosen;
  RowTaker row;
};
/// Errors as read_rows().
Done ask_child(SheetFormat format, std::string_view bytes, const ReadOptions& options, const WorkbookChildLimits& limits,
               const ChildTaker& take);

/// The sentence of a refusal.
Error error_of(Refusal refusal, const ReadOptions& options);

}  // namespace alianza::documents
