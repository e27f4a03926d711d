# The worker for the torch which the interpreter ${python} imports; included once for each interpreter.
#
# The rooms that include torch's headers are compiled for it alone.
execute_process(
  COMMAND ${python} ${PROJECT_SOURCE_DIR}/capture/python/describe_python.py
  OUTPUT_VARIABLE described ERROR_VARIABLE problem RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "DY2STAT_PYTHON: ${problem}")
endif()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/capture/python/describe_python.py)
foreach(key executable python_library torch torch_calls_itself cxx11_abi library_folder)
  string(JSON ${key} GET "${described}" ${key})
endforeach()
foreach(list IN ITEMS include definitions)
  set(${list})
  string(JSON count LENGTH "${described}" ${list})
  foreach(index RANGE ${count})
    if(index LESS count) # RANGE goes on to its end, and there is no empty one
      string(JSON item GET "${described}" ${list} ${index})
      list(APPEND ${list} ${item})
    endif()
  endforeach()
endforeach()

set(worker torch-${torch})
if(TARGET jit_probe_worker-${worker})
  message(FATAL_ERROR "DY2STAT_PYTHON names two interpreters with torch ${torch}; a worker is named for its torch, keep one")
endif()
message(STATUS "worker ${worker}: ${executable}")

# torch's headers come as system headers (their warnings are not ours) and before Debian's own torch in /usr/include.
add_library(torch-of-${worker} INTERFACE)
target_include_directories(torch-of-${worker} SYSTEM INTERFACE ${include})
target_compile_definitions(torch-of-${worker} INTERFACE
  NDEBUG _GLIBCXX_USE_CXX11_ABI=${cxx11_abi} FMT_HEADER_ONLY ${definitions})
target_link_directories(torch-of-${worker} INTERFACE ${library_folder})
target_link_options(torch-of-${worker} INTERFACE -Wl,-rpath,${library_folder} -Wl,--no-as-needed)
target_link_libraries(torch-of-${worker} INTERFACE torch torch_cpu c10 torch_python ${python_library})

# Those without torch are jit_probe's own, unless this torch was built for libstdc++'s old ABI.
target_link_libraries(torch-of-${worker} INTERFACE nlohmann_json::nlohmann_json nettle)
dy2stat_syntax_of(${python} syntax_python) # several torches may share it
set(torch_free)
set(syntax ast_parse-${syntax_python} ast_passes ast_scopes ast_tree)
if(NOT cxx11_abi)
  set(torch_free ${worker}.)
  dy2stat_room(${worker}.bench_calls_stream bench/calls/stream torch-of-${worker})
  dy2stat_room(${worker}.bench_calls_writer bench/calls/writer ${worker}.bench_calls_stream)
  dy2stat_room(${worker}.statistics jit_probe/statistics torch-of-${worker})
  dy2stat_room(${worker}.record jit_probe/record ${worker}.statistics ${worker}.bench_calls_stream)
  dy2stat_room(${worker}.processes jit_probe/processes torch-of-${worker})
  dy2stat_room(${worker}.ast_tree ast/tree torch-of-${worker})
  dy2stat_room(${worker}.ast_scopes ast/scopes ${worker}.ast_tree)
  dy2stat_room(${worker}.ast_passes ast/passes ${worker}.ast_scopes)
  dy2stat_room(${worker}.ast_parse ast/parse ${worker}.ast_tree)
  set(syntax ${worker}.ast_parse ${worker}.ast_passes ${worker}.ast_scopes ${worker}.ast_tree)
endif()
set(below ${syntax} ${torch_free}bench_calls_writer ${torch_free}processes ${torch_free}statistics ${torch_free}record
  ${torch_free}bench_calls_stream bench_repetition torch-of-${worker})

# One precompiled header carries torch, Python and JSON; it belongs to the first of the rooms that take it.
foreach(room IN ITEMS capture/python capture/engines capture/parity capture/program bench/calls jit_probe/probes
  bench/latency jit_probe/search jit_probe/corpora jit_probe/worker)
  string(REPLACE / _ room_name ${room})
  dy2stat_room(${worker}.${room_name} ${room} ${below})
  get_target_property(kind ${worker}.${room_name} TYPE)
  if(NOT kind STREQUAL INTERFACE_LIBRARY)
    if(room STREQUAL capture/python)
      target_precompile_headers(${worker}.${room_name} PRIVATE capture/python/headers.hpp)
    else()
      target_precompile_headers(${worker}.${room_name} REUSE_FROM ${worker}.capture_python)
    endif()
  endif()
  list(PREPEND below ${worker}.${room_name})
endforeach()
target_include_directories(${worker}.jit_probe_corpora PRIVATE ${corpora_scripts})

set(worker_folder ${CMAKE_BINARY_DIR}/${worker}/bin)
add_executable(jit_probe_worker-${worker} jit_probe/worker/main.cpp)
target_link_libraries(jit_probe_worker-${worker} PRIVATE ${below})
target_compile_options(jit_probe_worker-${worker} PRIVATE -Wall -Wextra)
target_compile_definitions(jit_probe_worker-${worker} PRIVATE
  DY2STAT_WORKER_NAME="${worker}" DY2STAT_TORCH="${torch}" DY2STAT_TORCH_CALLS_ITSELF="${torch_calls_itself}"
  DY2STAT_PYTHON_EXECUTABLE="${executable}")
set_target_properties(jit_probe_worker-${worker} PROPERTIES
  OUTPUT_NAME jit_probe_worker RUNTIME_OUTPUT_DIRECTORY ${worker_folder})
add_dependencies(programs jit_probe_worker-${worker})

# The package dy2stat for this torch's Python: its module calls, and the program that the module starts.
set(package_folder ${CMAKE_BINARY_DIR}/${worker}/python/dy2stat)
add_library(calls-${worker} MODULE bench/calls/module/module.cpp)
target_link_libraries(calls-${worker} PRIVATE ${below})
target_compile_options(calls-${worker} PRIVATE -Wall -Wextra)
target_precompile_headers(calls-${worker} REUSE_FROM ${worker}.capture_python)
set_target_properties(calls-${worker} PROPERTIES
  PREFIX "" OUTPUT_NAME calls LIBRARY_OUTPUT_DIRECTORY ${package_folder})
file(CONFIGURE OUTPUT ${package_folder}/__init__.py CONTENT "")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${worker}/python/interpreter CONTENT "${executable}")
add_custom_command(TARGET calls-${worker} POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E create_hardlink $<TARGET_FILE:calls_writer> ${package_folder}/calls_writer)
add_dependencies(calls-${worker} calls_writer)
add_dependencies(programs calls-${worker})
add_dependencies(recording_tests calls-${worker})
set_target_properties(recording_tests PROPERTIES EXCLUDE_FROM_ALL OFF)
if(NOT TEST recording)
  add_test(NAME recording COMMAND recording_tests --report_level=detailed)
endif()

# Every case, lowered after each pass and after all, does what it did; and that a difference would be seen.
add_test(NAME passes-observed-${worker} COMMAND ${python} ${PROJECT_SOURCE_DIR}/tests/ast/unchanged/observing_test.py)
add_test(NAME passes-${worker} COMMAND ${python} ${PROJECT_SOURCE_DIR}/tests/ast/unchanged/cases.py
  ${CMAKE_BINARY_DIR}/${syntax_python} ${PROJECT_SOURCE_DIR}/cases)

# The hostile programs are run by all workers at once.
add_dependencies(hostile_tests jit_probe_worker-${worker})
set_target_properties(hostile_tests PROPERTIES EXCLUDE_FROM_ALL OFF)
if(NOT TEST hostile)
  add_test(NAME hostile COMMAND hostile_tests --report_level=detailed)
endif()

file(GLOB worker_tests CONFIGURE_DEPENDS
  tests/capture/*/*_test.cpp tests/bench/latency/*_test.cpp tests/jit_probe/probes/*_test.cpp tests/jit_probe/corpora/*_test.cpp
  tests/jit_probe/worker/*_test.cpp tests/jit_probe/search/*_test.cpp
  tests/cases/*_test.cpp)
if(worker_tests)
  add_executable(worker_tests-${worker} tests/worker_main.cpp ${worker_tests})
  target_link_libraries(worker_tests-${worker} PRIVATE ${below} Boost::unit_test_framework)
  dy2stat_tests_by_folder(worker_tests-${worker})
  # The precompiled header was made with -fPIC; an executable that reuses it must be compiled alike.
  set_target_properties(worker_tests-${worker} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_compile_options(worker_tests-${worker} PRIVATE -fPIC)
  target_precompile_headers(worker_tests-${worker} REUSE_FROM ${worker}.capture_python)
  target_compile_options(worker_tests-${worker} PRIVATE -Wall -Wextra)
  target_compile_definitions(worker_tests-${worker} PRIVATE BOOST_TEST_DYN_LINK
    DY2STAT_SOURCE="${PROJECT_SOURCE_DIR}" DY2STAT_PYTHON_EXECUTABLE="${executable}"
    DY2STAT_TORCH="${torch}" DY2STAT_WORKER="${worker_folder}/jit_probe_worker")
  add_dependencies(worker_tests-${worker} jit_probe_worker-${worker})
  set_target_properties(worker_tests-${worker} PROPERTIES
    OUTPUT_NAME worker_tests RUNTIME_OUTPUT_DIRECTORY ${worker_folder})
  add_test(NAME worker-${worker} COMMAND worker_tests-${worker} --report_level=detailed)
endif()
