// An engine of one's own on the command line: its file travels, is kept with the run, and is read before anything runs.
#include "support/run_suite.hpp"

using namespace dy2stat;
using namespace dy2stat::test;
namespace fs = std::filesystem;

namespace {

const std::string engine_text = "def capture(entry, example):\n    return entry\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(own_engines_test, RunSuite)

BOOST_AUTO_TEST_CASE(the_file_travels_and_stays_with_the_run) {
  add_cases({"one"});
  folder.write("engines/mine.py", engine_text);
  const auto ended = run({"cases", "--engine", "script,py:engines/mine.py:capture"});
  exits(ended, 0);
  BOOST_TEST(asked() == "c/one script\nc/one py:engines/mine.py:capture\n");
  const auto kept = latest().records.at(1).making.at("program").at("own_engines");
  BOOST_TEST(latest().text(kept.at("py:engines/mine.py:capture")) == engine_text);
  const auto request = Json::parse(content_of(folder.path / "fake.requests"));
  BOOST_TEST(request.at("own_engines").at("py:engines/mine.py:capture") == engine_text);
}

BOOST_AUTO_TEST_CASE(repro_prints_the_engine_with_the_program) {
  add_cases({"one"});
  folder.write("mine.py", engine_text);
  exits(run({"cases", "--engine", "py:mine.py:capture"}), 0);
  const auto repro = jit_probe({"repro", "latest", "c/one", "py:mine.py:capture"}, folder.path);
  exits(repro, 0);
  says(repro.out, "# torch 9.9.0, capture of mine.py: sound\n");
  says(repro.out,
       "    ENGINE_FILE, ENGINE_FUNCTION = \"mine.py\", \"capture\"\n"
       "    ENGINE_TEXT = (\n"
       "        \"def capture(entry, example):\\n\"\n"
       "        \"    return entry\\n\"\n"
       "    )\n");
}

BOOST_AUTO_TEST_CASE(a_run_goes_on_with_the_engine_as_it_is_now) {
  add_cases({"one"});
  folder.write("mine.py", engine_text);
  exits(run({"cases", "--engine", "py:mine.py:capture"}), 0);
  exits(run({"--resume"}), 0);
  BOOST_TEST(asked() == "c/one py:mine.py:capture\n");
  folder.write("mine.py", engine_text + "# another line\n");
  says(run({"--resume"}).err, "c/one has changed since its records were made");
  BOOST_TEST(asked() == "c/one py:mine.py:capture\nc/one py:mine.py:capture\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_engine_is_refused_before_anything_runs) {
  add_cases({"one"});
  folder.write("mine.py", engine_text);
  const auto refused = [&](const std::string& engine, const std::string& why) {
    const auto ended = run({"cases", "--engine", engine});
    exits(ended, 2);
    says(ended.err, why);
  };
  refused("py:mine.py", "'py:mine.py' is no engine: write py:FILE.py:FUNCTION, a function that FILE.py defines");
  refused("py:nowhere.py:f", "'py:nowhere.py:f': cannot read 'nowhere.py': see that it exists and may be read");
  refused("py:mine.py:captur",
          "'py:mine.py:captur': mine.py has no 'captur': did you mean 'capture'? name a function that takes the entry");
  fs::create_directories(folder.path / "folder.py");
  refused("py:folder.py:f", "cannot read 'folder.py'");
  BOOST_TEST(asked() == "");
}

BOOST_AUTO_TEST_SUITE_END()
