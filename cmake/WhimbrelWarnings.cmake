# SPDX-License-Identifier: Apache-2.0
# The warnings that whimbrel's own code is held to; -Werror is the presets' choice.
add_library(whimbrel_settings INTERFACE)
target_compile_features(whimbrel_settings INTERFACE cxx_std_23)
target_include_directories(whimbrel_settings INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/src>)
target_compile_options(whimbrel_settings INTERFACE
  -Wall -Wextra -Wpedantic    # the compiler's own idea of suspicious
  -Wshadow                    # one name, one meaning in a function
  -Wconversion                # no silent narrowing
  -Wsign-conversion           # sizes and libpq's ints meet often
  -Wold-style-cast            # a cast says what it does
  -Wnon-virtual-dtor          # deleting through a base is safe or impossible
  -Woverloaded-virtual        # an override is never hidden
  -Wduplicated-cond           # an else-if that can never be taken
  -Wduplicated-branches       # branches that should differ and do not
  -Wlogical-op                # && where & was meant
  -Wformat=2                  # printf-style calls are checked
  -Wmissing-declarations      # every external function has a header
  -Wswitch-enum               # a new enumerator is seen by every switch
  $<$<CONFIG:Release>:-Wno-maybe-uninitialized> # GCC 12 reports moved-from optional strings as uninitialised at -O3
  -Wno-restrict               # GCC 12 reports false positives in std::string at -O3
  -Wno-missing-field-initializers) # designated initialisers leave defaults out on purpose
if(WHIMBREL_SANITIZE)
  target_compile_options(whimbrel_settings INTERFACE -fsanitize=${WHIMBREL_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all # undefined behaviour ends the process, or no test would fail of it
    -Wno-maybe-uninitialized) # GCC 12 reports the standard library's own <regex> and optionals once they are instrumented
  target_link_options(whimbrel_settings INTERFACE -fsanitize=${WHIMBREL_SANITIZE})
endif()
