// Tables as LaTeX.
#include <algorithm>

#include "jit_probe/render/format.hpp"

namespace dy2stat {
namespace {

// Everything that TeX reads as a command, and every byte beyond ASCII (as \xNN), for which a font may have no letter.
std::string latex_escaped(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 32 || byte > 126) {
      static constexpr char digits[] = "0123456789ABCDEF";
      result += std::string("\\textbackslash{}x") + digits[byte >> 4] + digits[byte & 15];
    } else if (letter == '\\') {
      result += "\\textbackslash{}";
    } else if (letter == '~') {
      result += "\\textasciitilde{}";
    } else if (letter == '^') {
      result += "\\textasciicircum{}";
    } else if (letter == '<' || letter == '>' || letter == '|') {
      // In TeX's own font encoding these print as other letters.
      result += letter == '<' ? "\\textless{}" : letter == '>' ? "\\textgreater{}" : "\\textbar{}";
    } else if (letter == '[' || letter == ']' || letter == '*') {
      // After a line's end TeX would read these as the arguments of "\\".
      result += std::string("{") + letter + "}";
    } else {
      if (std::string_view("&%$#_{}").find(letter) != std::string_view::npos) result += '\\';
      result += letter;
    }
  }
  return result;
}

std::string latex_line_of(const Row& row) {
  std::string line = latex_escaped(row.name);
  for (const auto& cell : row.cells)
    line += " & " + (cell.best ? "\\textbf{" + latex_escaped(cell.marked()) + "}" : latex_escaped(cell.marked()));
  return line + " \\\\\n";
}

// Columns of counts and verdicts are as wide as they are; those of sentences are broken into lines.
std::string columns_of(const Table& table) {
  constexpr std::size_t sentence = 30;
  std::string letters;
  for (std::size_t column = 0; column < table.columns.size(); ++column) {
    std::size_t widest = 0;
    for (const auto& group : table.groups)
      for (const auto& row : group.rows) widest = std::max(widest, row.cells[column].text.size());
    letters += widest > sentence ? "p{0.3\\linewidth}" : "l";
  }
  return letters;
}

std::string latex_table(const Table& table) {
  const auto width = std::to_string(table.columns.size() + 1);
  Row header{table.row_header, {}};
  for (const auto& column : table.columns) header.cells.push_back({column, {}});
  std::string text = "\\begin{longtable}{@{}l" + columns_of(table) + "@{}}\n\\caption{" + latex_escaped(table.title) +
                     "} \\\\\n\\toprule\n" + latex_line_of(header) + "\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n";
  for (const auto& group : table.groups) {
    if (!group.name.empty())
      text += "\\multicolumn{" + width + "}{@{}l@{}}{\\textbf{" + latex_escaped(group.name) + "}} \\\\*\n";
    for (const auto& row : group.rows) text += latex_line_of(row);
  }
  if (!table.totals.empty()) text += "\\midrule\n";
  for (const auto& row : table.totals) text += latex_line_of(row);
  text += "\\end{longtable}\n";
  if (table.legend.empty()) return text;
  text += "\\begin{description}\n";
  for (const auto& [sign, meaning] : table.legend)
    text += "\\item[{" + latex_escaped(sign) + "}] " + latex_escaped(meaning) + "\n";
  return text + "\\end{description}\n";
}

}  // namespace

std::string latex_tables(const std::vector<Table>& tables) {
  std::string text =
      "\\documentclass{article}\n\\usepackage[T1]{fontenc}\n\\usepackage[margin=2cm]{geometry}\n"
      "\\usepackage{booktabs}\n\\usepackage{longtable}\n\\begin{document}\n\\footnotesize\n"
      "\\setlength{\\tabcolsep}{4pt}\n";
  for (const auto& table : tables) text += latex_table(table);
  return text + "\\end{document}\n";
}

}  // namespace dy2stat
