# Writes the bytes of IN as a C++ array: OUT defines alianza::i18n::embedded_english().
file(READ ${IN} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "#include \"platform/i18n/catalogue.h\"
namespace alianza::i18n {
static const unsigned char bytes[] = {
${bytes}};
std::string_view embedded_english() { return {reinterpret_cast<const char*>(bytes), sizeof bytes}; }
}  // namespace alianza::i18n
")
