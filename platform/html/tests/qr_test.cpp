#include "platform/html/qr.h"

#include "platform/html/tests/drawn.h"

namespace alianza::html {
namespace {

TEST(Qr, HasItsThreeEyesInsideAQuietZoneOfFour) {
  const Qr code{"https://alianza.example/check-in/ABCD2345", _("Quién asiste")};
  const auto last = code.modules() - 4 - 7;  // the column and row in which the far eyes begin
  EXPECT_EQ((code.modules() - 8 - 17) % 4, 0) << "versions grow by four modules from twenty-one";
  const auto path = code.path();
  EXPECT_TRUE(path.starts_with("M4 4h7v1h-7z"));
  EXPECT_TRUE(has(path, "M" + std::to_string(last) + " 4h7v1h-7z"));
  EXPECT_TRUE(has(path, "M4 " + std::to_string(last) + "h7v1h-7z"));
  EXPECT_FALSE(has(path, "M" + std::to_string(last) + " " + std::to_string(last) + "h7v1h-7z")) << "the fourth corner has none";
  EXPECT_EQ(code.view_box(), "0 0 " + std::to_string(code.modules()) + " " + std::to_string(code.modules()));
}

TEST(Qr, IsReadAloudByItsTitleAndDrawnDarkOnLight) {
  Out out(Lang::es);
  render(Qr{"HOLA <&>", _("Quién asiste")}, out);
  const auto svg = std::string(Safe(std::move(out)).markup());
  EXPECT_TRUE(has(svg, "role=\"img\""));
  EXPECT_TRUE(has(svg, "<title>"));
  EXPECT_TRUE(has(svg, "fill=\"#fff\""));
  EXPECT_FALSE(has(svg, "HOLA")) << "what the camera reads is not text of the page";
}

TEST(Qr, OfMoreThanFitsIsAMistakeOfOurs) { EXPECT_THROW((Qr{std::string(5000, 'x'), {}}.path()), Impossible); }

}  // namespace
}  // namespace alianza::html
