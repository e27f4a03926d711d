"""Lists the modules that torch.testing has samples of: a case for each way to construct one, a sample an input set."""
import torch_samples

PRELOAD = [torch_samples.MODULES]

PROGRAM = '''"""{name}{shown} as torch.testing's samples {places} construct and call it."""
import torch_samples

entry = torch_samples.module({name!r}, {first})


def inputs():
    return torch_samples.of_module({name!r}, {places})
'''


def constructor_of(sample):
    made = sample.constructor_input
    parts = [torch_samples.written(value) or "_" for value in made.args]
    parts += [f"{name}={torch_samples.written(value) or '_'}" for name, value in made.kwargs.items()]
    return f"({', '.join(parts)})" if parts else ""


def listed(arguments, inputs):
    for info in torch_samples.database(torch_samples.MODULES).module_db:
        groups = {}
        try:
            for place, sample in enumerate(torch_samples.module_samples(info.name)[1]):
                if sample.forward_input is None:
                    continue
                shown = constructor_of(sample)
                # What is not written down may be another one each time.
                groups.setdefault((shown, place if "_" in shown.split(", ") else None), []).append(place)
        except Exception as error:
            yield "out", f"modules/{info.name}", "sampled", f"{type(error).__name__}: {error}"
            continue
        if not groups:
            yield "out", f"modules/{info.name}", "sampled", "it has no sample that is called"
        taken = set()
        for (shown, _), places in groups.items():
            yield "case", unique(f"modules/{info.name}{shown}", taken), PROGRAM.format(
                name=info.name, shown=shown.replace("\\", "\\\\"), places=places, first=places[0]), [info.name]
