#pragma once
// For the tests of what must survive kill -9: the same test program again, as a process of its own.
#include <sys/types.h>

#include <string>
#include <vector>

namespace alianza::test {

/// Starts this program with only the tests that `filter` names, disabled ones too, and `more` ("NAME=value") in its environment.
/// Impossible when it cannot be started.
pid_t start_child(const std::string& filter, std::vector<std::string> more);
/// kill -9, and waits for the end; false when it had ended by itself.
bool kill_child(pid_t child);

}  // namespace alianza::test
