// Makes this process cheap to fork.
#pragma once

namespace dy2stat {

// Moves the anonymous memory of this process into huge pages where it fills whole ones. A fork then copies one entry
// for 2 MiB instead of 512, and what a child writes to is still copied by 4 KiB. Does nothing on a kernel that cannot
// (MADV_COLLAPSE came with Linux 6.1).
void move_into_huge_pages();

}  // namespace dy2stat
