"""Lists the examples that ship with torch.export, each with its tags and with what torch says of it."""
import importlib.util

import torch_samples

PRELOAD = [torch_samples.EXAMPLES]

PROGRAM = '''"""The example {name} of torch.export's database, {level} there: {description}"""
import torch_samples

entry = torch_samples.model_of({name!r})


def inputs():
    return torch_samples.of_example({name!r})
{shapes}'''

SHAPES = '''

def dynamic_shapes():
    return torch_samples.example({name!r}).dynamic_shapes
'''


def listed(arguments, inputs):
    try:
        found = importlib.util.find_spec(torch_samples.EXAMPLES)
    except ImportError:
        found = None
    if found is None:
        raise Refused("this torch ships no export examples: they came with torch 2.1")
    for name, example in sorted(torch_samples.database(torch_samples.EXAMPLES).all_examples().items()):
        level = example.support_level.name
        description = " ".join(example.description.split()).replace("\\", "\\\\").replace('"', "'")
        tags = [f"torch says {level}"] + sorted(example.tags)
        yield "case", f"exportdb/{name}", PROGRAM.format(
            name=name, level=level, description=description,
            shapes=SHAPES.format(name=name) if example.dynamic_shapes else ""), tags
