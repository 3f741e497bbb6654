# SPDX-License-Identifier: Apache-2.0
# A second build of the same sources is free where ccache is present.
find_program(WHIMBREL_CCACHE ccache)
if(WHIMBREL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${WHIMBREL_CCACHE})
endif()
