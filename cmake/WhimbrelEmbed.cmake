# SPDX-License-Identifier: Apache-2.0
# whimbrel_embed_migrations(TARGET <target> FOLDER <folder> [NAME <name>])
#
# Builds a migrations folder into a program: adds a source file to <target> and a header <name>.h (default:
# <target>_migrations.h) to its include path, which declares
#
#   namespace whimbrel_embedded { std::span<const whimbrel::EmbeddedFile> <name>(); }
#
# to be given to whimbrel::migrate(). A changed file is embedded anew by the next build.
set(WHIMBREL_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/WhimbrelEmbedFiles.cmake)
function(whimbrel_embed_migrations)
  cmake_parse_arguments(embed "" "TARGET;FOLDER;NAME" "" ${ARGN})
  if(NOT embed_TARGET OR NOT embed_FOLDER)
    message(FATAL_ERROR "whimbrel_embed_migrations needs TARGET and FOLDER")
  endif()
  if(NOT embed_NAME)
    set(embed_NAME ${embed_TARGET}_migrations)
  endif()
  string(MAKE_C_IDENTIFIER ${embed_NAME} embed_NAME)
  get_filename_component(folder ${embed_FOLDER} ABSOLUTE)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql ${folder}/whimbrel.lock ${folder}/snapshot.jsonl)
  if(NOT files)
    message(FATAL_ERROR "whimbrel_embed_migrations: ${folder} holds no migrations")
  endif()
  set(out ${CMAKE_CURRENT_BINARY_DIR}/whimbrel_embedded)
  add_custom_command(
    OUTPUT ${out}/${embed_NAME}.cc ${out}/${embed_NAME}.h
    COMMAND ${CMAKE_COMMAND} -DNAME=${embed_NAME} -DFOLDER=${folder} -DOUT=${out} -P ${WHIMBREL_EMBED_SCRIPT}
    DEPENDS ${files} ${WHIMBREL_EMBED_SCRIPT}
    COMMENT "Embedding the migrations of ${folder}" VERBATIM)
  target_sources(${embed_TARGET} PRIVATE ${out}/${embed_NAME}.cc)
  target_include_directories(${embed_TARGET} PRIVATE ${out})
endfunction()
