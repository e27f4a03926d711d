// The Python that shows a finding, in the order in which it stands in the file. All of it is inside
// `if __name__ == "__main__":`, so that the file can load itself as the program.
#pragma once

namespace dy2stat {

inline constexpr const char* begin_of_finding = R"(if __name__ == "__main__":
    import importlib
    import importlib.util
    import inspect
    import io
    import operator
    import os
    import random
    import sys
    import tempfile
    import traceback

    import torch

)";

inline constexpr const char* load_package = R"(    def load():
        return importlib.import_module(MODULE)

)";

inline constexpr const char* load_files = R"(    FOLDER = tempfile.mkdtemp()
    sys.path.insert(0, FOLDER)
    for name, content in FILES.items():
        os.makedirs(os.path.dirname(os.path.join(FOLDER, name)), exist_ok=True)
        with open(os.path.join(FOLDER, name), "w") as file:
            file.write(content)

    def load():
        # Modules of their own for eager and for captured: neither sees what the other changed.
        for name in FILES:
            module = name[:-3].replace("/", ".")
            sys.modules.pop(module[: -len(".__init__")] if module.endswith(".__init__") else module, None)
        torch.manual_seed(0)
        return importlib.import_module(MODULE)

)";

inline constexpr const char* load_this_file = R"(    def load():
        # A module of its own for eager and for captured: neither sees what the other changed.
        spec = importlib.util.spec_from_file_location("program", os.path.abspath(__file__))
        module = sys.modules["program"] = importlib.util.module_from_spec(spec)
        torch.manual_seed(0)
        spec.loader.exec_module(module)
        return module

)";

inline constexpr const char* prepare = R"(    def as_call(item):
        if not isinstance(item, tuple):
            return (item,), {}
        if len(item) == 2 and isinstance(item[0], tuple) and isinstance(item[1], dict):
            return item
        return item, {}

    def prepare():
        module = load()
        entry = operator.attrgetter(ENTRY)(module)
        if isinstance(entry, type) and issubclass(entry, torch.nn.Module):
            torch.manual_seed(0)
            positional, keywords = as_call(init(module))
            torch.manual_seed(0)
            entry = entry(*positional, **keywords)
        return module, entry

    def input_set(module, number):
        torch.manual_seed(0)
        return as_call(inputs(module)[number])

)";

inline constexpr const char* capture_by_script = R"(    def capture(entry, positional, keywords):
        return torch.jit.script(entry)

)";

inline constexpr const char* without_gradients =
    R"(    # Its parameters are constants, so that nothing of gradients can be compared.
    torch.set_grad_enabled(False)

)";

// Of a bound method beside forward torch.jit.script makes nothing that could be frozen.
inline constexpr const char* capture_by_freeze = R"(    def capture(entry, positional, keywords):
        module = entry
        if getattr(entry, "__name__", "") == "forward" and isinstance(getattr(entry, "__self__", None), torch.nn.Module):
            module = entry.__self__
        scripted = torch.jit.script(module)
        if isinstance(module, torch.nn.Module):
            scripted.eval()
        return torch.jit.optimize_for_inference(torch.jit.freeze(scripted))

)";

// Needs MonkeyType, without which torch.jit.script only warns.
inline constexpr const char* capture_by_types = R"(    def capture(entry, positional, keywords):
        import monkeytype

        if keywords:
            called = entry.forward if isinstance(entry, torch.nn.Module) else entry
            bound = inspect.signature(called).bind(*positional, **keywords)
            bound.apply_defaults()
            positional = bound.args
        return torch.jit.script(entry, example_inputs=[positional])

)";

inline constexpr const char* capture_by_trace = R"(    def capture(entry, positional, keywords):
        if keywords:
            called = entry.forward if isinstance(entry, torch.nn.Module) else entry
            bound = inspect.signature(called).bind(*positional, **keywords)
            bound.apply_defaults()
            positional = bound.args
        return torch.jit.trace(entry, positional, check_trace=False)

)";

inline constexpr const char* capture_by_fx = R"(    def capture(entry, positional, keywords):
        import torch.fx

        return torch.fx.symbolic_trace(entry)

)";

// With STRICT set before.
inline constexpr const char* capture_by_export = R"(    def capture(entry, positional, keywords):
        module = entry
        if not isinstance(entry, torch.nn.Module):
            module = getattr(entry, "__self__", None)
            if not isinstance(module, torch.nn.Module):
                module = torch.nn.Module()
            module.forward = entry
        options = {"strict": STRICT}
        if hasattr(captured_module, "dynamic_shapes"):
            options["dynamic_shapes"] = captured_module.dynamic_shapes()
        return torch.export.export(module, positional, keywords, **options).module()

)";

// With BACKEND and FULLGRAPH set before.
inline constexpr const char* capture_by_dynamo = R"(    def capture(entry, positional, keywords):
        compiled = torch.compile(entry, backend=BACKEND, fullgraph=FULLGRAPH)
        shapes = captured_module.dynamic_shapes() if hasattr(captured_module, "dynamic_shapes") else None
        return compiled if shapes is None else marking(entry, compiled, shapes)

    def marking(entry, compiled, shapes):
        # Dynamo takes no dynamic_shapes: sizes that may vary are marked on the tensors of each call.
        is_module = isinstance(entry, torch.nn.Module)
        signature = inspect.signature(entry.forward if is_module else entry)
        called = compiled.forward if is_module else compiled

        def call(*positional, **keywords):
            arguments = signature.bind(*positional, **keywords).arguments
            mark(arguments if isinstance(shapes, dict) else list(arguments.values()), shapes)
            return called(*positional, **keywords)

        if not is_module:
            return call
        compiled.forward = call
        return compiled

    def mark(value, shapes):
        if isinstance(value, torch.Tensor):
            for dimension, size in shapes.items() if isinstance(shapes, dict) else enumerate(shapes or ()):
                if size is not None and type(size) is not int and size != getattr(torch.export.Dim, "STATIC", None):
                    torch._dynamo.maybe_mark_dynamic(value, dimension)
        elif isinstance(value, dict):
            for key, part in value.items():
                mark(part, (shapes or {}).get(key))
        elif isinstance(value, (list, tuple)):
            for part, of_part in zip(value, shapes or ()):
                mark(part, of_part)

)";

// With ENGINE_FILE, ENGINE_FUNCTION and ENGINE_TEXT set before.
inline constexpr const char* capture_by_own = R"(    def capture(entry, positional, keywords):
        import linecache
        import types

        # Python finds the lines of the engine's file here, as there is no such file.
        linecache.cache[ENGINE_FILE] = (len(ENGINE_TEXT), None, ENGINE_TEXT.splitlines(True), ENGINE_FILE)
        engine = sys.modules["dy2stat_own_engine"] = types.ModuleType("dy2stat_own_engine")
        engine.__file__ = ENGINE_FILE
        exec(compile(ENGINE_TEXT, ENGINE_FILE, "exec"), vars(engine))
        made = getattr(engine, ENGINE_FUNCTION)(entry, (positional, keywords))
        return made[0] if isinstance(made, tuple) else made

)";

inline constexpr const char* leaves = R"(    def leaves(value, place):
        # The tensors and plain values inside a value, by place; tensors are copied, as later calls may write to them.
        if isinstance(value, torch.Tensor):
            copied = value.detach().clone()
            return {place: copied.requires_grad_() if value.requires_grad and not value.is_leaf else copied}
        if isinstance(value, dict):
            found = {place + " keys": [str(key) for key in value]}
            for key, item in value.items():
                found.update(leaves(item, f"{place}[{key!r}]"))
            return found
        if isinstance(value, (list, tuple)):
            found = {place + " length": len(value)}
            for number, item in enumerate(value):
                found.update(leaves(item, f"{place}[{number}]"))
            return found
        if hasattr(value, "__dict__") and not isinstance(value, type):
            return leaves(vars(value), place)
        return {place: value}

    def same(eager, captured):
        if type(eager) is not type(captured):
            return False
        if not isinstance(eager, torch.Tensor):
            return eager == captured or (eager != eager and captured != captured)
        if eager.requires_grad != captured.requires_grad:
            return False
        try:
            torch.testing.assert_close(captured.detach(), eager.detach(), equal_nan=True, check_stride=False)
        except AssertionError:
            return False
        return True

    def shown(value):
        if not isinstance(value, torch.Tensor):
            return value if isinstance(value, Raised) else repr(value)
        return f"{value.detach()}, {value.dtype}" + (", requires_grad" if value.requires_grad else "")

    class Raised(str):
        """What a call raised; two that raise are the same, whatever they say."""

        def __eq__(self, other):
            return True

        def __ne__(self, other):
            return False

        __hash__ = str.__hash__

)";

inline constexpr const char* shared_storage = R"(    def shared_storage(result, positional, keywords):
        def storages(value):
            if isinstance(value, torch.Tensor):
                storage = value.untyped_storage() if hasattr(value, "untyped_storage") else value.storage()
                return {storage.data_ptr()} if value.numel() else set()
            if isinstance(value, (dict, list, tuple)):
                parts = value.values() if isinstance(value, dict) else value
                return set().union(*map(storages, parts))
            return set()

        arguments = [*enumerate(positional), *keywords.items()]
        return [name for name, argument in arguments if storages(result) & storages(argument)]

)";

inline constexpr const char* gradients = R"(    def gradients(call, module, number):
        positional, keywords = input_set(module, number)
        wanted = [one for one in [*positional, *keywords.values()] if isinstance(one, torch.Tensor) and one.is_floating_point()]
        for tensor in wanted:
            if tensor.is_leaf:
                tensor.requires_grad_()
        parameters = list(call.parameters()) if isinstance(call, torch.nn.Module) else []
        for parameter in parameters:
            parameter.grad = None
        torch.manual_seed(0)
        found = leaves_with_gradient(call(*positional, **keywords))
        if not found:
            return "no result has a gradient"
        sum((one * torch.arange(1, one.numel() + 1).reshape(one.shape)).sum() for one in found).backward()
        return [tensor.grad for tensor in [*wanted, *parameters]]

    def leaves_with_gradient(value):
        if isinstance(value, torch.Tensor):
            return [value] if value.requires_grad else []
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []
        return [one for part in parts for one in leaves_with_gradient(part)]

)";

inline constexpr const char* with_output = R"(    def with_output(call):
        # What is written to file descriptor 1, as TorchScript prints from C++.
        sys.stdout.flush()
        with tempfile.TemporaryFile() as file:
            kept = os.dup(1)
            os.dup2(file.fileno(), 1)
            try:
                result = call()
            finally:
                sys.stdout.flush()
                os.dup2(kept, 1)
                os.close(kept)
            file.seek(0)
            return result, file.read().decode(errors="replace")

)";

inline constexpr const char* observe = R"(    def observe(call, module):
        # Three rounds, as what an artifact remembers shows in the second and what it optimised in the third.
        seen = {}
        for turn in range(3):
            for number in range(len(inputs(module))):
                place = f"round {turn}, input set {number}"
                positional, keywords = input_set(module, number)
                torch.manual_seed(0)
                random.seed(0)
                try:
                    if SHOW_OUTPUT:
                        result, seen[f"{place}: output"] = with_output(lambda: call(*positional, **keywords))
                    else:
                        result = call(*positional, **keywords)
                    seen.update(leaves(result, f"{place}: result"))
                    if SHOW_SHARED_STORAGE:
                        seen[f"{place}: the result shares storage with the arguments"] = shared_storage(result, positional, keywords)
                except Exception as error:
                    seen[f"{place}: raised"] = Raised(f"{type(error).__name__}: {error}")
                seen.update(leaves(list(positional), f"{place}: argument after the call "))
                seen.update(leaves(keywords, f"{place}: keyword argument after the call "))
                if SHOW_GRADIENTS and turn == 0:
                    try:
                        seen.update(leaves(gradients(call, module, number), f"{place}: gradient "))
                    except Exception as error:
                        seen[f"{place}: gradient"] = Raised(f"{type(error).__name__}: {error}")
            if SHOW_STATE and isinstance(call, torch.nn.Module):
                state = {name.removeprefix("_orig_mod."): tensor for name, tensor in call.state_dict().items()}
                seen.update(leaves(state, f"after round {turn}: state "))
        return seen

)";

// A template for fmt: the mode.
inline constexpr const char* set_mode = R"(    observe_in_own_mode = observe

    def observe(call, module):
        getattr(call, "__self__", call).train({})
        return observe_in_own_mode(call, module)

)";

inline constexpr const char* without_graph = R"(    observe_with_graph = observe

    def observe(call, module):
        with torch.no_grad():
            return observe_with_graph(call, module)

)";

inline constexpr const char* comparison = R"(    eager_module, eager = prepare()
    eager_saw = observe(eager, eager_module)

    captured_module, entry = prepare()
    try:
        captured = capture(entry, *input_set(captured_module, 0))
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print(f"FOUND: torch {torch.__version__} refuses to capture what eager runs")
        sys.exit(1)
    captured_saw = observe(captured, captured_module)

    nothing = Raised("nothing")
    found = [place for place in {**eager_saw, **captured_saw}
             if place not in eager_saw or place not in captured_saw or not same(eager_saw[place], captured_saw[place])]
    # Of a call that raised on one side only there is no result to compare.
    raising = {place.split(":")[0] for place in found if place.endswith(": raised")}
    found = [place for place in found if ": result" not in place or place.split(":")[0] not in raising]
    found.sort(key=lambda place: not place.endswith(": raised"))
    for place in found[:5]:
        print(place)
        print("  eager:   ", shown(eager_saw.get(place, nothing)))
        print("  captured:", shown(captured_saw.get(place, nothing)))
    if found:
        print(f"FOUND: torch {torch.__version__} captured another program: {len(found)} differences")
        sys.exit(1)
)";

inline constexpr const char* saving = R"(    try:
        torch.jit.save(captured, io.BytesIO())
    except Exception:
        traceback.print_exc(file=sys.stdout)
        print(f"FOUND: torch {torch.__version__} cannot save what it captured")
        sys.exit(1)
)";

inline constexpr const char* end_of_finding =
    R"(    print(f"NOT FOUND: with torch {torch.__version__} the program and its capture agree")
)";

}  // namespace dy2stat
