# alianza_templates(TARGET FOLDER): compiles every FOLDER/*.html to C++ with htmlc and adds it to TARGET. One file per template,
# so an edit costs one small compilation and a link.
function(alianza_templates TARGET FOLDER)
  get_filename_component(folder ${FOLDER} ABSOLUTE)
  file(GLOB pages CONFIGURE_DEPENDS ${folder}/*.html)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/templates/${TARGET})
  file(MAKE_DIRECTORY ${out})
  foreach(page ${pages})
    get_filename_component(name ${page} NAME_WE)
    add_custom_command(
      OUTPUT ${out}/${name}.html.cpp
      COMMAND htmlc ${page} -o ${out}/${name}.html.cpp
      DEPENDS ${page} htmlc
      COMMENT "Template ${name}.html"
      VERBATIM)
    target_sources(${TARGET} PRIVATE ${out}/${name}.html.cpp)
  endforeach()
  if(NOT "${TARGET}" STREQUAL "html")
    target_link_libraries(${TARGET} PUBLIC html)
  endif()
endfunction()
