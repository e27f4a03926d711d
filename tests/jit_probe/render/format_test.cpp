// Tables in each format.
#include "jit_probe/render/format.hpp"

#include <cstdlib>

#include "example_records.hpp"
#include "support/golden.hpp"
#include "support/process.hpp"

using namespace dy2stat;

namespace {

// The example's tables; names hold every letter that a format must escape.
std::vector<Table> example_tables() {
  auto records = example_records();
  records[1].as_expected = true;
  records.push_back(example_record("flow/50%_$x^2~{a}#b\\c<d>[e]*`f", "trace", "2.13.0", Verdict::crashed));
  return {
      verdict_table(records, TableBy::category),
      mechanism_table(records, {{"one_path_traced", "a branch is decided once, by the example & for all | of them"}})};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(format_test)

BOOST_AUTO_TEST_CASE(each_format_is_as_a_person_found_it_right) {
  const auto tables = example_tables();
  test::check_golden("table.txt", render_tables(tables, TableFormat::terminal));
  test::check_golden("table-colour.txt", render_tables(tables, TableFormat::terminal, true));
  test::check_golden("table.md", render_tables(tables, TableFormat::markdown));
  test::check_golden("table.csv", render_tables({tables[0]}, TableFormat::csv));
  test::check_golden("table.json", render_tables(tables, TableFormat::json));
  test::check_golden("table.tex", render_tables(tables, TableFormat::latex));
}

BOOST_AUTO_TEST_CASE(a_wide_table_has_its_header_in_two_lines) {
  const std::vector<std::string> engines(9, "export[strict] torch-2.13.0");
  const auto header_of = [&](std::size_t columns) {
    const Table table{"", "case", {engines.begin(), engines.begin() + static_cast<long>(columns)}, {}, {}, {}};
    const auto text = terminal_table(table, false);
    return text.substr(0, text.find("\n-"));
  };
  BOOST_TEST(header_of(2) == "case  export[strict] torch-2.13.0  export[strict] torch-2.13.0");
  const auto wide = header_of(9);
  BOOST_TEST(wide.starts_with("case  export[strict]  export[strict]  "));
  BOOST_TEST(wide.substr(wide.find('\n')).starts_with("\n      torch-2.13.0    torch-2.13.0    "));
}

BOOST_AUTO_TEST_CASE(csv_holds_one_table) {
  BOOST_CHECK_EXCEPTION(render_tables(example_tables(), TableFormat::csv), std::invalid_argument,
                        [](const std::exception& error) {
                          return std::string(error.what()).find("--table verdicts or mechanisms") != std::string::npos;
                        });
}

BOOST_AUTO_TEST_CASE(json_is_one_array) {
  const auto json = Json::parse(render_tables(example_tables(), TableFormat::json));
  BOOST_TEST(json.size() == 2u);
  BOOST_TEST(json[0].at("groups")[0].at("name") == "closures");
}

BOOST_AUTO_TEST_CASE(a_markdown_row_has_as_many_cells_as_the_header) {
  const auto text = render_tables({example_tables()[0]}, TableFormat::markdown);
  std::istringstream lines(text);
  std::size_t rows = 0;
  const auto pipes = [](const std::string& line) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < line.size(); ++at) count += line[at] == '|' && (at == 0 || line[at - 1] != '\\');
    return count;
  };
  std::optional<std::size_t> width;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('|')) continue;
    ++rows;
    if (!width) width = pipes(line);
    BOOST_TEST(pipes(line) == *width, line);
  }
  BOOST_TEST(rows > 8u);
}

BOOST_AUTO_TEST_CASE(latex_compiles_as_it_is) {
  if (std::system("command -v pdflatex >/dev/null") != 0) {
    BOOST_TEST_MESSAGE("SKIPPED: there is no pdflatex; texlive-latex-base has it");
    return;
  }
  const test::Folder folder;
  folder.write("table.tex", render_tables(example_tables(), TableFormat::latex));
  const auto ended = test::run_process(
      {"/usr/bin/env", "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"}, folder.path);
  BOOST_TEST(ended.exit_code == 0, ended.out);
  BOOST_TEST(std::filesystem::exists(folder.path / "table.pdf"));
  BOOST_TEST(ended.out.find("Overfull") == std::string::npos, ended.out);
}

BOOST_AUTO_TEST_CASE(words_are_checked) {
  BOOST_CHECK_EXCEPTION(table_format_from("html"), UnknownWord, [](const UnknownWord& error) {
    return std::string(error.what()).find("terminal, markdown, csv, json, latex") != std::string::npos;
  });
}

BOOST_AUTO_TEST_SUITE_END()
