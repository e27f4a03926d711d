// A file of records that was cut anywhere holds every whole record, and nothing else.
#include "bench/calls/writer/cut_file.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "bench/calls/writer/output_files.hpp"
#include "tests/support/folder.hpp"

namespace dy2stat::calls {
namespace {

// An assembled file with two APIs of two calls each.
std::string whole_file(const std::string& format) {
  const test::Folder folder;
  Options options;
  options.format = format;
  options.out_dir = folder.path / "out";
  OutputFiles files(options);
  for (const std::string_view name : {"a", "b"})
    for (int k = 0; k < 2; ++k) {
      Call call;
      call.name = name;
      call.arguments = R"([{"a": 1}, "},"])";
      files.add(call);
    }
  files.finish();
  return test::content_of(files.files().at(0));
}

// How many records it holds; -1 if it cannot be read.
int records_in(const std::string& text, const std::string& format) {
  if (format == "csv") return text.ends_with("\r\n") ? static_cast<int>(std::ranges::count(text, '\n')) - 1 : -1;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (json.is_discarded()) return -1;
  if (format == "trace-event") return static_cast<int>(json.at("traceEvents").size());
  std::size_t count = 0;
  for (const auto& [name, group] : json.items()) count += group.at("calls").size();
  return static_cast<int>(count);
}

// The lines of a whole file that are records.
int whole_records(const std::string& part, const std::string& format) {
  std::istringstream lines(part.substr(0, part.rfind('\n') + 1));
  int count = 0;
  for (std::string line; std::getline(lines, line);)
    count += format == "json"  ? line.starts_with("\"1\"") || line.starts_with("\"2\"")
             : format == "csv" ? line.starts_with("a,") || line.starts_with("b,")
                               : line.starts_with("{\"ph\"");
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cut_file_test)

BOOST_AUTO_TEST_CASE(wherever_it_is_cut) {
  for (const auto& format : formats) {
    const auto whole = whole_file(format);
    BOOST_REQUIRE(records_in(whole, format) == 4);
    const test::Folder folder;
    for (std::size_t bytes = 0; bytes <= whole.size(); ++bytes) {
      const auto part = whole.substr(0, bytes);
      const auto file = folder.write("part", part);
      const bool closed = close_cut_file(file, format);
      BOOST_REQUIRE_EQUAL(closed, part.find('\n') != std::string::npos);
      const auto text = test::content_of(file);
      if (closed)
        BOOST_REQUIRE_MESSAGE(records_in(text, format) == whole_records(part, format), format << " at " << bytes
                                                                                              << ":\n"
                                                                                              << text);
      else
        BOOST_REQUIRE_EQUAL(text, part);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_whole_file_stays_as_it_is) {
  for (const auto& format : formats) {
    const test::Folder folder;
    const auto whole = whole_file(format);
    const auto file = folder.write("whole", whole);
    BOOST_TEST(close_cut_file(file, format));
    BOOST_TEST(test::content_of(file) == whole);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::calls
