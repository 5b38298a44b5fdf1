# What every room's CMakeLists.txt uses: alianza_library(), alianza_test(), alianza_fuzz(). PLAIN is for what uses no library.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON) # TRY is a statement expression, a GNU extension that GCC and Clang share
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# Release with asserts of our own (ENSURE never disappears); small debug lines so that a stack trace names its line.
# Each function in a section of its own: app/CMakeLists.txt lays together what runs at the start.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1 -ffunction-sections")
add_compile_options(-Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wno-missing-field-initializers -Werror=return-type)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict) # GCC 12 sees overlaps in std::string that are not there
  add_compile_options(--param=ggc-min-heapsize=400000) # GCC collects its garbage later: 5 % less time for 40 MB more
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options(-Wno-gnu-statement-expression -Wno-missing-braces)
endif()
set(ALIANZA_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined")
if(ALIANZA_SANITIZE)
  add_compile_options(-fsanitize=${ALIANZA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ALIANZA_SANITIZE})
endif()
option(ALIANZA_FUZZ "Build the libFuzzer targets (needs Clang)" OFF)
if(ALIANZA_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
# Objects are shared between clones and runs: paths below the source are taken relative, and a precompiled header counts by its
# .sum (below), for GCC never writes the same one twice.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 CCACHE_ABSSTDERR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_PCH_EXTSUM=1 ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(date REQUIRED)
find_package(tl-expected REQUIRED)
include_directories(${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
# Features are many pages of which each is shown now and then: compiled for size they are 40 % smaller in memory and a fifth sooner
# compiled (docs/decisions/0098). The rooms, which every request walks through, are compiled for speed.
set(ALIANZA_FOR_SIZE -Os)
# A test's own lines run once: neither optimized nor with debug lines they compile in little more than half the time. GoogleTest names
# the line that failed; sanitizers need theirs.
set(ALIANZA_FOR_TESTS -O0)
if(NOT ALIANZA_SANITIZE)
  list(APPEND ALIANZA_FOR_TESTS -g0)
endif()
include(CommonHeaders)
include(Together)

# alianza_library(NAME [PLAIN] [SOURCES ...] [DEPS ...]): a room as a static library; without SOURCES, every .cpp of the folder.
# They are compiled together (cmake/Together.cmake), unless PLAIN.
function(alianza_library NAME)
  cmake_parse_arguments(A "PLAIN" "" "SOURCES;DEPS" ${ARGN})
  if(NOT A_SOURCES)
    file(GLOB A_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  endif()
  add_library(${NAME} STATIC ${A_SOURCES})
  target_link_libraries(${NAME} PUBLIC ${A_DEPS})
  if(NOT A_PLAIN)
    alianza_precompiled(${NAME} common_headers)
    alianza_together(${NAME} room 8 ${A_SOURCES})
    if(ALIANZA_TOGETHER AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${NAME} PRIVATE -Wno-subobject-linkage) # a joined source looks to GCC like a header
    endif()
  endif()
endfunction()

# alianza_test(NAME [PLAIN] DEPS ... [SOURCES ...] [ENGINES] [LABELS ...]): one GoogleTest program from tests/*.cpp of the folder.
# ENGINES registers it twice: once on SQLite and, when ALIANZA_TEST_PG names a server at run time, once on PostgreSQL
# (the program reads ALIANZA_TEST_ENGINE=sqlite|postgres).
function(alianza_test NAME)
  cmake_parse_arguments(A "ENGINES;PLAIN" "" "SOURCES;DEPS;LABELS" ${ARGN})
  if(NOT A_SOURCES)
    file(GLOB A_SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.cpp)
  endif()
  if(NOT A_LABELS)
    set(A_LABELS fast)
  endif()
  add_executable(${NAME} ${A_SOURCES})
  target_link_libraries(${NAME} PRIVATE ${A_DEPS} gtest gmock gtest_main)
  target_compile_options(${NAME} PRIVATE ${ALIANZA_FOR_TESTS})
  if(NOT A_PLAIN)
    alianza_precompiled(${NAME} test_headers)
  endif()
  alianza_together(${NAME} tests 9 ${A_SOURCES})
  add_test(NAME ${NAME} COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${NAME} PROPERTIES LABELS "${A_LABELS}" ENVIRONMENT "ALIANZA_TEST_ENGINE=sqlite")
  if(A_ENGINES)
    add_test(NAME ${NAME}_postgres COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${NAME}_postgres PROPERTIES LABELS "postgres" ENVIRONMENT "ALIANZA_TEST_ENGINE=postgres")
  endif()
endfunction()

# alianza_fuzz(NAME source.cpp DEPS ...): a libFuzzer program, built only with ALIANZA_FUZZ.
function(alianza_fuzz NAME SOURCE)
  cmake_parse_arguments(A "" "" "DEPS" ${ARGN})
  if(ALIANZA_FUZZ)
    add_executable(${NAME} ${SOURCE})
    target_link_libraries(${NAME} PRIVATE ${A_DEPS})
    target_link_options(${NAME} PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()

include(Migrations)
include(Templates)
include(Assets)

# alianza_feature(NAME [USES other features] [DEPS libraries] [ALONE sources] [FAST sources and templates]): a feature's folder: its
# sources, migrations, templates and tests. ALONE names what cannot be compiled together with its neighbours; FAST what the list
# page walks through for each row, compiled for speed (docs/decisions/0098).
# The rooms that every feature may use are linked; what a feature uses of others is also declared in its feature.cpp.
function(alianza_feature NAME)
  cmake_parse_arguments(A "" "" "USES;DEPS;ALONE;FAST" ${ARGN})
  list(TRANSFORM A_USES PREPEND feature_)
  alianza_library(feature_${NAME} PLAIN DEPS ${A_USES} ${A_DEPS} feature html i18n audit auth http db base Boost::json)
  target_compile_options(feature_${NAME} PRIVATE ${ALIANZA_FOR_SIZE})
  alianza_precompiled(feature_${NAME} feature_headers)
  # Pages three to a file: they share half of what they instantiate. Answers of the API share little, each is a file of its own.
  file(GLOB short CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(TRANSFORM A_ALONE PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(REMOVE_ITEM short ${A_ALONE} "")
  set(pages ${short})
  list(FILTER short EXCLUDE REGEX "(pages|api)[^/]*$")
  list(FILTER pages INCLUDE REGEX "pages[^/]*$")
  alianza_together(feature_${NAME} short 8 ${short})
  alianza_together(feature_${NAME} pages 3 ${pages})
  alianza_migrations(feature_${NAME} ${NAME} migrations)
  file(GLOB views CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/views/*.html)
  if(views)
    alianza_templates(feature_${NAME} views)
  endif()
  list(TRANSFORM A_FAST REPLACE "^(.*[.]html)$" "${CMAKE_CURRENT_BINARY_DIR}/templates/feature_${NAME}/\\1.cpp")
  # Neither the precompiled header nor a neighbour may be compiled with other options.
  set_source_files_properties(${A_FAST} PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/*.cpp)
  if(tests)
    # A room of the platform may have the same name (documents): the feature's test then says that it is one.
    set(test ${NAME}_test)
    if(TARGET ${test})
      set(test feature_${test})
    endif()
    alianza_test(${test} DEPS feature_${NAME} test_app ENGINES)
  endif()
endfunction()
include(Templates)
include(Assets)
