// Python programs that misbehave at one chosen moment.
#pragma once

#include <string>

namespace hostile {

// `lines` of Python are indented alike and may use the modules imported here.
inline constexpr const char* imports = R"(
import ctypes, itertools, os, shutil, signal, sys, threading, time
import torch

)";

inline std::string indented(const std::string& lines) {
  std::string text = "    ";
  for (const char byte : lines) text += byte == '\n' ? "\n    " : std::string(1, byte);
  return text + "\n";
}

inline constexpr const char* harmless_function = R"(
def func(x):
    return x * 2

)";

inline constexpr const char* harmless_inputs = R"(
def inputs():
    return [(torch.ones(2),)]

)";

inline std::string at_import(const std::string& lines) {
  return std::string(imports) + harmless_function + harmless_inputs + "if True:\n" + indented(lines);
}

inline std::string in_inputs(const std::string& lines) {
  return std::string(imports) + harmless_function + "def inputs():\n" + indented(lines) +
         "    return [(torch.ones(2),)]\n";
}

// In each call of the Python function: by eager and, while it captures, by trace.
inline std::string in_call(const std::string& lines) {
  return std::string(imports) + "def func(x):\n" + indented(lines) + "    return x * 2\n" + harmless_inputs;
}

// When `engine`, "script" or "trace", begins to capture; never in eager.
inline std::string in_capture(const std::string& engine, const std::string& lines) {
  return std::string(imports) + harmless_function + harmless_inputs + "def trap(*positional, **keywords):\n" +
         indented(lines) + "\ntorch.jit." + engine + " = trap\n";
}

}  // namespace hostile
