// Preparing and writing output files.
#include "jit_probe/cli/output_file.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/record/run_folder.hpp"

namespace dy2stat {

namespace fs = std::filesystem;

void prepare_output_file(const fs::path& file, const std::string& option) {
  if (fs::is_directory(file)) throw UsageError(option + ": this is a folder: name a file in it");
  const auto folder = file.parent_path();
  std::error_code problem;
  if (!folder.empty()) fs::create_directories(folder, problem);
  if (problem)
    throw UsageError(option + ": the folder '" + folder.string() + "' cannot be made: " + problem.message() +
                     "; name another one");
}

void write_output_file(const fs::path& file, std::string_view text) {
  if (!fs::exists(file) || fs::is_regular_file(file)) return write_atomically(file, text);
  std::ofstream stream(file, std::ios::binary);
  if (!(stream << text << std::flush))
    throw fs::filesystem_error("cannot write", file, std::error_code(errno, std::generic_category()));
}

}  // namespace dy2stat
