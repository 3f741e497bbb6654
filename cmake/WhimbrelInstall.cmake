# SPDX-License-Identifier: Apache-2.0
# The library as one archive with its headers and CMake package, the program, and a Debian package of both.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY WHIMBREL_ROOMS)
list(REMOVE_ITEM rooms cli)
add_library(whimbrel STATIC)
foreach(room IN LISTS rooms)
  target_sources(whimbrel PRIVATE $<TARGET_OBJECTS:whimbrel_${room}>)
  get_property(headers GLOBAL PROPERTY WHIMBREL_ROOM_HEADERS_${room})
  foreach(header IN LISTS headers)
    target_sources(whimbrel PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${CMAKE_SOURCE_DIR}/src/whimbrel/${room}/${header})
  endforeach()
endforeach()
if(EXISTS ${CMAKE_SOURCE_DIR}/src/whimbrel/migrate.h)
  target_sources(whimbrel PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/src FILES ${CMAKE_SOURCE_DIR}/src/whimbrel/migrate.h)
endif()
set_target_properties(whimbrel PROPERTIES EXCLUDE_FROM_ALL OFF)
target_compile_features(whimbrel PUBLIC cxx_std_23)
target_link_libraries(whimbrel PUBLIC fmt::fmt PostgreSQL::PostgreSQL OpenSSL::Crypto)
add_library(whimbrel::whimbrel ALIAS whimbrel)

install(TARGETS whimbrel EXPORT whimbrelTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT whimbrelTargets NAMESPACE whimbrel:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/whimbrel)
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/whimbrelConfig.cmake.in ${CMAKE_BINARY_DIR}/whimbrelConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/whimbrel)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/whimbrelConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/whimbrelConfig.cmake ${CMAKE_BINARY_DIR}/whimbrelConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/whimbrel)
install(FILES ${CMAKE_SOURCE_DIR}/cmake/WhimbrelEmbed.cmake ${CMAKE_SOURCE_DIR}/cmake/WhimbrelEmbedFiles.cmake
              ${CMAKE_SOURCE_DIR}/cmake/WhimbrelTypes.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/whimbrel)

# The manual page and the shells' completions come from the same data as --help.
set(pages ${CMAKE_BINARY_DIR}/pages)
file(MAKE_DIRECTORY ${pages})
add_custom_command(OUTPUT ${pages}/whimbrel.1 ${pages}/whimbrel.bash ${pages}/_whimbrel ${pages}/whimbrel.fish
  COMMAND whimbrel_program man > ${pages}/whimbrel.1
  COMMAND whimbrel_program completion bash > ${pages}/whimbrel.bash
  COMMAND whimbrel_program completion zsh > ${pages}/_whimbrel
  COMMAND whimbrel_program completion fish > ${pages}/whimbrel.fish
  DEPENDS whimbrel_program VERBATIM)
add_custom_target(whimbrel_pages ALL DEPENDS ${pages}/whimbrel.1)
install(FILES ${pages}/whimbrel.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${pages}/whimbrel.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME whimbrel)
install(FILES ${pages}/_whimbrel DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${pages}/whimbrel.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright) # where Debian looks for it
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs DESTINATION ${CMAKE_INSTALL_DOCDIR}) # README.md leads there

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME whimbrel)
set(CPACK_PACKAGE_CONTACT "The whimbrel maintainers <maintainers@whimbrel.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT) # whimbrel_0.1.0_amd64.deb
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Server programs are for those who generate, a compiler for those who link the library; a host that migrates needs neither.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql, g++, cmake, libpq-dev, libssl-dev, libfmt-dev")
set(CPACK_DEBIAN_PACKAGE_SECTION database)
include(CPack)
