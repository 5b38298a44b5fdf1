# alianza_embed_assets(TARGET DIST): the files named in DIST/manifest.txt as an object library. Whoever links TARGET serves them
# (platform/http/assets.h). manifest.txt: logical name, file, media type, separated by tabs; FILE.br and FILE.gz are taken
# when they are there.
set(ALIANZA_ASSETS_FOLDER ${CMAKE_CURRENT_LIST_DIR})
find_program(NODE NAMES node nodejs)
function(alianza_embed_assets TARGET DIST)
  get_filename_component(dist ${DIST} ABSOLUTE)
  set(out ${CMAKE_BINARY_DIR}/generated/${TARGET}.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DDIST=${dist} -DOUT=${out} -P ${ALIANZA_ASSETS_FOLDER}/embed_assets.cmake
    DEPENDS ${dist}/manifest.txt ${ALIANZA_ASSETS_FOLDER}/embed_assets.cmake
    COMMENT "Assets into the program"
    VERBATIM)
  add_library(${TARGET} OBJECT ${out})
  target_link_libraries(${TARGET} PUBLIC http)
  alianza_precompiled(${TARGET} common_headers)
endfunction()

# alianza_build_web(WEB): WEB/dist/manifest.txt is made by `node WEB/build.mjs` when a source of WEB changed. Without
# node_modules the manifest is empty, and the build says so.
function(alianza_build_web WEB)
  get_filename_component(web ${WEB} ABSOLUTE)
  file(GLOB sources CONFIGURE_DEPENDS ${web}/*.mjs ${web}/*.py ${web}/*.txt ${web}/package-lock.json ${web}/node_modules/.package-lock.json)
  file(GLOB_RECURSE more CONFIGURE_DEPENDS ${web}/styles/* ${web}/scripts/* ${web}/icons/* ${web}/art/*)
  add_custom_command(
    OUTPUT ${web}/dist/manifest.txt
    COMMAND ${CMAKE_COMMAND} -DWEB=${web} -DNODE=${NODE} -P ${ALIANZA_ASSETS_FOLDER}/build_web.cmake
    DEPENDS ${sources} ${more} ${ALIANZA_ASSETS_FOLDER}/build_web.cmake
    COMMENT "Styles, scripts, fonts and icons"
    VERBATIM)
endfunction()
