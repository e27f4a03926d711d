// What the processes of a case do, each a function that its process runs from start to end.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "jit_probe/record/record.hpp"
#include "jit_probe/record/request.hpp"
#include "jit_probe/worker/shared_text.hpp"

namespace dy2stat {

// One engine's part of a case.
struct EngineTurn {
  Record record;        // case, engine, worker and torch
  SharedText result;    // what `run_engine` leaves, as frames; `reached` is the stage
  SharedText captured;  // what the artifact showed, where it differs wrongly from eager
  SharedText opinion;   // the frame of its record after the second opinion
};

// A case, in memory that its processes share.
struct SharedCase {
  CaseRequest request;
  std::filesystem::path folder;  // of this case's own; each process works in a folder below
  SharedText child;              // the outcome of loading and of eager as a record; `reached` is the stage
  SharedText reference;          // eager's observations
  SharedText listing;            // the lines that eager executed
  SharedText turns;              // `reached` counts the engines that were begun in the child itself
  std::vector<std::unique_ptr<EngineTurn>> engines;
};

// Loads the program, forks a process an engine, which waits at the gate of its `result`, and runs eager. A program that
// has started threads or processes when it is loaded gets no such processes.
void run_child(SharedCase& shared);

// Loads the program afresh and lets the engine take its turn.
void run_engine_apart(SharedCase& shared, EngineTurn& turn);

// Loads the program and runs eager, then loads it anew for each engine, and for each second opinion that is wanted.
void run_one_after_the_other(SharedCase& shared);

// Loads the program afresh and runs eager once more, to tell nondeterminism and rounding from a wrong capture.
void run_second_opinion(SharedCase& shared, EngineTurn& turn);

}  // namespace dy2stat
