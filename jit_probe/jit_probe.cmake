# The torch-free part: the program jit_probe, its rooms and their tests.
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
find_package(simdjson REQUIRED)
find_package(benchmark REQUIRED)
find_package(Boost REQUIRED COMPONENTS unit_test_framework)

dy2stat_room(statistics jit_probe/statistics)
dy2stat_room(record jit_probe/record bench_calls_stream statistics nlohmann_json::nlohmann_json fmt::fmt nettle)
dy2stat_room(suite jit_probe/suite record PkgConfig::tomlplusplus)
dy2stat_room(compare jit_probe/compare record statistics simdjson::simdjson)
dy2stat_room(render jit_probe/render record compare statistics benchmark::benchmark)
dy2stat_room(processes jit_probe/processes)
dy2stat_room(schedule jit_probe/schedule record processes)
dy2stat_room(cli jit_probe/cli suite compare render schedule bench_calls_writer CLI11::CLI11)

add_executable(jit_probe jit_probe/cli/main.cpp)
target_link_libraries(jit_probe PRIVATE cli)
add_dependencies(programs jit_probe)
target_compile_definitions(jit_probe PRIVATE DY2STAT_VERSION="${PROJECT_VERSION}")
set_target_properties(jit_probe PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

file(GLOB tests CONFIGURE_DEPENDS
  tests/*_test.cpp tests/jit_probe/record/*_test.cpp tests/jit_probe/suite/*_test.cpp tests/jit_probe/compare/*_test.cpp
  tests/jit_probe/render/*_test.cpp tests/jit_probe/processes/*_test.cpp tests/jit_probe/schedule/*_test.cpp
  tests/jit_probe/statistics/*_test.cpp
  tests/jit_probe/cli/*_test.cpp tests/documents/console_blocks*.cpp tests/bench/self/*_test.cpp
  tests/bench/calls/*/*_test.cpp)
add_executable(jit_probe_tests tests/main.cpp tests/support/process.cpp tests/support/example_run.cpp ${tests})
target_include_directories(jit_probe_tests PRIVATE tests)
target_link_libraries(jit_probe_tests PRIVATE cli bench_self bench_calls_writer statistics Boost::unit_test_framework)
target_compile_definitions(jit_probe_tests PRIVATE BOOST_TEST_DYN_LINK DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}"
  DY2STAT_BINARY="${CMAKE_BINARY_DIR}")
set_target_properties(jit_probe_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
# A worker that answers as a script tells it, for the tests of what happens between jit_probe and its workers.
add_executable(fake_worker tests/support/fake_worker.cpp)
target_link_libraries(fake_worker PRIVATE record)
set_target_properties(fake_worker PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
dy2stat_tests_by_folder(jit_probe_tests)
add_dependencies(jit_probe_tests jit_probe fake_worker)
add_test(NAME jit_probe COMMAND jit_probe_tests --report_level=detailed)

# Programs that may do anything, run by every worker that is built; torch-free.
file(GLOB hostile_tests CONFIGURE_DEPENDS tests/hostile/*.cpp)
add_executable(hostile_tests EXCLUDE_FROM_ALL tests/main.cpp ${hostile_tests})
target_link_libraries(hostile_tests PRIVATE schedule suite Boost::unit_test_framework)
target_compile_definitions(hostile_tests PRIVATE BOOST_TEST_DYN_LINK DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}"
  DY2STAT_BINARY="${CMAKE_BINARY_DIR}")
set_target_properties(hostile_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
add_dependencies(hostile_tests jit_probe)
