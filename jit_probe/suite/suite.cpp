// Finding cases and reading all of them.
#include "jit_probe/suite/suite.hpp"

#include <map>
#include <set>

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

// Adds `folder` if it is a case; true if there is nothing below it to look at.
bool visit(const fs::path& folder, std::set<fs::path>& found, Problems& problems) {
  const bool is_case = fs::exists(folder / "case.toml");
  if (is_case)
    found.insert(folder);
  else if (fs::exists(folder / "program.py"))
    problems.push_back(
        {(folder / "case.toml").string(), 1, 1, "a program without case.toml", "describe the case there"});
  const auto name = folder.filename().string();
  return is_case || name == "__pycache__" || (name.size() > 1 && name.starts_with(".") && name != "..");
}

void visit_below(const fs::path& folder, std::set<fs::path>& found, Problems& problems) {
  std::error_code failure;
  for (fs::recursive_directory_iterator item(folder, failure), end; item != end; item.increment(failure))
    if (item->is_directory() && visit(item->path(), found, problems)) item.disable_recursion_pending();
  if (failure)
    problems.push_back({folder.string(), 1, 1, "cannot be read: " + failure.message(), "see to its permissions"});
}

Problem no_folder(const fs::path& path) {
  if (path.extension() == ".py" && !fs::exists(path))
    return {path.string(), 1, 1, "there is no such file",
            "correct the name; what is run of a program is named too, " + path.string() + ":ENTRY"};
  if (path.extension() == ".py")
    return {path.string(), 1, 1, "this is a program, not a case",
            "name what is captured in it, " + path.string() + ":ENTRY, or the folder of a case"};
  return {path.string(), 1, 1, "there is no such folder", "name a case's folder, or one that holds cases"};
}

// The mechanisms.toml of the nearest folder above a case; empty if there is none.
fs::path mechanisms_above(const fs::path& folder) {
  for (auto above = fs::weakly_canonical(folder); above.has_relative_path();) {
    above = above.parent_path();
    if (fs::exists(above / "mechanisms.toml")) return fs::proximate(above / "mechanisms.toml");
  }
  return {};
}

}  // namespace

std::vector<fs::path> find_cases(const std::vector<fs::path>& paths, Problems& problems) {
  std::map<fs::path, fs::path> by_place;  // a folder named in two ways is one case
  for (const auto& path : paths) {
    const auto folder = path.has_filename() ? path : path.parent_path();
    if (!fs::is_directory(folder)) {
      problems.push_back(no_folder(path));
      continue;
    }
    std::set<fs::path> found;
    if (!visit(folder, found, problems)) visit_below(folder, found, problems);
    for (const auto& item : found) by_place.emplace(fs::weakly_canonical(item), item);
  }
  std::vector<fs::path> cases;
  for (const auto& [place, folder] : by_place) cases.push_back(folder);
  return cases;
}

Suite read_suite(const std::vector<fs::path>& paths, Problems& problems) {
  Suite suite;
  std::map<fs::path, Mechanisms> by_file;
  std::map<std::string, fs::path> names;
  for (const auto& folder : find_cases(paths, problems)) {
    const auto file = mechanisms_above(folder);
    if (!by_file.contains(file)) by_file[file] = file.empty() ? Mechanisms{} : read_mechanisms(file, problems);
    auto read = read_case(folder, &by_file[file], problems);
    if (!read) continue;
    if (const auto [first, is_new] = names.emplace(read->name, folder); !is_new)
      problems.push_back({(folder / "case.toml").string(), 1, 1,
                          "there are two cases '" + read->name + "', the other in " + first->second.string(),
                          "rename one of the folders: the last two of a case's path are its name"});
    suite.cases.push_back(std::move(*read));
  }
  for (auto& [file, mechanisms] : by_file) suite.mechanisms.merge(mechanisms);
  return suite;
}

}  // namespace dy2stat
