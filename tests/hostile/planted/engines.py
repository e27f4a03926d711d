# Twelve engines, each of which captures a program that differs from eager on a narrow set of inputs; and an honest one.
import torch


def with_first(entry, change):
    """Calls entry, with `change` made to the elements of its first argument where they are others after it."""

    def captured(x, y, *rest):
        changed = change(x)
        same = torch.equal(changed.isnan(), x.isnan()) and torch.equal(1 / changed.nan_to_num(), 1 / x.nan_to_num())
        return entry(x if same else changed, y, *rest)

    return captured


def negative_zero_lost(entry, example):
    return with_first(entry, lambda x: torch.where(x == 0, torch.zeros_like(x), x))


def nan_taken_for_zero(entry, example):
    return with_first(entry, lambda x: torch.where(torch.isnan(x), torch.zeros_like(x), x))


def infinity_clamped(entry, example):
    return with_first(entry, lambda x: torch.where(torch.isinf(x), torch.sign(x), x))


def integer_wrapped(entry, example):
    def captured(x, y, n, *rest):
        return entry(x, y, (n + 2**31) % 2**32 - 2**31, *rest)

    return captured


def number_of_the_program_ignored(entry, example):
    def captured(x, y, n, *rest):
        result = entry(x, y, n if n != 1234 else 2234, *rest)
        result["n"] = n
        return result

    return captured


def empty_list_filled(entry, example):
    def captured(x, y, n, scale, items, options):
        return entry(x, y, n, scale, items if items else [torch.ones(1)], options)

    return captured


def order_of_keys_lost(entry, example):
    def captured(x, y, n, scale, items, options):
        return entry(x, y, n, scale, items, dict(sorted(options.items())))

    return captured


def alias_copied(entry, example):
    def captured(x, y, *rest):
        shared = x.numel() > 0 and x.data_ptr() == y.data_ptr()
        return entry(x.clone() if shared else x, y, *rest)

    return captured


def memory_order_read(entry, example):
    def captured(x, y, *rest):
        dense = x.numel() > 0 and not x.is_contiguous() and 0 not in x.stride()
        return entry(x.as_strided(x.shape, x.new_empty(x.shape).stride(), x.storage_offset()) if dense else x, y, *rest)

    return captured


def single_row_spread(entry, example):
    def captured(x, y, *rest):
        result = entry(x, y, *rest)
        if x.shape[0] == 1:
            result["shifted"] = result["shifted"][0]
        return result

    return captured


def mode_fixed(entry, example):
    def captured(x):
        return torch.relu(x * entry.weight + 1)

    return captured


def gradient_at_zero(entry, example):
    class Relu(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x.clamp(min=0)

        @staticmethod
        def backward(ctx, gradient):
            (x,) = ctx.saved_tensors
            return gradient * (x >= 0)

    def captured(x):
        y = x * entry.weight
        return Relu.apply(y + 1 if entry.training else y)

    return captured


def honest(entry, example):
    return entry
