// Runs every command of every document and compares what it prints with what the document shows.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "tests/documents/console_blocks.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

const fs::path source = DY2STAT_SOURCE;

// Commands that cannot run inside a test, by their exact text, and why. That `./run` has them is checked.
const std::map<std::string, std::string> not_run{
    {"./run suite", "sets up, builds and takes minutes; its last step is `jit_probe run cases`"},
    {"./run tests", "runs this test"},
    {"./run bench harness", "takes minutes and needs an idle machine"},
    {"./run bench syntax", "takes minutes; its sample is run by the tests of ast/"},
    {"./run passes", "takes minutes; the tests of each worker do the same"},
    {"./run bench records", "takes minutes and needs an idle machine"},
    {"./run setup --torch 2.12.0", "downloads another torch"},
    {"./run setup --python /path/to/python", "needs an environment of the reader's"},
    {"./run build", "builds, and nothing else may while tests run"},
};

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> documents() {
  std::vector<std::string> names{"README.md", "CONTRIBUTING.md"};
  std::set<std::string> notes;
  if (fs::exists(source / "notes"))
    for (const auto& item : fs::directory_iterator(source / "notes"))
      if (item.path().extension() == ".md") notes.insert("notes/" + item.path().filename().string());
  names.insert(names.end(), notes.begin(), notes.end());
  return names;
}

// A folder like the project's own, for one document's session: it may write there what it likes.
class SessionFolder {
 public:
  SessionFolder() {
    std::string name = (fs::temp_directory_path() / "dy2stat-document-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(name.data()));
    path_ = name;
    fs::copy(source / "cases", path_ / "cases", fs::copy_options::recursive);
    fs::copy(source / "run", path_ / "run");
    fs::create_directory_symlink(DY2STAT_BINARY, path_ / "build");
  }
  ~SessionFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  SessionFolder(const SessionFolder&) = delete;
  SessionFolder& operator=(const SessionFolder&) = delete;

  // Runs the command as a reader would, and returns its exit code and what it printed.
  std::pair<int, Lines> run(const std::string& command) const {
    const auto script = path_ / ".command", output = path_ / ".output";
    std::ofstream(script) << "cd '" << path_.string()
                          << "' && PATH=" DY2STAT_BINARY "/bin:$PATH NO_COLOR=1\nexport PATH NO_COLOR\n"
                          << command << "\n";
    const auto all = "timeout 600 bash '" + script.string() + "' >'" + output.string() + "' 2>&1 </dev/null";
    const int status = std::system(all.c_str());
    auto text = content_of(output);
    for (const auto& folder : {path_.string() + "/", source.string() + "/"})
      for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, lines_of(text)};
  }

 private:
  fs::path path_;
};

// The word after `./run`, if the command begins so.
std::string subcommand_of_run(const std::string& command) {
  std::istringstream words(command);
  std::string first, second;
  words >> first >> second;
  return first == "./run" ? second : "";
}

void check_command(const DocumentedCommand& command, const std::string& document, const SessionFolder& folder) {
  BOOST_TEST_CONTEXT(document << ":" << command.line << ": $ " << command.text) {
    if (not_run.contains(command.text)) {
      const auto help = folder.run("./run help").second;
      const auto word = "  " + subcommand_of_run(command.text);
      BOOST_TEST(std::ranges::any_of(help, [&](const auto& line) { return line.starts_with(word); }));
      return;
    }
    const auto [exit_code, output] = folder.run(command.text);
    BOOST_TEST(exit_code == command.exit_code);
    std::string printed;
    for (const auto& line : output) printed += line + "\n";
    const auto difference = mismatch(command.expected, output);
    BOOST_CHECK_MESSAGE(!difference, *difference << "\nit printed:\n" << printed);
  }
}

BOOST_AUTO_TEST_SUITE(documents_test)

BOOST_DATA_TEST_CASE(every_command_prints_what_the_document_shows, boost::unit_test::data::make(documents()),
                     document) {
  const auto blocks = console_blocks_in(content_of(source / document));
  const SessionFolder folder;
  for (const auto& command : blocks.commands) check_command(command, document, folder);
  for (const auto& shown : blocks.files)
    BOOST_CHECK_MESSAGE(shown.text == content_of(source / shown.path),
                        document << ":" << shown.line << ": this is not what " << shown.path << " holds");
}

BOOST_AUTO_TEST_CASE(a_command_that_is_not_run_stands_in_a_document) {
  std::set<std::string> written;
  for (const auto& document : documents())
    for (const auto& command : console_blocks_in(content_of(source / document)).commands) written.insert(command.text);
  for (const auto& [command, why] : not_run)
    BOOST_CHECK_MESSAGE(written.contains(command), command << " (" << why << ")");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace dy2stat
