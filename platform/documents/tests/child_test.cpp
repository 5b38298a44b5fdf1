#include "platform/documents/child.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>

#include <cerrno>
#include <cstdlib>

#include "platform/documents/desk.h"
#include "platform/documents/paper.h"

namespace alianza::documents {
namespace {

using namespace std::chrono_literals;

Fault fault_of(const Result<std::string>& result) {
  EXPECT_FALSE(result);
  return result ? Fault::invalid : result.error().fault;
}

TEST(Child, GivesBackWhatTheProgramWrites) {
  const std::string large(3'000'000, 'x');
  EXPECT_EQ(run_child({"cat"}, large).value(), large) << "more than a pipe holds, both ways";
  EXPECT_EQ(run_child({"true"}, large).value(), "") << "a program that does not read its input";
}

TEST(Child, OneThatDoesNotEndIsKilledWithItsChildren) {
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(fault_of(run_child({"sh", "-c", "sleep 60 & sleep 60"}, "", {.time = 300ms})), Fault::unavailable);
  EXPECT_EQ(fault_of(run_child({"sh", "-c", "exec >&-; sleep 60"}, "", {.time = 300ms})), Fault::unavailable);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
}

TEST(Child, NoneStaysAsAZombie) {
  EXPECT_EQ(fault_of(run_child({"yes"}, "", {.output = 100'000})), Fault::too_large);
  EXPECT_TRUE(run_child({"true"}, ""));
  EXPECT_EQ(fault_of(run_child({"sleep", "60"}, "", {.time = 100ms})), Fault::unavailable);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD) << "no process of ours is left";
}

TEST(Child, MemoryAndOutputHaveTheirLimits) {
  EXPECT_EQ(fault_of(run_child({"python3", "-c", "x = bytearray(500_000_000); print(len(x))"}, "", {.memory = 200 << 20})),
            Fault::unavailable);
  EXPECT_EQ(fault_of(run_child({"yes"}, "", {.output = 100'000})), Fault::too_large);
}

TEST(Child, AFailureAndAMissingProgramAreSaid) {
  EXPECT_EQ(fault_of(run_child({"false"}, "")), Fault::unavailable);
  const auto missing = run_child({"no-such-program"}, "");
  EXPECT_EQ(fault_of(missing), Fault::unavailable);
  EXPECT_EQ(missing.error().message.args(), std::vector<std::string>{"no-such-program"});
}

TEST(Child, SeesNothingOfOurEnvironment) {
  ::setenv("ALIANZA_SECRET", "marker", 1);
  EXPECT_EQ(run_child({"env"}, "").value().find("marker"), std::string::npos);
}

TEST(Child, IsStartedByItsWholeAddress) {
  const auto folder = std::filesystem::temp_directory_path() / ("alianza-child-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const auto program = folder / "alianza-greeter";
  std::ofstream(program) << "#!/bin/sh\nprintf %s \"$0\"\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_exec, std::filesystem::perm_options::add);
  const std::string before = ::getenv("PATH");
  ::setenv("PATH", (folder.string() + ":" + before).c_str(), 1);
  const auto said = run_child({"alianza-greeter"}, "");
  ::setenv("PATH", before.c_str(), 1);
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(said);
  EXPECT_EQ(*said, program.string());
}

TEST(Child, APaperFetchesNothingFromOutside) {
  ASSERT_TRUE(has_program("weasyprint")) << "tools/setup installs it";
  const auto made =
      pdf({"<html lang=es><head><title>Prueba</title></head><body><h1>Prueba</h1><img alt='' src='file:///etc/passwd'>"
           "<img alt='' src='http://127.0.0.1:9/x.png'></body></html>",
           official_style()});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->substr(0, 5), "%PDF-");
}

TEST(Child, APaperThatFindsNoDeskIsToldSoAtOnceAndTheDesksAreFreeAgain) {
  const Paper paper{"<html lang=es><head><title>Prueba</title></head><body><h1>Prueba</h1></body></html>", {}};
  {
    const auto one = Desk::take();
    auto two = Desk::take();
    ASSERT_TRUE(one);
    ASSERT_TRUE(two);
    const Desk moved = std::move(*two);
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(fault_of(docx(paper)), Fault::unavailable);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 1s) << "no worker sleeps";
  }
  const auto one = Desk::take();
  ASSERT_TRUE(one);
  EXPECT_TRUE(Desk::take()) << "both were given back";
  EXPECT_TRUE(Desk::take()) << "and the one that was held for a moment too";
}

TEST(Child, ADocxIsMadeOfThePage) {
  ASSERT_TRUE(has_program("pandoc")) << "tools/setup installs it";
  const auto made = docx({"<html lang=es><head><title>Prueba</title></head><body><h1>Prueba</h1></body></html>", {}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->substr(0, 2), "PK");
}

}  // namespace
}  // namespace alianza::documents
