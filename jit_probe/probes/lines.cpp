// Marks the statements of a listing by what the artifact refers to.
#include "jit_probe/probes/lines.hpp"

#include <algorithm>

namespace dy2stat::probes {
namespace {

// "helper" of "helper", "self.helper" and ".helper".
std::string last_part(const std::string& path) {
  return path.substr(path.rfind('.') + 1);
}

class Marking {
 public:
  Marking(const SourceListing& source, const ArtifactLines& artifact)
      : source_(source), artifact_(artifact), marks_(source.statements.size()) {}

  std::vector<std::string> marks() {
    mark_places(artifact_.nodes, "node");
    for (const auto& place : artifact_.inside)
      if (place.file == source_.file) mark_with_around(source_.statement_at(place.line));
    mark_places(artifact_.python, "python");
    mark_places(artifact_.assumed, "assumed");
    mark_places(artifact_.constants, "constant");
    for (std::size_t at = 0; at < marks_.size(); ++at)
      if (marks_[at] == "constant") follow_values_of(static_cast<int>(at));
    for (const auto& place : artifact_.takers)
      if (place.file == source_.file) follow_values_of(source_.statement_at(place.line));
    for (const auto& place : artifact_.python_from)
      if (place.file == source_.file) mark_rest_of_function(place.line);
    for (std::size_t at = 0; at < marks_.size(); ++at)  // a statement stands after the one that it is within
      if (marks_[at].empty()) marks_[at] = mark_of_remaining(at);
    return std::move(marks_);
  }

 private:
  const Statement& statement(std::size_t at) const { return source_.statements[at]; }

  void mark_places(const std::set<CodePlace>& places, const char* mark) {
    for (const auto& place : places) {
      const int at = place.file == source_.file ? source_.statement_at(place.line) : -1;
      if (at >= 0 && marks_[at].empty()) marks_[at] = mark;
    }
  }

  void mark_with_around(int at) {
    int block = at < 0 ? -1 : statement(at).within;
    while (block >= 0 && !statement(block).is_with) block = statement(block).within;
    if (block >= 0 && marks_[block].empty()) marks_[block] = "node";
  }

  // Whether the capture may have run it.
  bool on_captured_path(const Statement& each) const {
    return artifact_.path == ArtifactLines::Path::of_example ? each.executed.contains(0) : !each.executed.empty();
  }

  // Folds what the statement's names were bound by, further back, and in the functions that it calls or is called by.
  void follow_values_of(int at) {
    if (at < 0 || !followed_.insert(at).second) return;
    const auto& taker = statement(at);
    for (std::size_t other = 0; other < marks_.size(); ++other) {
      const auto& each = statement(other);
      if (gives_to(each, taker))
        fold(static_cast<int>(other));
      else if (calls(taker, each.function) && !has_nodes(each.function))
        fold(static_cast<int>(other));
      else if (calls(each, taker.function) && marks_[other] == "node")
        follow_values_of(static_cast<int>(other));
    }
  }

  void fold(int at) {
    if (!on_captured_path(statement(at)) || statement(at).kind == Statement::Kind::definition) return;
    if (marks_[at].empty()) marks_[at] = "constant";
    if (marks_[at] == "constant") follow_values_of(at);
  }

  // Whether a name that the one binds is read by the other. An attribute is seen everywhere.
  bool gives_to(const Statement& binder, const Statement& reader) const {
    const bool visible = is_visible(binder.function, reader.function);
    return std::ranges::any_of(binder.binds, [&](const auto& word) {
      return reader.reads.contains(word) && (visible || word.find('.', 1) != std::string::npos);
    });
  }

  // Whether names of the one function are seen in the other, which may be defined inside it.
  bool is_visible(int of, int in) const {
    while (in >= 0 && in != of) in = source_.functions[in].within;
    return in == of;
  }

  bool calls(const Statement& caller, int function) const {
    const auto name = last_part(source_.functions[function].name);
    return function != caller.function &&
           std::ranges::any_of(caller.reads, [&](const auto& read) { return last_part(read) == name; });
  }

  bool has_nodes(int function) const {
    for (std::size_t at = 0; at < marks_.size(); ++at)
      if (statement(at).function == function && marks_[at] == "node") return true;
    return false;
  }

  void mark_rest_of_function(int line) {
    int function = -1;
    for (std::size_t at = 0; at < source_.functions.size(); ++at)  // the innermost one comes last
      if (source_.functions[at].first <= line && line <= source_.functions[at].last) function = static_cast<int>(at);
    for (std::size_t at = 0; at < marks_.size(); ++at)
      if (statement(at).function == function && statement(at).last >= line && marks_[at].empty() &&
          !statement(at).executed.empty() && statement(at).kind != Statement::Kind::definition)
        marks_[at] = "python";
  }

  bool is_compiled(int function) const {
    return artifact_.compiled.contains(last_part(source_.functions[function].name));
  }

  std::string mark_of_remaining(std::size_t at) const {
    const auto& each = statement(at);
    if (each.kind == Statement::Kind::definition) return "definition";
    if (each.kind == Statement::Kind::passing) {
      const bool of_source = artifact_.path == ArtifactLines::Path::of_source;
      const bool head_is_there = each.within < 0 || (marks_[each.within] != "lost" && !marks_[each.within].empty());
      if (of_source ? is_compiled(each.function) && head_is_there : on_captured_path(each)) return "value";
    }
    return each.executed.empty() ? "" : "lost";
  }

  const SourceListing& source_;
  const ArtifactLines& artifact_;
  std::vector<std::string> marks_;
  std::set<int> followed_;
};

Json marked_file(const SourceListing& source, const ArtifactLines* artifact) {
  const auto marks = artifact ? Marking(source, *artifact).marks() : std::vector<std::string>(source.statements.size());
  Json functions = Json::array(), lines = Json::array();
  for (const auto& each : source.functions)
    functions.push_back({{"name", each.name}, {"first", each.first}, {"last", each.last}});
  for (std::size_t at = 0; at < marks.size(); ++at) {
    const auto& each = source.statements[at];
    if (each.executed.empty() && (marks[at].empty() || marks[at] == "definition")) continue;
    lines.push_back({{"first", each.first}, {"last", each.last}, {"executed", each.executed}, {"mark", marks[at]}});
  }
  return {{"file", json_from_bytes(source.file)}, {"functions", functions}, {"lines", lines}};
}

}  // namespace

Json marked_lines(const ProgramListing& listing, const ArtifactLines* artifact) {
  Json files = Json::array();
  for (const auto& source : listing.files) files.push_back(marked_file(source, artifact));
  return {{"input_sets", listing.input_sets}, {"files", files}};
}

}  // namespace dy2stat::probes
