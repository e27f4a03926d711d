// What holds at each point of a flow graph: which names are live, which assignments reach, which names are surely
// bound.
//
// The names are the plain ones that the graph's activities read, write or delete. Where an exception leaves a node,
// what the node writes may or may not have been written.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ast/scopes/flow_graph.hpp"

namespace dy2stat::ast {

// A set of small numbers of a size that is known.
class BitSet {
 public:
  explicit BitSet(std::size_t size = 0, bool full = false);
  bool contains(std::size_t index) const { return words_[index / 64] >> (index % 64) & 1; }
  void insert(std::size_t index) { words_[index / 64] |= std::uint64_t{1} << (index % 64); }
  void erase(std::size_t index) { words_[index / 64] &= ~(std::uint64_t{1} << (index % 64)); }
  // Return whether this changed the set.
  bool unite(const BitSet& other);
  bool intersect(const BitSet& other);
  void subtract(const BitSet& other);
  bool operator==(const BitSet&) const = default;

 private:
  std::vector<std::uint64_t> words_;
};

class DataFlow {
 public:
  // The graph must outlive it. `captured` names may be read by other functions at any time, and count as read at the
  // exit: cells, and in a module or a class body every name.
  DataFlow(const FlowGraph& graph, const NameSet& captured);

  // Names whose value at this point may still be read.
  NameSet live_before(int node) const { return names_in(live_before_[at(node)]); }
  NameSet live_after(int node) const;
  bool is_live_before(int node, const std::string& name) const;
  // Names that are bound at this point whichever way led there. Of a point that nothing leads to, all names.
  NameSet surely_bound_before(int node) const { return names_in(bound_before_[at(node)]); }
  // The nodes whose assignment of the name may be the one that is seen at this point; FlowGraph::entry if it is a
  // parameter's.
  std::vector<int> definitions_before(int node, const std::string& name) const;
  // Whether on some way to this point the name was not bound, or was deleted.
  bool perhaps_unbound_before(int node, const std::string& name) const;

 private:
  static std::size_t at(int node) { return static_cast<std::size_t>(node); }
  NameSet names_in(const BitSet& set) const;
  void number_names(const NameSet& captured);
  void solve_liveness(const NameSet& captured);
  void solve_bound();
  void solve_definitions();
  BitSet indices(const NameSet& names) const;
  BitSet out_of_definitions(std::size_t node) const;
  void number_definitions();

  const FlowGraph& graph_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> index_;
  // By node.
  std::vector<BitSet> read_, written_, surely_written_, deleted_;
  std::vector<BitSet> live_before_, bound_before_, reaching_before_;
  // What is assigned where, by the number that reaching_before_ has it under.
  struct Definition {
    int node;
    std::size_t name;
  };
  std::vector<Definition> definitions_;
  std::vector<std::vector<std::size_t>> by_name_;  // the definitions of each name
  // By node: those that it makes, and the names whose others end there.
  std::vector<std::vector<std::size_t>> made_, ended_;
};

}  // namespace dy2stat::ast
