// The program calls_writer: started by a recording in a user's own program, it outlives that and closes the files.
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <exception>

#include "bench/calls/writer/writer.hpp"

namespace {

// The answer's length goes before it.
void answer(int control, const std::string& text) {
  const auto length = static_cast<std::uint64_t>(text.size());
  ::send(control, &length, sizeof length, MSG_NOSIGNAL);
  for (std::size_t sent = 0; sent < text.size();) {
    const auto count = ::send(control, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

}  // namespace

// The descriptors 3 and 4 are the arena and the socket to the recording.
int main(int count, char** words) {
  if (count != 6) {
    std::fputs("calls_writer is started by dy2stat.calls; there is nothing to do with it by hand\n", stderr);
    return 2;
  }
  dy2stat::calls::Options options;
  options.format = words[1];
  options.out_dir = words[2];
  options.file_max_size = words[3];
  options.file_name_spec = words[4];
  options.program = words[5];
  ::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error that is told, like a full disk
  bool is_ready = false;
  const auto say = [](char word) { ::send(4, &word, 1, MSG_NOSIGNAL); };
  try {
    answer(4, write_recording(*dy2stat::calls::map_arena(3), 4, options, [&] {
             is_ready = true;
             say('R');
           }));
  } catch (const std::exception& error) {
    if (!is_ready) say('F');
    answer(4, dy2stat::calls::summary_of_failure(error.what()));
    return 1;
  }
}
