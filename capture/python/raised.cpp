// What Python raised, as plain text that means the same on every machine and in every run.
#include "capture/python/raised.hpp"

#include <filesystem>

namespace dy2stat {
namespace {

// How the folder of a case begins; six characters, the folder of one of its processes and the file's name follow.
const std::string& case_folder() {
  static const std::string beginning = (std::filesystem::temp_directory_path() / "jit_probe-").string();
  return beginning;
}

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

std::string without_folder(std::string text) {
  for (auto at = text.find(case_folder()); at != std::string::npos; at = text.find(case_folder(), at)) {
    const auto process = text.find('/', at + case_folder().size());
    const auto file = process == std::string::npos ? process : text.find('/', process + 1);
    if (file == std::string::npos) break;
    text.erase(at, file + 1 - at);
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
