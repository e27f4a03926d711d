// Listings as JSON.
#include "jit_probe/probes/listing.hpp"

#include <algorithm>

namespace dy2stat::probes {

int SourceListing::statement_at(int line) const {
  const auto after = std::upper_bound(statements.begin(), statements.end(), line,
                                      [](int wanted, const Statement& statement) { return wanted < statement.first; });
  if (after == statements.begin() || line > std::prev(after)->last) return -1;
  return static_cast<int>(std::prev(after) - statements.begin());
}

Json to_json(const ProgramListing& listing) {
  Json files = Json::array();
  for (const auto& file : listing.files) {
    Json functions = Json::array(), statements = Json::array();
    for (const auto& each : file.functions) functions.push_back({each.name, each.first, each.last, each.within});
    for (const auto& each : file.statements)
      statements.push_back({static_cast<int>(each.kind), each.first, each.last, each.function, each.within, each.reads,
                            each.binds, each.executed, each.is_with});
    files.push_back({{"file", json_from_bytes(file.file)}, {"functions", functions}, {"statements", statements}});
  }
  return {{"input_sets", listing.input_sets}, {"files", files}};
}

ProgramListing listing_from(const Json& json) {
  ProgramListing listing{json.at("input_sets").get<int>()};
  for (const auto& file : json.at("files")) {
    auto& read = listing.files.emplace_back(SourceListing{bytes_from_json(file.at("file"))});
    for (const auto& each : file.at("functions"))
      read.functions.push_back(
          {each.at(0).get<std::string>(), each.at(1).get<int>(), each.at(2).get<int>(), each.at(3).get<int>()});
    for (const auto& each : file.at("statements"))
      read.statements.push_back({static_cast<Statement::Kind>(each.at(0).get<int>()), each.at(1).get<int>(),
                                 each.at(2).get<int>(), each.at(3).get<int>(), each.at(4).get<int>(),
                                 each.at(5).get<std::set<std::string>>(), each.at(6).get<std::set<std::string>>(),
                                 each.at(7).get<std::set<int>>(), each.at(8).get<bool>()});
  }
  return listing;
}

}  // namespace dy2stat::probes
