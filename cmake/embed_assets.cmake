# Run by alianza_embed_assets(): writes OUT, a C++ file that takes DIST's files in by the assembler's .incbin (no copy as text,
# nothing for the compiler to read) and registers them.
cmake_minimum_required(VERSION 3.25)
set(assembler "")
set(declarations "")
set(entries "")
set(count 0)

# A symbol pair for FILE, and the expression of its bytes; an empty view when the file is not there.
macro(embed result file)
  if(EXISTS ${file})
    math(EXPR count "${count} + 1")
    set(name "alianza_asset_${count}")
    string(APPEND assembler
      "    \"${name}: .incbin \\\"${file}\\\"\\n${name}_end: .byte 0\\n\"\n")
    string(APPEND declarations "extern \"C\" const char ${name}[];\nextern \"C\" const char ${name}_end[];\n")
    set(${result} "std::string_view(${name}, static_cast<std::size_t>(${name}_end - ${name}))")
  else()
    set(${result} "std::string_view()")
  endif()
endmacro()

file(READ ${DIST}/manifest.txt text)
string(REPLACE ";" "<semicolon>" text "${text}") # CMake's lists are text with semicolons, and so are media types
string(REPLACE "\n" ";" lines "${text}")
list(REMOVE_ITEM lines "")
foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([^\t]+)\t([^\t]+)\t([^\t]+)$")
    message(FATAL_ERROR "${DIST}/manifest.txt: three fields separated by tabs were expected: ${line}")
  endif()
  set(logical ${CMAKE_MATCH_1})
  set(file ${CMAKE_MATCH_2})
  string(REPLACE "<semicolon>" "; " type "${CMAKE_MATCH_3}")
  string(REPLACE ";  " "; " type "${type}")
  if(NOT EXISTS ${DIST}/${file})
    message(FATAL_ERROR "${DIST}/manifest.txt names ${file}, which is not there")
  endif()
  embed(bytes ${DIST}/${file})
  embed(br ${DIST}/${file}.br)
  embed(gzip ${DIST}/${file}.gz)
  string(APPEND entries "      {\"${logical}\", \"${file}\", \"${type}\", ${bytes},\n       ${br}, ${gzip}},\n")
endforeach()

if(entries)
  file(WRITE ${OUT} "// Made by cmake/embed_assets.cmake.
#include \"platform/http/assets.h\"

__asm__(
    \".pushsection .rodata\\n\"
${assembler}    \".popsection\\n\");
${declarations}
namespace {
const bool registered = [] {
  static const alianza::http::Asset list[] = {
${entries}  };
  alianza::http::register_assets(list);
  return true;
}();
}  // namespace
")
else()
  file(WRITE ${OUT} "// Made by cmake/embed_assets.cmake: there are no assets.\n")
endif()
