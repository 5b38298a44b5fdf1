# Three precompiled headers (docs/decisions/0040): the rooms', the features' and the tests', each with only what nearly all of their
# files read and nobody here edits. Sources go on including what they use; clang-tidy, fuzzing and -DALIANZA_PCH=OFF compile without them.
set(ALIANZA_PCH_DEFAULT OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(ALIANZA_PCH_DEFAULT ON)
endif()
option(ALIANZA_PCH "Precompile the standard headers (clangd cannot read GCC's)" ${ALIANZA_PCH_DEFAULT})

# alianza_precompile(NAME OPTIONS ... DEPS ... HEADERS ...): the precompiled header NAME. It serves only files of the same OPTIONS.
function(alianza_precompile NAME)
  cmake_parse_arguments(A "" "" "OPTIONS;DEPS;HEADERS" ${ARGN})
  set(folder ${CMAKE_BINARY_DIR}/CMakeFiles/${NAME}.dir)
  set(sum ${folder}/cmake_pch.hxx.gch.sum)
  set(definitions "$<TARGET_PROPERTY:${NAME},COMPILE_DEFINITIONS>")
  # What ccache hashes instead of the precompiled file: the text it was made from, the same in every clone.
  add_custom_command(
    OUTPUT ${sum}
    COMMAND ${CMAKE_CXX_COMPILER} -std=gnu++20 ${A_OPTIONS} "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},;-D>>" -w -x c++-header -E -P
            -dD -MD -MF ${sum}.d -MT ${sum} -o text ${folder}/cmake_pch.hxx
    COMMAND ${CMAKE_COMMAND} -E sha256sum text > ${sum}
    WORKING_DIRECTORY ${folder}
    DEPENDS ${folder}/cmake_pch.hxx
    DEPFILE ${sum}.d
    COMMENT "Sum of ${NAME}"
    COMMAND_EXPAND_LISTS VERBATIM)
  file(GENERATE OUTPUT ${folder}/empty.cpp CONTENT "// A target needs a source.\n")
  add_library(${NAME} OBJECT ${folder}/empty.cpp ${sum})
  target_compile_options(${NAME} PRIVATE ${A_OPTIONS})
  target_link_libraries(${NAME} PRIVATE ${A_DEPS})
  target_precompile_headers(${NAME} PRIVATE ${A_HEADERS})
endfunction()

if(ALIANZA_PCH)
  # Precompiled, std::string also gets GCC 12's false alarms that a system header would keep to itself. Clang and UBSan still look.
  add_compile_options(-Wno-stringop-overflow -Wno-array-bounds)
  set(standard <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string> <string_view>
    <utility> <vector> <date/date.h> <tl/expected.hpp>)
  alianza_precompile(common_headers DEPS date::date tl::expected HEADERS ${standard})
  alianza_precompile(feature_headers OPTIONS ${ALIANZA_FOR_SIZE} DEPS date::date tl::expected Boost::json
    HEADERS ${standard} <boost/json.hpp>)
  alianza_precompile(test_headers OPTIONS ${ALIANZA_FOR_TESTS} DEPS date::date tl::expected HEADERS ${standard} <gtest/gtest.h>)
endif()

# alianza_precompiled(TARGET NAME): TARGET reads NAME first.
function(alianza_precompiled TARGET NAME)
  if(ALIANZA_PCH)
    target_precompile_headers(${TARGET} REUSE_FROM ${NAME})
  endif()
endfunction()
