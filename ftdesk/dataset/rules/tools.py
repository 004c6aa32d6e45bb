"""The tools that an example offers, in the present form (`tools`) and the older one (`functions`)."""

from dataclasses import dataclass, field
from functools import lru_cache

import orjson

from ftdesk.dataset.rules.finding import MISSING, Found, shown
from ftdesk.dataset.rules.schema import Parameters, SchemaError, parameters_of


@dataclass(slots=True)
class Tools:
    """The usable definitions: what each takes, by name, None where a tool has no parameters.

    `reliable` is false when a definition was too broken to have a name: then no call is called unknown.
    """

    parameters: dict[str, Parameters | None] = field(default_factory=dict)
    reliable: bool = True


def check_tools(example: dict[str, object], path: str, found: Found) -> Tools:
    """Check the definitions beside `messages` and keep what calls are checked by."""
    if "functions" not in example:
        known = _known_tools(example.get("tools"))
        if known is not None:
            return known
    tools = Tools()
    if "tools" in example:
        _check_list(example["tools"], f"{path}/tools", tools, found)
    if "functions" in example:
        found.add("functions.deprecated", f"{path}/functions", key="functions")
        if "tools" in example:
            found.add("functions.with_tools", f"{path}/functions")
        _check_list(example["functions"], f"{path}/functions", tools, found, bare=True)
    return tools


def _known_tools(definitions: object) -> Tools | None:
    """The tools of definitions without a fault, which are the same in line after line; None of any others."""
    if not isinstance(definitions, list):
        return None
    try:
        return _faultless_tools(orjson.dumps(definitions))
    except TypeError:  # half a surrogate pair, or a number beyond 64 bits
        return None


@lru_cache(maxsize=256)
def _faultless_tools(definitions: bytes) -> Tools | None:
    tools, found = Tools(), Found(1)
    _check_list(orjson.loads(definitions), "", tools, found)
    return None if found.findings else tools


def _check_list(definitions: object, path: str, tools: Tools, found: Found, *, bare: bool = False) -> None:
    if not isinstance(definitions, list):
        found.add("tools.invalid", path, key="functions" if bare else "tools", found=shown(definitions))
        tools.reliable = False
        return
    for index, definition in enumerate(definitions):
        function = definition if bare else _function_of(definition, f"{path}/{index}", found)
        where = f"{path}/{index}" if bare else f"{path}/{index}/function"
        if function is None or not _check_function(function, where, tools, found):
            tools.reliable = False


def _function_of(definition: object, path: str, found: Found) -> object:
    """The function inside a definition; None, and noted, where there is none."""
    if not isinstance(definition, dict):
        found.add("tools.invalid", path, key="tool", found=shown(definition))
        return None
    if definition.get("type") != "function":
        found.add("tools.invalid", path, key="type", found=present(definition, "type"))
    if not isinstance(definition.get("function"), dict):
        found.add("tools.invalid", path, key="function", found=present(definition, "function"))
        return None
    return definition["function"]


def _check_function(function: object, path: str, tools: Tools, found: Found) -> bool:
    """Whether the function has a name to know it by."""
    if not isinstance(function, dict):
        found.add("tools.invalid", path, key="function", found=shown(function))
        return False
    name = function.get("name")
    named = isinstance(name, str) and bool(name)
    if not named:
        found.add("tools.invalid", path, key="name", found=present(function, "name"))
    parameters = _check_parameters(function, path, found) if "parameters" in function else None
    if named:
        tools.parameters[str(name)] = parameters
    return named


def _check_parameters(function: dict[str, object], path: str, found: Found) -> Parameters | None:
    parameters = function["parameters"]
    if not isinstance(parameters, dict):
        found.add("tools.invalid", f"{path}/parameters", key="parameters", found=shown(parameters))
        return None
    try:
        return parameters_of(parameters)
    except SchemaError as error:
        found.add("tools.invalid", f"{path}/parameters", key="parameters", found=str(error))
        return None


def present(holder: dict[str, object], key: str) -> str:
    """What stands under a key, or the word that it is missing."""
    return shown(holder[key]) if key in holder else MISSING
