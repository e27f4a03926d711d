// What Python raised, as plain text that means the same on every machine and in every run.
#include "capture/python/raised.hpp"

#include <filesystem>

namespace dy2stat {
namespace {

std::string own_line(const py::object& traceback) {
  std::string where;
  for (py::object step = traceback; !step.is_none(); step = step.attr("tb_next")) {
    const auto file = step.attr("tb_frame").attr("f_code").attr("co_filename").cast<std::string>();
    if (const auto own = without_folder(file); own != file)
      where = own + ":" + py::str(step.attr("tb_lineno")).cast<std::string>();
  }
  return where;
}

// Bytes that are no UTF-8 (lone surrogates) become backslash escapes.
std::string text_of(const py::object& value) {
  return py::str(value).attr("encode")("utf-8", "backslashreplace").cast<std::string>();
}

}  // namespace

const std::string& worker_folders() {
  // As the system names the current folder: without links.
  static const std::string beginning =
      (std::filesystem::canonical(std::filesystem::temp_directory_path()) / "jit_probe_worker-").string();
  return beginning;
}

std::string without_folder(std::string text) {
  const auto& beginning = worker_folders();
  for (auto at = text.find(beginning); at != std::string::npos; at = text.find(beginning, at)) {
    auto file = at + beginning.size();
    for (int levels = 0; levels < 3 && file != std::string::npos; ++levels) {
      file = text.find('/', file);
      if (file != std::string::npos) ++file;
    }
    if (file == std::string::npos) break;
    text.erase(at, file - at);
  }
  return text;
}

Raised raised_from(const py::error_already_set& error) {
  Raised raised;
  raised.type = py::str(error.type().attr("__name__")).cast<std::string>();
  try {
    raised.message = without_folder(text_of(error.value()));
  } catch (py::error_already_set&) {
    raised.message = "(its message cannot be shown: __str__ raised)";
  }
  if (error.trace()) raised.where = own_line(error.trace());
  return raised;
}

}  // namespace dy2stat
