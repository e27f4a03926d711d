// Corpora, listed by this worker's Python in a process of its own.
#include "jit_probe/worker/corpus_run.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "capture/python/raised.hpp"
#include "jit_probe/record/frame.hpp"
#include "jit_probe/worker/own_folder.hpp"

namespace dy2stat {
namespace {

// All parts as one.
CorpusPart listed_corpus(CaseRequest request) {
  WorkerFolder worker(worker_folders());
  const CaseFolder folder(worker);
  CorpusPart all;
  Family family;
  FrameReader reader;
  run_corpus(request, folder.path, family, -1, [&](std::string_view frames) {
    reader.feed(frames);
    while (const auto frame = reader.next()) {
      auto part = corpus_part_from_json(Json::parse(frame->payload));
      BOOST_TEST(!all.is_last);
      std::ranges::move(part.cases, std::back_inserter(all.cases));
      std::ranges::move(part.left_out, std::back_inserter(all.left_out));
      std::ranges::move(part.preload, std::back_inserter(all.preload));
      all.files.merge(part.files);
      all.failure += part.failure;
      all.is_last = part.is_last;
    }
  });
  BOOST_TEST(all.is_last);
  BOOST_TEST(family.size() == 0u);
  return all;
}

CorpusPart listed_file(const std::string& text, double seconds = 60) {
  CaseRequest request;
  request.files["mine.py"] = text;
  request.corpus = CorpusOptions{"file", "mine", {}};
  request.limits.timeout_seconds = seconds;
  return listed_corpus(request);
}

CorpusPart listed_name(const std::string& name, const std::string& arguments = "") {
  CaseRequest request;
  request.corpus = CorpusOptions{name, arguments, {{"*.made", "torch.ones(2)"}, {"*.Plain", "torch.ones(2)"}}};
  request.limits.timeout_seconds = 300;
  return listed_corpus(request);
}

void has(const std::string& text, const std::string& part) {
  BOOST_TEST(text.find(part) != std::string::npos, "'" << part << "' is not in: " << text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corpus_run_test)

BOOST_AUTO_TEST_CASE(a_file_lists_its_cases_in_order) {
  const auto part = listed_file(
      "def cases():\n"
      "    for k in range(1200):\n"
      "        yield f'case {k}', lambda: 0\n");
  BOOST_TEST(part.failure == "");
  BOOST_REQUIRE(part.cases.size() == 1200u);
  BOOST_TEST(part.cases[1100].name == "mine/case 1100");
  has(part.cases[1100].program, "entry, _inputs = _made('case 1100')\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_goes_wrong_is_refused_with_the_reason) {
  has(listed_file("raise ValueError('no')\n").failure, "listing it raised ValueError: no at mine.py:1, after 0 cases");
  has(listed_file("def cases():\n    yield 'a', print\n    1 / 0\n").failure,
      "listing it raised ZeroDivisionError: division by zero at mine.py:3, after 1 case");
  has(listed_file("x = = 1\n").failure, "SyntaxError");
  has(listed_file("def cases():\n    yield 'a', print\n    yield 'a', print\n").failure,
      "it has two cases of the name 'mine/a': a name tells records apart");
  has(listed_file("def cases():\n    for k in range(10 ** 6): yield str(k), print\n").failure,
      "it has more than 100000 cases");
  has(listed_file("").failure, "mine.py has no cases(): define a function that yields pairs");
  has(listed_file("def cases():\n    yield 'a'\n").failure,
      "number 1 of what cases() of mine.py yields is no pair of a name and a function");
  has(listed_file("def cases():\n    yield 'a\\nb', print\n").failure, "has the name 'a\\nb': a name is 1 to 200");
  has(listed_file("import os\ndef cases():\n    os.kill(os.getpid(), 9)\n").failure,
      "listing it did not come to an end: the process was killed by signal 9");
  has(listed_file("def cases():\n    while True: pass\n", 0.5).failure,
      "listing it did not come to an end: not done after 0.5 s");
}

BOOST_AUTO_TEST_CASE(a_file_that_python_hides_is_refused) {
  CaseRequest request;
  request.files["copy.py"] = "def cases():\n    yield 'a', print\n";
  request.corpus = CorpusOptions{"file", "copy", {}};
  has(listed_corpus(request).failure, "Python has a module 'copy' of its own, which hides copy.py");
}

BOOST_AUTO_TEST_CASE(what_deletes_its_files_harms_nobody) {
  const auto part = listed_file(
      "import os, shutil\n"
      "def cases():\n"
      "    shutil.rmtree(os.getcwd())\n"
      "    yield 'a', print\n");
  BOOST_TEST(part.cases.size() + part.failure.size() > 0u);
}

BOOST_AUTO_TEST_CASE(an_unknown_corpus_is_said) {
  BOOST_TEST(listed_name("nonsense").failure == "this worker knows no corpus 'nonsense': build it again");
}

BOOST_AUTO_TEST_CASE(operators_become_calls_with_their_constants) {
  const auto part = listed_name("opinfo");
  BOOST_TEST(part.failure == "");
  const auto sum = std::ranges::find_if(part.cases, [](const auto& one) { return one.name == "opinfo/sum"; });
  BOOST_REQUIRE(sum != part.cases.end());
  has(sum->program, "def entry(p0):\n    return torch.sum(p0)\n");
  BOOST_TEST(sum->tags == std::vector<std::string>{"sum"});
  BOOST_TEST(part.files.contains("torch_samples.py"));
  BOOST_TEST(part.preload == std::vector<std::string>{"torch.testing._internal.common_methods_invocations"});
  BOOST_TEST(part.cases.size() > 2000u);
}

BOOST_AUTO_TEST_CASE(modules_become_instances) {
  const auto part = listed_name("modules");
  BOOST_TEST(part.failure == "");
  const auto relu = std::ranges::find_if(part.cases, [](const auto& one) { return one.name == "modules/nn.ReLU"; });
  BOOST_REQUIRE(relu != part.cases.end());
  has(relu->program, "entry = torch_samples.module('nn.ReLU', 0)\n");
}

BOOST_AUTO_TEST_CASE(export_examples_are_there_where_torch_ships_them) {
  const auto part = listed_name("exportdb");
  if (std::string(DY2STAT_TORCH).starts_with("1.")) {
    BOOST_TEST(part.failure == "this torch ships no export examples: they came with torch 2.1");
    return;
  }
  const auto dictionary =
      std::ranges::find_if(part.cases, [](const auto& one) { return one.name == "exportdb/dictionary"; });
  BOOST_REQUIRE(dictionary != part.cases.end());
  const std::vector<std::string> tags{"torch says SUPPORTED", "python.data-structure"};
  BOOST_TEST(dictionary->tags == tags, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_package_gives_what_can_be_built_without_arguments) {
  CaseRequest request;
  request.files["pack/__init__.py"] = "";
  request.files["pack/broken.py"] = "import nothing_like_this\n";
  request.files["pack/models.py"] =
      "import torch\n"
      "class Plain(torch.nn.Module):\n    pass\n"
      "class Wants(torch.nn.Module):\n    def __init__(self, size):\n        pass\n"
      "class Unmatched(torch.nn.Module):\n    pass\n"
      "def made(width=3):\n    return Plain()\n"
      "def number() -> int:\n    return 1\n"
      "def with_argument(x):\n    return Plain()\n";
  request.corpus = CorpusOptions{"package", "pack", {{"*.made", "torch.ones(2)"}, {"*.Plain", "torch.ones(3)"}}};
  const auto part = listed_corpus(request);
  BOOST_TEST(part.failure == "");
  BOOST_REQUIRE(part.cases.size() == 2u);
  BOOST_TEST(part.cases[0].name == "pack.models/Plain");
  has(part.cases[0].program, "return [torch.ones(3)]");
  BOOST_TEST(part.cases[1].name == "pack.models/made");
  BOOST_REQUIRE(part.left_out.size() == 3u);
  BOOST_TEST(part.left_out[0].reason == "ModuleNotFoundError: No module named 'nothing_like_this'");
  BOOST_TEST(part.left_out[1].name == "pack.models.Unmatched");
  BOOST_TEST(part.left_out[2].reason == "its constructor needs size");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
