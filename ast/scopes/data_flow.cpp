// Solving the data-flow equations, by going round until nothing changes.
#include "ast/scopes/data_flow.hpp"

#include <algorithm>

namespace dy2stat::ast {

BitSet::BitSet(std::size_t size, bool full) : words_((size + 63) / 64, full ? ~std::uint64_t{0} : 0) {}

bool BitSet::unite(const BitSet& other) {
  bool changed = false;
  for (std::size_t k = 0; k < words_.size(); ++k) {
    const auto before = words_[k];
    words_[k] |= other.words_[k];
    changed |= words_[k] != before;
  }
  return changed;
}

bool BitSet::intersect(const BitSet& other) {
  bool changed = false;
  for (std::size_t k = 0; k < words_.size(); ++k) {
    const auto before = words_[k];
    words_[k] &= other.words_[k];
    changed |= words_[k] != before;
  }
  return changed;
}

void BitSet::subtract(const BitSet& other) {
  for (std::size_t k = 0; k < words_.size(); ++k) words_[k] &= ~other.words_[k];
}

DataFlow::DataFlow(const FlowGraph& graph, const NameSet& captured) : graph_(graph) {
  number_names(captured);
  solve_liveness(captured);
  solve_bound();
  solve_definitions();
}

BitSet DataFlow::indices(const NameSet& names) const {
  BitSet set(names_.size());
  for (const auto& name : names)
    if (const auto found = index_.find(name); found != index_.end()) set.insert(found->second);
  return set;
}

NameSet DataFlow::names_in(const BitSet& set) const {
  NameSet names;
  for (std::size_t k = 0; k < names_.size(); ++k)
    if (set.contains(k)) names.insert(names_[k]);
  return names;
}

void DataFlow::number_names(const NameSet& captured) {
  const auto add = [this](const NameSet& names) {
    for (const auto& name : names)
      if (name.find_first_of(".[") == std::string::npos && index_.emplace(name, names_.size()).second)
        names_.push_back(name);
  };
  add(captured);
  for (const auto& node : graph_.nodes) {
    add(node.activity.read);
    add(node.activity.written);
    add(node.activity.deleted);
  }
  for (const auto& node : graph_.nodes) {
    const auto& activity = node.activity;
    read_.push_back(indices(activity.read));
    written_.push_back(indices(activity.written));
    surely_written_.push_back(written_.back());
    surely_written_.back().subtract(indices(activity.perhaps_written));
    deleted_.push_back(indices(activity.deleted));
  }
}

// live before = read, or live after and not written here; an exception may come before the writing.
void DataFlow::solve_liveness(const NameSet& captured) {
  const auto count = graph_.nodes.size();
  live_before_.assign(count, BitSet(names_.size()));
  live_before_[FlowGraph::exit] = indices(captured);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t k = count; k-- > 0;) {
      if (k == FlowGraph::exit) continue;
      BitSet live(names_.size());
      for (const auto& edge : graph_.nodes[k].next)
        if (edge.why != FlowEdge::Why::raised) live.unite(live_before_[at(edge.to)]);
      live.subtract(surely_written_[k]);
      live.subtract(deleted_[k]);
      live.unite(read_[k]);
      for (const auto& edge : graph_.nodes[k].next)
        if (edge.why == FlowEdge::Why::raised) live.unite(live_before_[at(edge.to)]);
      changed |= live_before_[k].unite(live);
    }
  }
}

NameSet DataFlow::live_after(int node) const {
  BitSet live(names_.size());
  for (const auto& edge : graph_.nodes[at(node)].next) live.unite(live_before_[at(edge.to)]);
  return names_in(live);
}

bool DataFlow::is_live_before(int node, const std::string& name) const {
  const auto found = index_.find(name);
  return found != index_.end() && live_before_[at(node)].contains(found->second);
}

// bound after = bound before, without what is deleted, with what is surely written.
void DataFlow::solve_bound() {
  const auto count = graph_.nodes.size();
  bound_before_.assign(count, BitSet(names_.size(), true));
  bound_before_[FlowGraph::entry] = BitSet(names_.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t k = 0; k < count; ++k) {
      auto raised = bound_before_[k];
      raised.subtract(deleted_[k]);
      auto after = raised;
      after.unite(surely_written_[k]);
      for (const auto& edge : graph_.nodes[k].next)
        changed |= bound_before_[at(edge.to)].intersect(edge.why == FlowEdge::Why::raised ? raised : after);
    }
  }
}

BitSet DataFlow::out_of_definitions(std::size_t node) const {
  auto out = reaching_before_[node];
  for (const auto name : ended_[node])
    for (const auto definition : by_name_[name]) out.erase(definition);
  for (const auto definition : made_[node]) out.insert(definition);
  return out;
}

// Every name has one definition more, node -1, whose number is the name's: it is not bound. Deleting makes it.
void DataFlow::number_definitions() {
  const auto count = graph_.nodes.size();
  by_name_.resize(names_.size());
  made_.resize(count);
  ended_.resize(count);
  const auto define = [this](int node, std::size_t name) {
    by_name_[name].push_back(definitions_.size());
    definitions_.push_back({node, name});
  };
  for (std::size_t name = 0; name < names_.size(); ++name) define(-1, name);
  for (std::size_t k = 0; k < count; ++k)
    for (std::size_t name = 0; name < names_.size(); ++name) {
      const bool surely = surely_written_[k].contains(name), deleted = deleted_[k].contains(name);
      if (surely || deleted) ended_[k].push_back(name);
      if (deleted && !surely) made_[k].push_back(name);
      if (!written_[k].contains(name)) continue;
      made_[k].push_back(definitions_.size());
      define(static_cast<int>(k), name);
    }
}

void DataFlow::solve_definitions() {
  const auto count = graph_.nodes.size();
  number_definitions();
  reaching_before_.assign(count, BitSet(definitions_.size()));
  for (std::size_t name = 0; name < names_.size(); ++name) reaching_before_[FlowGraph::entry].insert(name);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t k = 0; k < count; ++k) {
      const auto after = out_of_definitions(k);
      auto raised = reaching_before_[k];
      raised.unite(after);
      for (const auto& edge : graph_.nodes[k].next)
        changed |= reaching_before_[at(edge.to)].unite(edge.why == FlowEdge::Why::raised ? raised : after);
    }
  }
}

std::vector<int> DataFlow::definitions_before(int node, const std::string& name) const {
  std::vector<int> nodes;
  const auto found = index_.find(name);
  if (found == index_.end()) return nodes;
  for (const auto definition : by_name_[found->second])
    if (definitions_[definition].node >= 0 && reaching_before_[at(node)].contains(definition))
      nodes.push_back(definitions_[definition].node);
  return nodes;
}

bool DataFlow::perhaps_unbound_before(int node, const std::string& name) const {
  const auto found = index_.find(name);
  return found == index_.end() || reaching_before_[at(node)].contains(found->second);
}

}  // namespace dy2stat::ast
