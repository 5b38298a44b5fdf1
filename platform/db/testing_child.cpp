#include "platform/db/testing_child.h"

#include <spawn.h>
#include <sys/wait.h>

#include <csignal>

#include "platform/base/result.h"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace alianza::test {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  return out;
}

}  // namespace

pid_t start_child(const std::string& filter, std::vector<std::string> more) {
  std::vector<std::string> words{"child", "--gtest_filter=" + filter, "--gtest_also_run_disabled_tests", "--gtest_brief=1"};
  auto arguments = pointers(words);
  arguments.push_back(nullptr);
  auto environment = pointers(more);
  for (char** e = environ; *e != nullptr; ++e) environment.push_back(*e);
  environment.push_back(nullptr);
  pid_t child = 0;
  ENSURE(posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, arguments.data(), environment.data()) == 0);
  return child;
}

bool kill_child(pid_t child) {
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

}  // namespace alianza::test
