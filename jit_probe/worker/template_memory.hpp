// Arranges the memory of a template so that its forked children need few pages of their own.
#pragma once

namespace dy2stat {

// Takes every free block of Python's and of C's allocator and keeps it for good: a few MiB. What is allocated from now
// on, here or in a process that is forked, lies densely on fresh pages; in a gap between blocks of the parent each
// allocation could cost the copy of another page. Call it once, after the last garbage collection.
void leave_no_gaps();

// Asks the kernel to put the private anonymous memory of this process (heap, Python's arenas) into huge pages: a fork
// then copies one entry for 2 MiB instead of one for each 4 KiB, and its exit frees as few. A kernel that cannot
// (Linux before 6.1) changes nothing.
void move_into_huge_pages();

// From now on each block of 64 KiB or more returns to the system when it is freed: the template, which serves many
// cases, keeps nothing of the largest of them. (By itself glibc keeps more, the larger the blocks were that it freed.)
void give_large_blocks_back();

// From now on blocks of up to 32 MiB, the most that glibc allows, stay with the process when they are freed: the next
// activation of a model takes the same pages, where it would have to touch as many fresh ones. For a process that runs
// one program and ends.
void keep_large_blocks();

}  // namespace dy2stat
