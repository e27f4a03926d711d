# The test that clang-format reproduces the code. Another version than Debian 12's may think otherwise.
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(CLANG_FORMAT)
  file(GLOB_RECURSE code CONFIGURE_DEPENDS
    ast/*.cpp ast/*.hpp bench/*.cpp bench/*.hpp capture/*.cpp capture/*.hpp jit_probe/*.cpp jit_probe/*.hpp
    tests/*.cpp tests/*.hpp)
  add_test(NAME clang-format COMMAND ${CLANG_FORMAT} --dry-run -Werror --style=file ${code})
else()
  message(STATUS "there is no clang-format: how the code is written is not tested")
endif()
