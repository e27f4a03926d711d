# The test that runs the documents' commands. They show what both torches do, so it wants both workers.
if(TARGET jit_probe_worker-torch-2.13.0 AND TARGET jit_probe_worker-torch-1.13.1)
  add_executable(documents_tests tests/main.cpp tests/documents/documents_test.cpp tests/documents/console_blocks.cpp)
  target_include_directories(documents_tests PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(documents_tests PRIVATE Boost::unit_test_framework)
  target_compile_options(documents_tests PRIVATE -Wall -Wextra)
  target_compile_definitions(documents_tests PRIVATE BOOST_TEST_DYN_LINK DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}"
    DY2STAT_BINARY="${CMAKE_BINARY_DIR}")
  set_target_properties(documents_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  add_dependencies(documents_tests programs)
  add_test(NAME documents COMMAND documents_tests --report_level=detailed)
else()
  message(STATUS "the documents are not tested: that takes the workers torch-2.13.0 and torch-1.13.1")
endif()
