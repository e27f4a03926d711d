// Runs a program that may do anything on every worker, and looks for what it must not leave behind.
#pragma once

#include <boost/test/unit_test.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "jit_probe/record/record.hpp"
#include "jit_probe/record/request.hpp"

namespace hostile {

// A request for `program`, whose entry is `func`, by script and trace, with limits that suit a test.
dy2stat::CaseRequest request_for(const std::string& program);

using Records = std::map<std::string, dy2stat::Record>;  // by engine

// Calls `check` with the records of the request, for each worker that was built, with a pid namespace and without.
// Checks by itself that there is one record an engine, that no process is left below the worker and no file in its
// folder, and that the next case is none the worse for it.
void on_every_worker(const dy2stat::CaseRequest& request, const std::function<void(const Records&)>& check);
// The same, once for each worker.
void on_each_worker(const dy2stat::CaseRequest& request, const std::function<void(const Records&)>& check);
// The same, only with a pid namespace: for programs that kill whatever they can. Its test cases are decorated with
// `precondition(namespaces_are_permitted)`, which skips them, and says why, where the kernel permits none.
boost::test_tools::assertion_result namespaces_are_permitted(boost::unit_test::test_unit_id);
void in_namespaces(const dy2stat::CaseRequest& request, const std::function<void(const Records&)>& check);

// Where all workers that are started from now on make their folders; gone at the end of the tests.
const std::string& temporary_folder();

// The commands of the workers that were built.
std::vector<std::string> worker_programs();

// Both records say this verdict at this stage, and their reason or error contains the text.
void expect(const Records& records, const std::vector<std::string>& engines, dy2stat::Verdict verdict,
            dy2stat::Stage stage, const std::string& text);

}  // namespace hostile
