// Whether two sets of measurements come from the same source, and what that question costs when it is asked often.
#pragma once

#include <vector>

namespace dy2stat::statistics {

// The two-sided p-value of the Mann-Whitney U test: how likely ranks as unequal as these are if both come from the same
// source. It asks nothing of the shape of the distributions, so that a few wild values do not decide. Exact for up to
// 20 values a side without ties, by the normal approximation with corrections for ties and continuity otherwise. Throws
// std::invalid_argument when one side has no values.
double mann_whitney(const std::vector<double>& left, const std::vector<double>& right);

// p-values corrected for their number after Holm: what is then below 0.05 is found wrongly at all, among all of them,
// in at most 5 % of the tries. In the order given.
std::vector<double> holm(const std::vector<double>& p_values);

}  // namespace dy2stat::statistics
