# The torch-free side of call records: the program that writes them.
dy2stat_room(bench_calls_stream bench/calls/stream)
dy2stat_room(bench_calls_writer bench/calls/writer bench_calls_stream fmt::fmt)
add_executable(calls_writer bench/calls/writer/main.cpp)
target_link_libraries(calls_writer PRIVATE bench_calls_writer)
set_target_properties(calls_writer PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# What the package dy2stat records, by the Python of every worker that is built; itself torch-free.
add_executable(recording_tests EXCLUDE_FROM_ALL tests/main.cpp tests/bench/calls/recording_test.cpp)
target_include_directories(recording_tests PRIVATE ${PROJECT_SOURCE_DIR})
target_link_libraries(recording_tests PRIVATE Boost::unit_test_framework)
target_compile_definitions(recording_tests PRIVATE BOOST_TEST_DYN_LINK DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}"
  DY2STAT_BINARY="${CMAKE_BINARY_DIR}")
set_target_properties(recording_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
