# One precompiled header for every room (docs/decisions/0040): only what all of them read and nobody here edits. Sources go on
# including what they use; clang-tidy, fuzzing and -DALIANZA_PCH=OFF compile without it.
set(ALIANZA_PCH_DEFAULT OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(ALIANZA_PCH_DEFAULT ON)
endif()
option(ALIANZA_PCH "Precompile the standard headers (clangd cannot read GCC's)" ${ALIANZA_PCH_DEFAULT})
if(ALIANZA_PCH)
  # Precompiled, std::string also gets GCC 12's false alarms that a system header would keep to itself. Clang and UBSan still look.
  add_compile_options(-Wno-stringop-overflow -Wno-array-bounds)
  set(folder ${CMAKE_BINARY_DIR}/CMakeFiles/common_headers.dir)
  set(sum ${folder}/cmake_pch.hxx.gch.sum)
  set(definitions "$<TARGET_PROPERTY:common_headers,COMPILE_DEFINITIONS>")
  # What ccache hashes instead of the precompiled file: the text it was made from, the same in every clone.
  add_custom_command(
    OUTPUT ${sum}
    COMMAND ${CMAKE_CXX_COMPILER} -std=gnu++20 "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>" -w -x c++-header -E -P -dD
            -MD -MF ${sum}.d -MT ${sum} -o text ${folder}/cmake_pch.hxx
    COMMAND ${CMAKE_COMMAND} -E sha256sum text > ${sum}
    WORKING_DIRECTORY ${folder}
    DEPENDS ${folder}/cmake_pch.hxx
    DEPFILE ${sum}.d
    COMMENT "Sum of the common headers"
    COMMAND_EXPAND_LISTS VERBATIM)
  file(GENERATE OUTPUT ${folder}/empty.cpp CONTENT "// A target needs a source.\n")
  add_library(common_headers OBJECT ${folder}/empty.cpp ${sum})
  target_link_libraries(common_headers PRIVATE date::date tl::expected)
  target_precompile_headers(common_headers PRIVATE
    <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view> <utility>
    <vector> <date/date.h> <tl/expected.hpp>)
endif()

function(alianza_common_headers TARGET)
  if(ALIANZA_PCH)
    target_precompile_headers(${TARGET} REUSE_FROM common_headers)
  endif()
endfunction()
