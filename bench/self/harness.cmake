# The harness: measures what this project itself costs, and compares with what was asked (`./run bench harness`).
dy2stat_room(bench_self bench/self record statistics CLI11::CLI11)
add_executable(harness bench/self/main.cpp)
target_link_libraries(harness PRIVATE bench_self)
target_compile_definitions(harness PRIVATE DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}" DY2STAT_BINARY="${CMAKE_BINARY_DIR}")
set_target_properties(harness PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
add_dependencies(harness jit_probe)
