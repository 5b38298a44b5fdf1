#include "platform/log/log.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "platform/base/result.h"
#include "platform/log/metrics.h"

namespace alianza::log {
namespace {

TEST(Log, ALineIsLogfmtOrJson) {
  const std::string quoted = "dos \"palabras\"\n";
  const RequestScope scope("R1");
  EXPECT_EQ(
      format_line(Format::logfmt, "T", Level::info, "answer", {{"status", 200}, {"text", quoted}, {"ok", true}, {"s", 0.5}}),
      "time=T level=info event=answer request=R1 status=200 text=\"dos \\\"palabras\\\"\\n\" ok=true s=0.5");
  EXPECT_EQ(format_line(Format::json, "T", Level::error, "answer", {{"status", 200}, {"text", quoted}}),
            R"({"time":"T","level":"error","event":"answer","request":"R1","status":200,"text":"dos \"palabras\"\n"})");
}

TEST(Log, ALineStaysOneLineWhateverTheValue) {
  const std::string hostile = "a\r\nlevel=error\x01\x7f=";
  const auto line = format_line(Format::logfmt, "T", Level::info, "e", {{"v", hostile}});
  EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
  EXPECT_NE(line.find("v=\"a\\u000d\\nlevel=error\\u0001\\u007f=\""), std::string::npos);
}

TEST(Log, TheTextOfForeignExceptionsIsNotTold) {
  const auto described = [](auto exception) {
    try {
      throw exception;
    } catch (...) {
      return describe_current_exception();
    }
  };
  EXPECT_EQ(described(std::runtime_error("INSERT ... 'Juana'")), "std::runtime_error");
  EXPECT_EQ(described(Impossible("x > 0")), "alianza::Impossible: x > 0");
}

TEST(Metrics, AreWrittenAsPrometheusReadsThem) {
  auto& counter = metrics::counter("test_total", "Help.", {{"route", "/a\"b"}});
  counter.add(3);
  auto& histogram = metrics::histogram("test_seconds", "Time.");
  histogram.observe(0.002);
  histogram.observe(20);
  metrics::gauge("test_open", "Now.", [] { return 7.0; });
  EXPECT_EQ(&counter, &metrics::counter("test_total", "Help.", {{"route", "/a\"b"}}));
  const auto text = metrics::text();
  for (const auto* line :
       {"# TYPE test_total counter\ntest_total{route=\"/a\\\"b\"} 3\n", "test_seconds_bucket{le=\"0.001\"} 0\n",
        "test_seconds_bucket{le=\"0.0025\"} 1\n", "test_seconds_bucket{le=\"+Inf\"} 2\n", "test_seconds_count 2\n",
        "# TYPE test_open gauge\ntest_open 7\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line;
}

}  // namespace
}  // namespace alianza::log
