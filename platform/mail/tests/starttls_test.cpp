// STARTTLS with a mail server that is not ours (aiosmtpd): demanded by the configuration, and refused when who answers cannot
// prove who they are.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <stdexcept>

#include "platform/mail/tests/desk.h"

namespace alianza::mail {
namespace {

namespace fs = std::filesystem;

/// A program whose output is read line by line; it ends with this object.
class Child {
 public:
  explicit Child(std::vector<std::string> words) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      std::vector<char*> argv;
      for (auto& word : words) argv.push_back(word.data());
      argv.push_back(nullptr);
      ::execvp(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    out_ = ::fdopen(ends[0], "r");
  }
  ~Child() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    ::fclose(out_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  /// Without its end; empty when the program has ended.
  std::string line() {
    char text[512] = {};
    if (::fgets(text, sizeof text, out_) == nullptr) return {};
    std::string out(text);
    while (out.ends_with('\n')) out.pop_back();
    return out;
  }

 private:
  pid_t pid_ = -1;
  FILE* out_ = nullptr;
};

bool runs(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }

class StartTls : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(runs("/usr/bin/python3 -c 'import aiosmtpd'") && runs("openssl version"))
        << "needs python3-aiosmtpd and openssl: tools/setup test";
    folder = fs::temp_directory_path() / ("alianza-starttls-" + std::to_string(::getpid()));
    fs::create_directories(folder);
  }
  void TearDown() override {
    if (!folder.empty()) fs::remove_all(folder);
  }
  /// A certificate that vouches for itself; gives its path. Its key lies beside it.
  std::string certificate(const std::string& name, const std::string& whose) {
    const auto path = (folder / name).string();
    EXPECT_TRUE(
        runs("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=prueba -addext "
             "subjectAltName=" +
             whose + " -keyout " + path + ".key -out " + path));
    return path;
  }
  static std::vector<std::string> words(const std::string& certificate) {
    std::vector<std::string> out{"/usr/bin/python3", "platform/mail/tests/starttls_server.py"};
    if (!certificate.empty()) out.insert(out.end(), {certificate, certificate + ".key"});
    return out;
  }
  static Server demanding(Child& child) {
    auto server = server_at("smtp://127.0.0.1:" + child.line() + "/prueba.local");
    server.tls = Tls::required;
    server.answer = std::chrono::seconds(5);
    return server;
  }
  static Kept letter() {
    Kept kept;
    kept.id = LetterId::make();
    kept.letter = invitation();
    kept.message_id = "prueba@alianza.mx";
    return kept;
  }
  static Exchange send_to(const Server& server) {
    return transmit(server, letter(), [] { return true; });
  }

  fs::path folder;
};

TEST_F(StartTls, ALetterLeavesInsideTlsWhenTheCertificateIsTrusted) {
  const auto good = certificate("good", "IP:127.0.0.1");
  Child child(words(good));
  auto server = demanding(child);
  server.authorities = good;
  const auto exchange = send_to(server);
  EXPECT_EQ(exchange.stage, Stage::accepted) << exchange.reply.text;
  EXPECT_EQ(judge(exchange), Outcome::sent);
  const auto taken = child.line();
  EXPECT_TRUE(taken.starts_with("TLSv1.")) << taken;
  EXPECT_TRUE(taken.ends_with("Invitación")) << taken;
}

TEST_F(StartTls, ACertificateOfNobodyWeKnowIsRefusedAndNothingIsSaid) {
  Child child(words(certificate("unknown", "IP:127.0.0.1")));
  const auto exchange = send_to(demanding(child));
  EXPECT_EQ(exchange.stage, Stage::greeting) << "no recipient, no content";
  EXPECT_EQ(judge(exchange), Outcome::later);
  EXPECT_EQ(exchange.reply.code, 0) << "not what the server said before: " << exchange.reply.text;
  EXPECT_TRUE(exchange.reply.text.starts_with(untrusted)) << exchange.reply.text;
}

TEST_F(StartTls, ACertificateOfAnotherNameIsRefused) {
  const auto other = certificate("other", "DNS:otro.example");
  Child child(words(other));
  auto server = demanding(child);
  server.authorities = other;
  const auto exchange = send_to(server);
  EXPECT_EQ(judge(exchange), Outcome::later);
  EXPECT_TRUE(exchange.reply.text.starts_with(untrusted)) << exchange.reply.text;
}

TEST_F(StartTls, AServerThatOffersNoneIsRefusedWhenItIsDemandedAndTakesTheLetterWhenNot) {
  Child child(words(""));
  auto server = demanding(child);
  const auto exchange = send_to(server);
  EXPECT_EQ(exchange.stage, Stage::greeting);
  EXPECT_EQ(judge(exchange), Outcome::later);
  EXPECT_EQ(exchange.reply.text, no_encryption);
  server.tls = Tls::optional;
  EXPECT_EQ(judge(send_to(server)), Outcome::sent);
  EXPECT_EQ(child.line(), "clear Invitación");
}

}  // namespace
}  // namespace alianza::mail
