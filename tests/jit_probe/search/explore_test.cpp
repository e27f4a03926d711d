// The search chooses, keeps, confirms and shrinks, whatever it is that tries.
#include "jit_probe/search/explore.hpp"

#include "jit_probe/search/expression.hpp"
#include "tests/jit_probe/search/programs.hpp"

namespace dy2stat::search {
namespace {

using test::input_of;

// Tries by asking a function what an input shows.
class Told final : public Trials {
 public:
  explicit Told(std::function<Outcome(const Input&)> tell) : tell_(std::move(tell)) {}
  std::vector<Outcome> try_all(const std::vector<Input>& inputs) override {
    std::vector<Outcome> outcomes;
    for (const auto& input : inputs) {
      tried.push_back(expression_of(input).text);
      outcomes.push_back(tell_(input));
    }
    return outcomes;
  }
  Confirmation confirm(const Input& input) override {
    ++confirmed;
    const auto outcome = tell_(input);
    return {outcome.kind ? confirms_as : Confirmation::What::not_shown, outcome};
  }
  Branches known_branches() override { return {"a", "b", "c"}; }

  std::vector<std::string> tried;
  Confirmation::What confirms_as = Confirmation::What::shown;
  int confirmed = 0;

 private:
  std::function<Outcome(const Input&)> tell_;
};

Outcome differing(FindingKind kind = FindingKind::wrong) {
  Outcome outcome;
  outcome.kind = kind;
  outcome.differences.push_back({Aspect::values, Severity::wrong, "result", "1", "2", ""});
  return outcome;
}

// The first argument, if it still is a tensor.
at::Tensor first_of(const Input& input) {
  const py::object first = input.arguments.positional[0];
  return is_plain_tensor(first) ? tensor_in(first) : at::zeros({2});
}

double greatest_of(const Input& input) {
  const auto tensor = first_of(input);
  return tensor.numel() ? tensor.max().item<double>() : 0;
}

Search searched_by(Told& told, int budget = 200, std::uint64_t seed = 0,
                   const std::string& tuple = "(torch.tensor([1.0, 2.0, 3.0]), 3)") {
  Searched searched;
  searched.inputs.push_back(input_of(tuple).arguments);
  searched.surroundings.constants = constants_in({});
  Search search;
  search.options.budget = budget;
  search.options.seed = seed;
  explore(searched, told, search, [] {});
  return search;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explore_test)

BOOST_AUTO_TEST_CASE(what_is_found_is_made_small) {
  Told told([](const Input& input) { return greatest_of(input) > 100 ? differing() : Outcome(); });
  const auto search = searched_by(told);
  BOOST_TEST(search.tried == 200);
  BOOST_TEST(search.differing > 1);
  BOOST_REQUIRE(!search.findings.empty());
  const auto& finding = search.findings.front();
  BOOST_TEST((finding.kind == FindingKind::wrong));
  BOOST_TEST(finding.input.size() < std::string("(torch.tensor([1000.0, 2000.0, 3000.0]), 0)").size());
  BOOST_TEST(finding.input.ends_with(", 0)"), finding.input);
  BOOST_TEST(finding.from.starts_with("input set 0: argument [0]: "), finding.from);
  BOOST_TEST(finding.tried <= 200);
  BOOST_TEST(finding.shrinking > 0);
}

BOOST_AUTO_TEST_CASE(the_same_seed_tries_the_same) {
  const auto tried = [](std::uint64_t seed) {
    Told told([](const Input& input) { return greatest_of(input) > 100 ? differing() : Outcome(); });
    searched_by(told, 100, seed);
    return told.tried;
  };
  const auto first = tried(3);
  BOOST_TEST(first == tried(3), boost::test_tools::per_element());
  BOOST_TEST((first != tried(4)));
}

BOOST_AUTO_TEST_CASE(an_input_that_leads_further_is_gone_on_from) {
  // Only who has made the integer negative before meets the other condition.
  const auto tell = [](bool guides) {
    return [guides](const Input& input) {
      Outcome outcome;
      const py::object number = input.arguments.positional[1];
      const bool negative = PyLong_CheckExact(number.ptr()) && number.cast<double>() < 0;
      const auto tensor = first_of(input);
      const bool odd = tensor.numel() > 0 && std::isnan(tensor.min().item<double>());
      if (guides) outcome.branches = {negative ? "b" : "a"};
      return negative && odd ? differing() : outcome;
    };
  };
  int guided = 0, blind = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Told with(tell(true)), without(tell(false));
    guided += searched_by(with, 300, seed).differing;
    blind += searched_by(without, 300, seed).differing;
  }
  BOOST_TEST(guided > blind);
}

BOOST_AUTO_TEST_CASE(a_difference_on_the_cases_own_input_sets_ends_the_search) {
  Told told([](const Input&) { return differing(); });
  const auto search = searched_by(told);
  BOOST_TEST(search.already == "it already differs on the case's own input set 0 (values)");
  BOOST_TEST(search.tried == 0);
  BOOST_TEST(search.findings.empty());
}

BOOST_AUTO_TEST_CASE(a_program_that_fails_on_its_example_cannot_be_searched) {
  Told told([](const Input&) {
    Outcome outcome;
    outcome.eager_raised = true;
    return outcome;
  });
  BOOST_CHECK_EXCEPTION(searched_by(told), std::runtime_error, [](const auto& error) {
    return std::string(error.what()).starts_with("eager itself fails on the first input set");
  });
}

BOOST_AUTO_TEST_CASE(what_is_not_shown_again_is_counted_and_not_reported) {
  const auto tell = [](const Input& input) { return greatest_of(input) > 100 ? differing() : Outcome(); };
  for (const auto& [what, count] :
       std::map<Confirmation::What, int Search::*>{{Confirmation::What::nondeterministic, &Search::nondeterministic},
                                                   {Confirmation::What::rounding, &Search::rounding},
                                                   {Confirmation::What::not_shown, &Search::unconfirmed}}) {
    Told told(tell);
    told.confirms_as = what;
    const auto search = searched_by(told);
    BOOST_TEST(search.findings.empty());
    BOOST_TEST((search.*count > 0));
    BOOST_TEST((search.*count <= 12));  // the same finding is not pursued for ever
  }
}

BOOST_AUTO_TEST_CASE(other_sizes_are_a_class_of_their_own) {
  Told told([](const Input& input) { return first_of(input).numel() == 1 ? differing() : Outcome(); });
  const auto search = searched_by(told);
  BOOST_REQUIRE(search.findings.size() == 1u);
  BOOST_TEST((search.findings[0].kind == FindingKind::wrong_on_other_sizes));
}

BOOST_AUTO_TEST_CASE(what_eager_does_not_survive_is_not_tried_for_ever) {
  int hung = 0;
  Told told([&](const Input& input) {
    Outcome outcome;
    const py::object number = input.arguments.positional[1];
    outcome.gave_up = PyLong_CheckExact(number.ptr()) && std::abs(number.cast<double>()) > 1e6;
    hung += outcome.gave_up;
    return outcome;
  });
  const auto search = searched_by(told, 1000);
  BOOST_TEST(search.gave_up == hung);
  BOOST_TEST(hung > 0);
  BOOST_TEST(hung < 40);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace dy2stat::search
