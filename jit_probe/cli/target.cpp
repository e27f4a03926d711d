// Making requests of targets.
#include "jit_probe/cli/target.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "jit_probe/cli/errors.hpp"
#include "jit_probe/cli/shell_words.hpp"
#include "jit_probe/record/text_encoding.hpp"
#include "jit_probe/suite/nearest.hpp"
#include "jit_probe/suite/program_text.hpp"

namespace dy2stat {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError("cannot read '" + path.string() + "': see that it exists and may be read");
  return {std::istreambuf_iterator<char>(file), {}};
}

// Folders that hold no source of the program: hidden ones, caches, virtual environments.
bool is_passed_over(const fs::path& folder) {
  const auto name = folder.filename().string();
  return name.starts_with(".") || name == "__pycache__" || fs::exists(folder / "pyvenv.cfg");
}

std::map<std::string, std::string> python_files(const fs::path& tree) {
  if (!fs::is_directory(tree)) throw UsageError("--path '" + tree.string() + "' is no folder");
  std::map<std::string, std::string> files;
  std::size_t bytes = 0;
  for (fs::recursive_directory_iterator item(tree), end; item != end; ++item) {
    if (item->is_directory() && is_passed_over(item->path())) item.disable_recursion_pending();
    if (!item->is_regular_file() || item->path().extension() != ".py") continue;
    const auto name = fs::relative(item->path(), tree).string();
    if (!is_utf8(name))
      throw UsageError("--path '" + tree.string() + "' holds a file whose name is not UTF-8, " + shell_words({name}) +
                       ": rename it");
    bytes += item->file_size();
    if (files.size() == most_tree_files || bytes > most_tree_bytes)
      throw UsageError("--path '" + tree.string() + "' holds more than " + std::to_string(most_tree_files) +
                       " .py files or 32 MiB of them; name a narrower folder, since a worker gets all of it");
    files[name] = bytes_of(item->path());
  }
  return files;
}

// "package/module.py" -> "package.module"
std::string module_of(const fs::path& file) {
  auto name = file.filename() == "__init__.py" && file.has_parent_path() ? file.parent_path().string()
                                                                         : fs::path(file).replace_extension().string();
  std::ranges::replace(name, '/', '.');
  return name;
}

void take_file(CaseRequest& request, const fs::path& file, const std::string& tree) {
  fs::path name = file.filename();
  if (!fs::is_regular_file(file))
    throw UsageError("there is no file '" + file.string() + "'; a target is file.py:ENTRY or package.module:ENTRY");
  if (!tree.empty())
    if (const auto below = fs::proximate(file, tree); !below.string().starts_with("..")) name = below;
  if (name.stem().string().find('.') != std::string::npos)
    throw UsageError("'" + file.string() + "' cannot be imported: its name has a dot before .py; rename it");
  request.files[name.string()] = bytes_of(file);
  request.module = module_of(name);
}

// The file among the request's that is its module; null if it is a module that is installed beside torch.
const std::string* source_of(const CaseRequest& request) {
  for (const auto& [name, content] : request.files)
    if (module_of(name) == request.module) return &content;
  return nullptr;
}

// Whether the name stands anywhere in Python's text.
bool holds_name(const std::string& source, const std::string& name) {
  const auto is_letter = [&](std::size_t at) {
    return at < source.size() && (std::isalnum(static_cast<unsigned char>(source[at])) || source[at] == '_');
  };
  for (auto at = source.find(name); at != std::string::npos; at = source.find(name, at + 1))
    if (!(at > 0 && is_letter(at - 1)) && !is_letter(at + name.size())) return true;
  return false;
}

// A name that the module's text does not hold is mistyped. One that it holds may be bound in a way that only running
// it shows.
void check_entry(const CaseRequest& request, const std::string& word) {
  const auto* source = source_of(request);
  const auto name = request.entry.substr(0, request.entry.find('.'));
  if (!source || holds_name(*source, name)) return;
  const auto names = bound_names(*source);
  if (names.contains("*")) return;
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw UsageError("'" + word + "': " + request.module + " has no '" + name + "': " + did_you_mean(name, known) +
                   "name a function, class or instance that it defines");
}

void check_inputs(const CaseRequest& request, const std::string& word) {
  if (!request.input_expressions.empty()) return;
  if (const auto* source = source_of(request)) {
    const auto names = bound_names(*source);
    if (names.contains("inputs") || names.contains("*")) return;
  }
  throw UsageError("'" + word +
                   "' has no inputs(), so that nothing can be called: give the arguments of each call, as in\n"
                   "  --input 'torch.randn(1, 3, 8, 8)'            one argument\n"
                   "  --input '(torch.ones(2), 3)'                 several\n"
                   "  --input '((torch.ones(2),), {\"scale\": 3})'   by position and by keyword");
}

}  // namespace

bool is_target(const std::string& word) {
  const auto colon = word.rfind(':');
  return colon != std::string::npos && colon > 0 && !fs::exists(word);
}

CaseRequest target_request(const std::string& word, const RunOptions& options) {
  const auto colon = word.rfind(':');
  const auto place = word.substr(0, colon);
  CaseRequest request;
  request.case_name = word;
  request.entry = word.substr(colon + 1);
  request.init_expression = options.init;
  request.input_expressions = options.inputs;
  if (request.entry.empty())
    throw UsageError("'" + word + "' names no entry: write " + place + ":ENTRY, a function, class or instance in it");
  if (!options.source_tree.empty()) request.files = python_files(options.source_tree);
  if (place.ends_with(".py"))
    take_file(request, place, options.source_tree);
  else if (place.find('/') != std::string::npos)
    throw UsageError("'" + place + "' is neither a file that ends in .py nor a module: write file.py:ENTRY, or " +
                     "package.module:ENTRY with --path DIR");
  else
    request.module = place;
  check_entry(request, word);
  if (!options.may_lack_inputs) check_inputs(request, word);
  return request;
}

CaseRequest file_request(const std::string& path, const std::string& source_tree) {
  CaseRequest request;
  request.case_name = path;
  if (!source_tree.empty()) request.files = python_files(source_tree);
  take_file(request, path, source_tree);
  return request;
}

}  // namespace dy2stat
