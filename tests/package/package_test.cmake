# SPDX-License-Identifier: Apache-2.0
# Installs the build into a folder of its own and builds a program against that alone, as a stranger to the sources would.
#   cmake -DBUILD=<build folder> -DAPP=<folder of the program> -DTYPED=<folder of a project> -DTUTORIAL=<page> -DWORK=<scratch folder> -P package_test.cmake
cmake_minimum_required(VERSION 3.25)
function(must)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "failed: ${ARGN}\n${output}")
  endif()
endfunction()
file(REMOVE_RECURSE ${WORK})
must(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
foreach(file bin/whimbrel share/man/man1/whimbrel.1 share/bash-completion/completions/whimbrel include/whimbrel/migrate.h)
  if(NOT EXISTS ${WORK}/prefix/${file})
    message(FATAL_ERROR "${file} is not installed")
  endif()
endforeach()
must(${WORK}/prefix/bin/whimbrel version)
must(${CMAKE_COMMAND} -S ${APP} -B ${WORK}/app -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_CXX_FLAGS=-O0)
must(${CMAKE_COMMAND} --build ${WORK}/app)

must(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/library -B ${WORK}/library -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_CXX_FLAGS=-O0)
must(${CMAKE_COMMAND} --build ${WORK}/library)
must(${WORK}/library/library)

# Types come with the build: at first, after a change of the schema, and not when nothing has changed.
file(COPY ${TYPED}/ DESTINATION ${WORK}/typed)
must(${CMAKE_COMMAND} -S ${WORK}/typed -B ${WORK}/typed/build -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_CXX_FLAGS=-O0)
must(${CMAKE_COMMAND} --build ${WORK}/typed/build)
must(${WORK}/typed/build/typed name=Ada)
file(WRITE ${WORK}/typed/schema/users.sql "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(80) NOT NULL, email text);\n")
file(READ ${WORK}/typed/main.cc main)
string(REPLACE "/*email*/" ", .email = \"ada@example.org\"" main "${main}")
file(WRITE ${WORK}/typed/main.cc "${main}")
must(${CMAKE_COMMAND} --build ${WORK}/typed/build)
must(${WORK}/typed/build/typed name=Ada email=ada@example.org)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/typed/build OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
if(NOT output MATCHES "no work to do")
  message(FATAL_ERROR "the types are written anew although nothing has changed:\n${output}")
endif()

# What the tutorial says, done as it says.
must(${CMAKE_CURRENT_LIST_DIR}/tutorial_test.sh ${TUTORIAL} ${WORK}/prefix ${WORK}/tutorial)
