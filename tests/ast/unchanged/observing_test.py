"""Tests that observing.py sees every way in which a lowered program could differ from its original."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import torch  # noqa: E402

from observing import described, first_difference, outcome  # noqa: E402


def changes(value):
    value.append(1)


def prints(text):
    print(text)


def raises(error):
    raise error


class Differences(unittest.TestCase):
    def differ(self, one, other, *arguments):
        """That the calls are told apart, and each is equal to itself."""
        outcomes = [outcome(call, tuple(make() for make in arguments), {}) for call in (one, other, one, other)]
        self.assertTrue(first_difference(outcomes[0], outcomes[1]))
        self.assertEqual(first_difference(outcomes[0], outcomes[2]), "")
        self.assertEqual(first_difference(outcomes[1], outcomes[3]), "")

    def test_results(self):
        x = torch.tensor([1.0, 2.0])
        for one, other in ((1, 2), (1, 1.0), (1, True), ([1], (1,)), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (None, 0),
                           (x, x + 1), (x, x.double()), (x, x.clone().requires_grad_()), (x, x.view(1, 2)),
                           (torch.tensor(-0.0), torch.tensor(0.0)), (torch.zeros(2, 3).t(), torch.zeros(3, 2))):
            self.differ(lambda: one, lambda: other)

    def test_arguments_that_are_changed(self):
        self.differ(changes, lambda value: None, list)
        self.differ(lambda x: x.add_(1) and None, lambda x: x.add_(2) and None, lambda: torch.ones(1))

    def test_exceptions(self):
        self.differ(lambda: raises(ValueError("a")), lambda: raises(ValueError("b")))
        self.differ(lambda: raises(ValueError("a")), lambda: raises(TypeError("a")))
        self.differ(lambda: raises(ValueError("a")), lambda: None)

    def test_output(self):
        self.differ(lambda: prints("a"), lambda: prints("b"))
        self.differ(lambda: prints("a"), lambda: None)

    def test_state_of_a_module(self):
        module = torch.nn.Linear(1, 1)
        before = described(module)
        module.seen = 1
        self.assertTrue(first_difference(before, described(module)))


if __name__ == "__main__":
    unittest.main()
