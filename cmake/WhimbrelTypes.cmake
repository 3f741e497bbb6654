# SPDX-License-Identifier: Apache-2.0
# whimbrel_types(TARGET <target> CONFIG <whimbrel.toml> [OUT <folder>])
#
# Runs `whimbrel types` before <target> is compiled, whenever the schema, the migrations, the queries or whimbrel.toml have changed, and
# puts the folder that [codegen.cpp] names on the target's include path. Headers that stay the same are not touched, so nothing is compiled
# anew for them. OUT says the folder where it cannot be read: out stands on a line of its own below [codegen.cpp].
#
# The program is the one that was installed with the package; set WHIMBREL_PROGRAM for another (a build for another machine, say). Where
# the last migration is not what the schema declares, it starts a throwaway server, for which PostgreSQL's server programs must be there.

# A string of a TOML file: the value of `key = "…"` on a line of its own below [section] ("" is the beginning of the file).
function(whimbrel_toml_string file section key default out)
  file(STRINGS ${file} lines)
  set(here "")
  set(value "${default}")
  foreach(line IN LISTS lines)
    if(line MATCHES "^[ \t]*\\[+([^]]*)\\]")
      string(STRIP "${CMAKE_MATCH_1}" here)
    elseif(here STREQUAL section AND line MATCHES "^[ \t]*${key}[ \t]*=[ \t]*[\"']([^\"']*)[\"']")
      set(value "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  set(${out} "${value}" PARENT_SCOPE)
endfunction()

function(whimbrel_types)
  cmake_parse_arguments(types "" "TARGET;CONFIG;OUT" "" ${ARGN})
  if(NOT types_TARGET OR NOT types_CONFIG)
    message(FATAL_ERROR "whimbrel_types needs TARGET and CONFIG")
  endif()
  get_filename_component(config ${types_CONFIG} ABSOLUTE)
  if(NOT EXISTS ${config})
    message(FATAL_ERROR "whimbrel_types: there is no ${config}")
  endif()
  get_filename_component(root ${config} DIRECTORY)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${config})
  if(NOT types_OUT)
    whimbrel_toml_string(${config} codegen.cpp out "" types_OUT)
  endif()
  if(NOT types_OUT)
    message(FATAL_ERROR "whimbrel_types: ${config} has no out = \"…\" below [codegen.cpp]: write it there, or give OUT")
  endif()
  get_filename_component(out ${types_OUT} ABSOLUTE BASE_DIR ${root})

  set(patterns "")
  foreach(folder schema migrations queries)
    whimbrel_toml_string(${config} "" ${folder} ${folder} path)
    get_filename_component(path ${path} ABSOLUTE BASE_DIR ${root})
    list(APPEND patterns ${path}/*.sql)
    if(folder STREQUAL migrations)
      list(APPEND patterns ${path}/whimbrel.lock ${path}/snapshot.jsonl)
    endif()
  endforeach()
  file(GLOB_RECURSE inputs CONFIGURE_DEPENDS ${patterns})
  file(GLOB headers CONFIGURE_DEPENDS ${out}/*.h)

  if(WHIMBREL_PROGRAM)
    set(program ${WHIMBREL_PROGRAM})
  elseif(TARGET whimbrel_program)
    set(program whimbrel_program)
  else()
    message(FATAL_ERROR "whimbrel_types: the program whimbrel is not found: set WHIMBREL_PROGRAM")
  endif()
  # Several targets may have the same types.
  string(MD5 id ${config})
  set(types whimbrel_types_${id})
  if(NOT TARGET ${types})
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${types}.stamp)
    # The headers are named so that what includes them is compiled in the same build; a table's first header is found by its includer.
    add_custom_command(
      OUTPUT ${stamp} BYPRODUCTS ${headers}
      COMMAND ${program} types --config ${config} --quiet
      COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
      DEPENDS ${inputs} ${config} ${program}
      WORKING_DIRECTORY ${root}
      COMMENT "Writing the types of ${root}" VERBATIM)
    add_custom_target(${types} DEPENDS ${stamp})
  endif()
  add_dependencies(${types_TARGET} ${types})
  get_target_property(kind ${types_TARGET} TYPE)
  if(kind STREQUAL INTERFACE_LIBRARY)
    target_include_directories(${types_TARGET} INTERFACE ${out})
  else()
    target_include_directories(${types_TARGET} PUBLIC ${out})
  endif()
endfunction()
