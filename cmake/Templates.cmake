# alianza_templates(TARGET FOLDER): compiles every FOLDER/*.html to C++ with htmlc and adds it to TARGET. They are compiled
# together (cmake/Together.cmake): what a template says takes a tenth of a second, the headers around it a whole one.
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
    list(APPEND compiled ${out}/${name}.html.cpp)
  endforeach()
  target_sources(${TARGET} PRIVATE ${compiled})
  alianza_together(${TARGET} views 10 ${compiled})
  if(NOT "${TARGET}" STREQUAL "html")
    target_link_libraries(${TARGET} PUBLIC html)
  endif()
endfunction()
