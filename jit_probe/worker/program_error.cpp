// Describing Python exceptions.
#include "jit_probe/worker/program_error.hpp"

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
  for (py::object at = traceback; !at.is_none(); at = at.attr("tb_next")) {
    const auto file = at.attr("tb_frame").attr("f_code").attr("co_filename").cast<std::string>();
    if (auto own = without_folder(file); own != file)
      where = own + ":" + py::str(at.attr("tb_lineno")).cast<std::string>();
  }
  return where;
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

Error error_from(py::error_already_set& error) {
  Error described;
  described.type = py::str(error.type().attr("__name__")).cast<std::string>();
  try {
    described.message = without_folder(py::str(error.value()).cast<std::string>());
  } catch (py::error_already_set&) {
    described.message = "(its message cannot be shown: __str__ raised)";
  }
  if (error.trace()) described.where = own_line(error.trace());
  return described;
}

Verdict verdict_for(const Error& error, Verdict otherwise) {
  const bool memory = error.type == "MemoryError" || error.message.find("can't allocate memory") != std::string::npos ||
                      error.message.find("std::bad_alloc") != std::string::npos;
  return memory ? Verdict::out_of_memory : otherwise;
}

}  // namespace dy2stat
