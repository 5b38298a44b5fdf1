# alianza_together(TARGET GROUP MOST sources...): compiles these sources of TARGET several to a file, at most MOST in each
# (docs/decisions/0040). What they keep to themselves in anonymous namespaces then meets: names differ within a group.
# -DALIANZA_TOGETHER=OFF compiles each alone, as clang-tidy does: that finds the include that a neighbour would hide.
option(ALIANZA_TOGETHER "Compile several sources as one file" ON)
function(alianza_together TARGET GROUP MOST)
  if(NOT ALIANZA_TOGETHER)
    return()
  endif()
  set_target_properties(${TARGET} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  list(LENGTH ARGN count)
  # As many files as needed, alike in size: 11 sources with MOST 10 are 6 and 5.
  math(EXPR files "(${count} + ${MOST} - 1) / ${MOST}")
  set(at 0)
  foreach(source ${ARGN})
    math(EXPR file "${at} * ${files} / ${count}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${GROUP}${file})
    math(EXPR at "${at} + 1")
  endforeach()
endfunction()
