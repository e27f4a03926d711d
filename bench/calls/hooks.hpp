// What of torch is replaced while API calls are recorded, because the override protocol does not reach it: functions,
// classes' constructors and methods, calls of modules, indexing, and the start of threads.
#pragma once

#include <string>

#include "capture/python/headers.hpp"

namespace dy2stat::calls {

// Replaces it, in torch and where the user's modules have imported it by name. Needs the public names.
void install_hooks();
// Puts everything back.
void remove_hooks();

// Whether an API captures programs. It must see torch itself: it knows functions by their identity and reads sources.
bool captures_programs(const std::string& name);

// Takes the hooks away for a while.
class WithoutHooks {
 public:
  WithoutHooks();
  ~WithoutHooks();  // keeps the exception that is set, if one is
  WithoutHooks(const WithoutHooks&) = delete;
  WithoutHooks& operator=(const WithoutHooks&) = delete;

 private:
  bool were_installed_;
};

}  // namespace dy2stat::calls
