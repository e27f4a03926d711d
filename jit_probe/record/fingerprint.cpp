// The JSON form of a fingerprint.
#include "jit_probe/record/fingerprint.hpp"

namespace dy2stat {

Json to_json(const Fingerprint& fingerprint) {
  return {{"worker", fingerprint.worker},
          {"torch", fingerprint.torch.text()},
          {"torch_calls_itself", fingerprint.torch_calls_itself},
          {"torch_git", fingerprint.torch_git},
          {"python", fingerprint.python},
          {"python_executable", fingerprint.python_executable},
          {"compiler", fingerprint.compiler},
          {"cxx11_abi", fingerprint.cxx11_abi},
          {"cpu", fingerprint.cpu},
          {"cores", fingerprint.cores},
          {"system", fingerprint.system},
          {"family_kill", fingerprint.family_kill}};
}

Fingerprint fingerprint_from_json(const Json& json) {
  return {json.at("worker").get<std::string>(),
          TorchVersion::parse(json.at("torch").get<std::string>()),
          json.at("torch_calls_itself").get<std::string>(),
          json.at("torch_git").get<std::string>(),
          json.at("python").get<std::string>(),
          json.at("python_executable").get<std::string>(),
          json.at("compiler").get<std::string>(),
          json.at("cxx11_abi").get<bool>(),
          json.at("cpu").get<std::string>(),
          json.at("cores").get<int>(),
          json.at("system").get<std::string>(),
          json.at("family_kill").get<std::string>()};
}

}  // namespace dy2stat
