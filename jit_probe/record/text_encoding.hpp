// JSON that loses nothing: not-a-number, infinities and bytes that are not UTF-8 survive the way there and back.
//
// A float that JSON lacks becomes {"$float": "nan" | "inf" | "-inf"}; a string that is not UTF-8 becomes
// {"$bytes": "<base64>"}. Everything else is plain JSON.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace dy2stat {

using Json = nlohmann::ordered_json;

// A string that may hold any bytes (what a program printed, an error message).
Json json_from_bytes(std::string_view bytes);
Json json_from_number(double number);
// The inverses. Throw nlohmann's type_error on anything else.
std::string bytes_from_json(const Json& json);
double number_from_json(const Json& json);

bool is_utf8(std::string_view bytes);

// What the library says is wrong with a JSON text, without its own name and number for it: "parse error at line 1, …".
std::string problem_of(const nlohmann::json::exception& error);

}  // namespace dy2stat
