"""
Modules: where workflows come from. Named modules and files, plugins, and those that come with propflow.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

import attrs

from propflow.adapters import builtin
from propflow.cli.exits import BadInput
from propflow.definition.workflow import Workflow
from propflow.errors import DefinitionError, PropflowError, UnknownName
from propflow.model.calendars import Calendar
from propflow.plugins import plugin_manager

HERE = Path(__file__).parent
EXAMPLE = "it_incident.py"

SHIPPED = "propflow"
PLUGIN = "plugin"


@attrs.frozen
class Known:
    """A workflow that a command knows, and whence: a module's name, `plugin`, or `propflow` itself."""

    workflow: Workflow
    source: str


def known_workflows(modules: Iterable[str] = ()) -> list[Known]:
    """
    The workflows of plugins, of the modules named, and those that come with propflow.

    Each stands here once. Ours give way to any other of their name or book.

    Raises:
        BadInput: If a module or a plugin cannot be used.
        DefinitionError: If a workflow in a module contradicts itself.
    """
    ours = {one.key: one for one in (*builtin.Workflows().propflow_workflows(), *workflows_in(example()))}
    found = {one.key: Known(one, PLUGIN) for one in _brought_by_plugins() if one.key not in ours}
    for name in modules:
        for one in workflows_in(load(name)):
            if one.key not in ours:
                found.setdefault(one.key, Known(one, name))
    others = [one.workflow for one in found.values()]
    for one in ours.values():
        if not any(one.name == other.name or _book(one) == _book(other) for other in others):
            found[one.key] = Known(one, SHIPPED)
    return list(found.values())


def known_calendars() -> list[Calendar]:
    """
    The calendars of plugins.

    Raises:
        BadInput: If a plugin cannot be used.
    """
    return _brought_by_plugins("calendars")


def parted(known: Iterable[Known]) -> tuple[list[Workflow], list[Workflow]]:
    """The workflows that a desk can work with, and those that are only written: no policy fills their slots yet."""
    every = [one.workflow for one in known]
    return [one for one in every if not one.silent], [one for one in every if one.silent]


def chosen(known: Sequence[Known], name: str) -> Workflow:
    """
    The workflow called *name*, in its highest version; `name@2` asks for version 2.

    Raises:
        UnknownName: If there is none.
    """
    plain, _, version = name.partition("@")
    found = [one.workflow for one in known if one.workflow.name == plain]
    if version:
        found = [one for one in found if str(one.version) == version]
    if not found:
        names = {f"{one.workflow.name}@{one.workflow.version}" if version else one.workflow.name for one in known}
        raise UnknownName("workflow", name, sorted(names))
    return max(found, key=lambda one: one.version)


def load(name: str) -> ModuleType:
    """
    Import a module by its name, or a file by its path. The current folder is searched, as `python -m` does.

    What the module prints goes to standard error.

    Raises:
        BadInput: If there is none, or importing it fails.
        DefinitionError: If a workflow in it contradicts itself.
    """
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    if _is_path(name) and (beside := str(Path(name).resolve().parent)) not in sys.path:
        sys.path.append(beside)
    try:
        with redirect_stdout(sys.stderr):
            return _load_file(Path(name)) if _is_path(name) else import_module(name)
    except DefinitionError:
        raise
    except ModuleNotFoundError as fault:
        if fault.name and f"{name}.".startswith(f"{fault.name}.") and not _is_path(name):
            raise BadInput(
                f"There is no module '{name}'. Name a module that can be imported from here, or the path of a .py file."
            ) from None
        raise BadInput(f"'{name}' cannot be imported: {_told(fault)}") from fault
    except (Exception, SystemExit) as fault:
        raise BadInput(f"'{name}' cannot be imported: {_told(fault)}") from fault


def workflows_in(module: ModuleType) -> list[Workflow]:
    """The workflows at the top of a module, also those in its lists and tables, in their order."""
    found = {id(one): one for one in constants_in(module) if isinstance(one, Workflow)}
    return list(found.values())


def constants_in(module: ModuleType) -> Iterator[object]:
    """What stands at the top of a module, and what the lists and tables there hold."""
    for name, value in list(vars(module).items()):
        if name.startswith("__"):
            continue
        yield value
        if isinstance(value, (list, tuple, set, frozenset)):
            yield from value
        elif isinstance(value, dict):
            yield from value.values()


def example() -> ModuleType:
    """
    The module with the workflow of the examples.

    There is one copy of it, `examples/it_incident.py`: a wheel holds it beside this
    file, a checkout where everybody looks for it.

    Raises:
        BadInput: If it is in neither place.
    """
    for path in (HERE / EXAMPLE, HERE.parents[2] / "examples" / EXAMPLE):
        if path.is_file():
            return _load_file(path)
    raise BadInput(f"This installation of propflow is incomplete: {EXAMPLE} is missing. Install it again.")


def _load_file(path: Path) -> ModuleType:
    if not path.is_file():
        raise BadInput(f"There is no file '{path}'.")
    path = path.resolve()
    name = f"propflow_given_{path.stem}_{abs(hash(str(path))):x}"
    spec = spec_from_file_location(name, path)
    if path.suffix != ".py" or spec is None or spec.loader is None:
        raise BadInput(f"'{path}' is no Python file.")
    if name in sys.modules:
        return sys.modules[name]
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _is_path(name: str) -> bool:
    return name.endswith(".py") or "/" in name or "\\" in name


def _told(fault: BaseException) -> str:
    """What went wrong and in which line, without the whole traceback."""
    if isinstance(fault, PropflowError):
        return str(fault)
    if isinstance(fault, SyntaxError):
        return f"{fault.msg} ({Path(fault.filename or '?').name}, line {fault.lineno})."
    frames = [one for one in extract_tb(fault.__traceback__) if not one.filename.startswith("<frozen")]
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(fault).__name__}: {fault}{where}."


def _brought_by_plugins(what: str = "workflows") -> list[Any]:
    try:
        return [one for each in getattr(plugin_manager().hook, f"propflow_{what}")() for one in each]
    except PropflowError:
        raise
    except Exception as fault:
        raise BadInput(f"A plugin could not bring its {what}: {_told(fault)}") from fault


def _book(workflow: Workflow) -> str:
    return workflow.book or workflow.name
