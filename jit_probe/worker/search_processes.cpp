// The process that searches, and its end: loading, exploring, reporting.
#include "jit_probe/worker/search_processes.hpp"

#include "capture/program/program.hpp"
#include "jit_probe/processes/process_tree.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/search/explore.hpp"
#include "jit_probe/search/insertion.hpp"
#include "jit_probe/worker/program_error.hpp"
#include "jit_probe/worker/search_trials.hpp"
#include "jit_probe/worker/stopwatch.hpp"

namespace dy2stat {
namespace {

std::string first_line_of(const std::string& text) {
  const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
  return text.substr(begin, text.find('\n', begin) - begin);
}

search::Searched searched_of(const Program& program, const CaseRequest& request) {
  search::Searched searched;
  searched.inputs = program.inputs;
  searched.dynamic = search::dynamic_dimensions(program.dynamic_shapes, program.entry, program.inputs.front());
  searched.surroundings.constants = search::constants_in(request.files);
  searched.surroundings.has_module = !program.instance.is_none();
  if (searched.surroundings.has_module) searched.surroundings.training = program.instance.attr("training").cast<bool>();
  return searched;
}

void note_insertion(const CaseRequest& request, Search& search) {
  const auto program = request.files.find("program.py");
  if (request.module != "program" || program == request.files.end()) return;
  const auto insertion = search::insertion_of_input(program->second);
  if (!insertion) return;
  search.insert_at = insertion->at;
  search.insert_before = insertion->before;
  search.insert_after = insertion->after;
}

void leave_report(const Search& search, SharedText& report) {
  const auto text = to_json(search).dump();
  report.append(frame_header(FrameKind::json, text.size()) + text);
}

void search_program(SharedSearch& shared, Search& search) {
  const auto program = load_program(shared.request);
  if (const int threads = count_threads(); threads != 1)
    throw std::runtime_error(
        "the program starts threads when it is loaded, so that no process can be forked for its "
        "inputs: start them when it is called");
  note_insertion(shared.request, search);
  SearchTrials trials(shared, program, search.engine);
  Stopwatch since_report;
  const auto report = [&] {
    if (since_report.seconds() < 0.5) return;
    since_report.restart();
    leave_report(search, shared.report);
  };
  search::explore(searched_of(program, shared.request), trials, search, report);
}

}  // namespace

void run_searching(SharedSearch& shared, Search search) {
  shared.report.claim();
  const auto because = [&](Benchmark::Missing what, const std::string& why) {
    search.missing = what;
    search.failure = first_line_of(why);
  };
  try {
    enter_folder(shared.folder, shared.request);
    if (const auto packages = missing_packages(shared.request); packages.empty())
      search_program(shared, search);
    else
      because(Benchmark::Missing::unavailable, packages);
  } catch (const SearchRefused& refusal) {
    because(Benchmark::Missing::refused, refusal.what());
  } catch (py::error_already_set& raised) {
    const auto error = error_from(raised);
    because(Benchmark::Missing::failed, error.type + ": " + first_line_of(error.message));
  } catch (const c10::Error& error) {
    because(Benchmark::Missing::failed, error.what_without_backtrace());
  } catch (const std::exception& error) {
    because(Benchmark::Missing::failed, error.what());
  }
  leave_report(search, shared.report);
}

std::optional<Search> search_in(std::string_view frames) {
  std::optional<Search> last;
  FrameReader reader;
  reader.feed(frames);
  try {
    while (const auto frame = reader.next()) last = search_from_json(Json::parse(frame->payload));
  } catch (const std::exception&) {
    // The program scribbled over what follows.
  }
  return last;
}

}  // namespace dy2stat
