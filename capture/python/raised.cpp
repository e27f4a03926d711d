// What Python raised, as plain text that means the same on every machine and in every run.
#include "capture/python/raised.hpp"

#include <filesystem>

namespace dy2stat {
namespace {

// "/tmp/folder/"; empty when the program has removed the folder it runs in.
std::string current_folder() {
  std::error_code gone;
  const auto path = std::filesystem::current_path(gone);
  return gone ? "" : path.string() + "/";
}

std::string own_line(const py::object& traceback) {
  const auto here = current_folder();
  std::string where;
  for (py::object step = traceback; !here.empty() && !step.is_none(); step = step.attr("tb_next")) {
    const auto file = step.attr("tb_frame").attr("f_code").attr("co_filename").cast<std::string>();
    if (file.starts_with(here))
      where = file.substr(here.size()) + ":" + py::str(step.attr("tb_lineno")).cast<std::string>();
  }
  return where;
}

// Bytes that are no UTF-8 (lone surrogates) become backslash escapes.
std::string text_of(const py::object& value) {
  return py::str(value).attr("encode")("utf-8", "backslashreplace").cast<std::string>();
}

}  // namespace

std::string without_folder(std::string text) {
  const auto here = current_folder();
  if (here.size() <= 1) return text;
  for (auto at = text.find(here); at != std::string::npos; at = text.find(here, at)) text.erase(at, here.size());
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
