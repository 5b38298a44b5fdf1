# alianza_migrations(TARGET FEATURE FOLDER): embeds FOLDER/NNNN_words.sql into TARGET, in order of their numbers, as
#   #include "migrations/FEATURE.h"   ->   std::span<const alianza::db::Migration> alianza::migrations::FEATURE();
# NNNN_words.sqlite.sql or NNNN_words.postgres.sql says it for that engine instead. The SQL is checked by the tests, not here.
function(alianza_migrations TARGET FEATURE FOLDER)
  get_filename_component(folder ${FOLDER} ABSOLUTE)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  set(out ${CMAKE_BINARY_DIR}/generated/migrations)
  add_custom_command(
    OUTPUT ${out}/${FEATURE}.cpp ${out}/${FEATURE}.h
    COMMAND ${CMAKE_COMMAND} -DFEATURE=${FEATURE} -DFOLDER=${folder} -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
    COMMENT "Migrations of ${FEATURE}"
    VERBATIM)
  target_sources(${TARGET} PRIVATE ${out}/${FEATURE}.cpp ${out}/${FEATURE}.h)
endfunction()
