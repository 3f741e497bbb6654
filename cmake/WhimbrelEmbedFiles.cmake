# SPDX-License-Identifier: Apache-2.0
# Run by whimbrel_embed_migrations() at build time: NAME, FOLDER, OUT.
file(GLOB files ${FOLDER}/*.sql ${FOLDER}/whimbrel.lock ${FOLDER}/snapshot.jsonl)
list(SORT files)
set(arrays "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME)
  file(READ ${file} hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR size "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  # The closing zero keeps an empty file's array from being empty.
  string(APPEND arrays "constexpr unsigned char k_file_${count}[] = {${bytes}0x00};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(k_file_${count}), ${size}}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUT}/${NAME}.h "// Made by whimbrel_embed_migrations().
#pragma once

#include <whimbrel/migrate.h>

#include <span>

namespace whimbrel_embedded {
std::span<const whimbrel::EmbeddedFile> ${NAME}();
}
")
file(WRITE ${OUT}/${NAME}.cc "// Made by whimbrel_embed_migrations().
#include \"${NAME}.h\"

namespace whimbrel_embedded {
namespace {
${arrays}
const whimbrel::EmbeddedFile k_files[] = {
${rows}};
}  // namespace
std::span<const whimbrel::EmbeddedFile> ${NAME}() { return k_files; }
}  // namespace whimbrel_embedded
")
