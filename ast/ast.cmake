# Our own syntax tree: the rooms that need no Python, and for each interpreter what its parser makes of programs.
set(DY2STAT_SYNTAX_PYTHON "" CACHE STRING
  "Interpreters (a ;-list of paths) beyond those of the workers for which the tests of ast/ are built; they need no torch")

dy2stat_room(ast_tree ast/tree)
dy2stat_room(ast_scopes ast/scopes ast_tree)
dy2stat_room(ast_passes ast/passes ast_scopes ast_tree)

# What `./run bench syntax` needs.
add_custom_target(syntax_modules)

# dy2stat_syntax_of(PYTHON NAME): sets NAME to "python-3.11.2"; makes, once for each, the room ast_parse-python-3.11.2, the module
# dy2stat.syntax in build/python-3.11.2, and ast_tests-python-3.11.2.
function(dy2stat_syntax_of interpreter result)
  execute_process(COMMAND ${interpreter} ${PROJECT_SOURCE_DIR}/ast/parse/describe_python.py
    OUTPUT_VARIABLE described ERROR_VARIABLE problem RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "DY2STAT_SYNTAX_PYTHON: ${problem}")
  endif()
  foreach(key executable python library include)
    string(JSON ${key} GET "${described}" ${key})
  endforeach()
  set(name python-${python})
  set(${result} ${name} PARENT_SCOPE)
  if(TARGET of-${name})
    return()
  endif()
  cmake_path(GET library PARENT_PATH library_folder)
  add_library(of-${name} INTERFACE)
  target_include_directories(of-${name} SYSTEM INTERFACE ${include})
  target_link_libraries(of-${name} INTERFACE ${library})
  target_link_options(of-${name} INTERFACE -Wl,-rpath,${library_folder})
  # What links it brings the libpython: a worker must not look for its torch where Debian has one.
  dy2stat_room(ast_parse-${name} ast/parse ast_tree)
  target_include_directories(ast_parse-${name} SYSTEM PUBLIC ${include})

  dy2stat_room(ast_runtime-${name} ast/runtime ast_parse-${name} ast_passes ast_scopes ast_tree)

  set(folder ${CMAKE_BINARY_DIR}/${name})
  add_library(syntax-${name} MODULE ast/module/module.cpp)
  target_link_libraries(syntax-${name} PRIVATE ast_runtime-${name} ast_passes ast_scopes ast_parse-${name})
  target_compile_options(syntax-${name} PRIVATE -Wall -Wextra)
  set_target_properties(syntax-${name} PROPERTIES
    PREFIX "" OUTPUT_NAME syntax LIBRARY_OUTPUT_DIRECTORY ${folder}/dy2stat)
  file(CONFIGURE OUTPUT ${folder}/dy2stat/__init__.py CONTENT "")
  add_dependencies(syntax_modules syntax-${name})

  file(GLOB ast_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/ast/*/*_test.cpp)
  add_executable(ast_tests-${name} tests/ast/main.cpp ${ast_tests})
  target_link_libraries(ast_tests-${name} PRIVATE ast_runtime-${name} ast_passes ast_scopes ast_parse-${name} of-${name}
    Boost::unit_test_framework)
  dy2stat_tests_by_folder(ast_tests-${name})
  target_include_directories(ast_tests-${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_compile_options(ast_tests-${name} PRIVATE -Wall -Wextra)
  target_compile_definitions(ast_tests-${name} PRIVATE BOOST_TEST_DYN_LINK DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}"
    DY2STAT_PYTHON_EXECUTABLE="${executable}" DY2STAT_SYNTAX_FOLDER="${folder}")
  set_target_properties(ast_tests-${name} PROPERTIES OUTPUT_NAME ast_tests RUNTIME_OUTPUT_DIRECTORY ${folder})
  add_dependencies(ast_tests-${name} syntax-${name})
  add_test(NAME ast-${name} COMMAND ast_tests-${name} --report_level=detailed)
endfunction()

foreach(python IN LISTS DY2STAT_SYNTAX_PYTHON)
  dy2stat_syntax_of(${python} ignored)
endforeach()
