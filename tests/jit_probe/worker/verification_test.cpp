// Records are judged by what eager, the artifact and its archive showed.
#include "tests/capture/parity/programs.hpp"

#include "jit_probe/worker/verification.hpp"

namespace dy2stat {

namespace {

using parity::test::run_python;
using parity::test::Texts;
using parity::test::wrong;

// The program `eager` of a Python source. Functions for TorchScript stand in it where torch finds their source.
struct Loaded {
  explicit Loaded(const std::string& source) {
    names = run_python("import linecache\n");
    names["source"] = source;
    py::module_::import("builtins")
        .attr("exec")(R"(
name = 'verified_%d.py' % id(source)
linecache.cache[name] = (len(source), None, source.splitlines(True), name)
exec(compile(source, name, 'exec'))
)",
                      names);
    const auto module = py::module_::import("torch").attr("nn").attr("Module");
    program.entry = names["eager"];
    program.instance = py::isinstance(program.entry, module) ? program.entry : py::object(py::none());
    program.inputs = parity::test::inputs_in(names);
  }

  py::dict names;
  Program program;
};

// The same, verified against `captured` of the source, as if an engine had made it.
struct Verified : Loaded {
  explicit Verified(const std::string& source) : Loaded(source) {
    artifact.callable = names["captured"];
    artifact.script = names.contains("script") ? py::object(names["script"]) : py::object(py::none());
    const bool is_module = py::hasattr(artifact.callable, "named_parameters");
    artifact.instance = is_module ? artifact.callable : py::object(py::none());
    record.engine = "script";
    const auto archive = save(artifact, record, blobs);
    BOOST_TEST(!observe_eager(program, reference, listing).has_value());
    captured = verify(program, artifact, archive, reference, record, [](Stage) {}, {});
  }

  Artifact artifact;
  probes::Blobs blobs;
  Record record;
  parity::Bytes reference, captured;
  probes::ProgramListing listing;
};

Texts wrong_in(const Record& record) {
  parity::Comparison comparison;
  comparison.differences = record.differences;
  return wrong(comparison);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(verification_test)

BOOST_AUTO_TEST_CASE(a_sound_program_is_sound_saved_and_reloaded) {
  const Verified verified(R"(
def eager(x):
    return x + 1
script = captured = torch.jit.script(eager)
inputs = [(torch.ones(2),)]
)");
  const auto& record = verified.record;
  BOOST_TEST((record.verdict == Verdict::sound));
  BOOST_TEST(record.reason == "equal to eager in everything that was checked");
  BOOST_TEST(record.artifact.at("archive").at("bytes").get<int>() > 100);
  BOOST_TEST(record.artifact.at("archive").at("sha256").get<std::string>().size() == 64u);
  BOOST_TEST(record.artifact.at("reloaded").at("verdict") == "sound");
  BOOST_TEST(verified.captured.empty());
}

BOOST_AUTO_TEST_CASE(a_wrong_artifact_is_unsound_and_names_the_aspects) {
  const Verified verified(R"(
def eager(x): return x + 1
def captured(x): return (x + 2).clone()
inputs = [(torch.ones(2, dtype=torch.int64),)]
)");
  BOOST_TEST((verified.record.verdict == Verdict::unsound));
  BOOST_TEST(verified.record.reason == "captured without an error, and differs from eager in values");
  BOOST_TEST(!verified.captured.empty());
  BOOST_TEST(!verified.record.artifact.contains("archive"));
}

BOOST_AUTO_TEST_CASE(an_archive_that_differs_from_its_artifact_is_unsound) {
  const Verified verified(R"(
def eager(x): return x + 1
def saved(x):
    return x + 2
captured = eager
script = torch.jit.script(saved)
inputs = [(torch.ones(2),)]
)");
  BOOST_TEST((verified.record.verdict == Verdict::unsound));
  BOOST_TEST(verified.record.reason ==
             "equal to eager as captured, but what C++ loads from its archive differs in values");
  const Texts expected{"values: reloaded -> input set 0 -> round 0 -> result"};
  BOOST_TEST(wrong_in(verified.record) == expected, boost::test_tools::per_element());
  const auto& reloaded = verified.record.artifact.at("reloaded");
  BOOST_TEST(reloaded.at("verdict") == "differs");
  BOOST_TEST(reloaded.at("differences").at(0).at("where") == "input set 0 -> round 0 -> result");
}

BOOST_AUTO_TEST_CASE(an_archive_as_wrong_as_its_artifact_adds_no_differences) {
  const Verified verified(R"(
def eager(x): return x + 1
def captured(x):
    return x + 2
script = captured = torch.jit.script(captured)
inputs = [(torch.ones(2),)]
)");
  const Texts expected{"values: input set 0 -> round 0 -> result"};
  BOOST_TEST(wrong_in(verified.record) == expected, boost::test_tools::per_element());
  BOOST_TEST(verified.record.artifact.at("reloaded").at("verdict") == "differs");
}

BOOST_AUTO_TEST_CASE(an_archive_that_raises_where_its_artifact_answers_is_restricted) {
  const Verified verified(R"(
def eager(x, power: int = 2):
    return x ** power
script = captured = torch.jit.script(eager)
inputs = [(torch.ones(2),), (torch.ones(2), 3)]
)");
  const auto& record = verified.record;
  BOOST_TEST((record.verdict == Verdict::restricted));
  BOOST_TEST(
      record.reason ==
      "equal to eager as captured, but what C++ loads from its archive raises in 3 of 6 calls that eager accepts");
  BOOST_TEST(record.artifact.at("reloaded").at("verdict") == "failed");
  BOOST_TEST(record.error->message.find("missing value for argument 'power'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_artifact_that_raises_is_restricted_or_rejected_at_the_call) {
  const std::string source = R"(
def eager(x): return x + 1
def captured(x):
    if x.numel() > 1: raise RuntimeError('guard failed')
    return x + 1
)";
  const Verified some(source + "inputs = [(torch.ones(1),), (torch.ones(2),)]\n");
  BOOST_TEST((some.record.verdict == Verdict::restricted));
  BOOST_TEST(some.record.error->message == "guard failed");
  const Verified all(source + "inputs = [(torch.ones(2),)]\n");
  BOOST_TEST((all.record.verdict == Verdict::rejected));
  BOOST_TEST((all.record.stage == Stage::call));
}

BOOST_AUTO_TEST_CASE(an_archive_that_cannot_be_loaded_is_rejected_at_save) {
  Verified verified(R"(
def eager(x): return x + 1
captured = eager
inputs = [(torch.ones(2),)]
)");
  Record record;
  record.engine = "script";
  verify(verified.program, verified.artifact, "no archive", verified.reference, record, [](Stage) {}, {});
  BOOST_TEST((record.verdict == Verdict::rejected));
  BOOST_TEST((record.stage == Stage::save));
  BOOST_TEST(record.reason == "saved, but C++ cannot load its archive");
  BOOST_TEST(record.artifact.at("reloaded").at("verdict") == "failed");
}

BOOST_AUTO_TEST_CASE(the_second_opinion_finds_nondeterminism_and_where) {
  Verified verified(R"(
import itertools
count = itertools.count()
def eager(x): return x + next(count)
def captured(x): return x
inputs = [(torch.ones(2),)]
)");
  BOOST_TEST((verified.record.verdict == Verdict::unsound));
  give_second_opinion(verified.program, verified.reference, verified.captured, verified.record);
  BOOST_TEST((verified.record.verdict == Verdict::nondeterministic));
  BOOST_TEST((verified.record.stage == Stage::eager));
  const Texts expected{"values: input set 0 -> round 0 -> result"};
  BOOST_TEST(wrong_in(verified.record) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_second_opinion_removes_rounding_and_keeps_the_rest) {
  const std::string source = R"(
class Sum(nn.Module):
    def __init__(self, exact):
        super().__init__()
        self.exact = exact
        self.register_buffer('count', torch.zeros(()))
    def forward(self, x):
        self.count += 1
        if self.exact: return x.double().sum().to(x.dtype)
        total = x[0] * 0
        for element in x: total = total + element
        return total
eager, captured = Sum(False), Sum(True)
)";
  Verified rounding(source + "inputs = [(torch.full((5000,), 0.11),)]\n");
  BOOST_TEST((rounding.record.verdict == Verdict::unsound));
  give_second_opinion(Loaded(source + "inputs = [(torch.full((5000,), 0.11),)]\n").program, rounding.reference,
                      rounding.captured, rounding.record);
  BOOST_TEST((rounding.record.verdict == Verdict::sound));
  BOOST_TEST(rounding.record.differences.size() == 1u);
  BOOST_TEST((rounding.record.differences[0].severity == Severity::note));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat
