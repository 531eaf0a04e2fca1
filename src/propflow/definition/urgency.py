"""
Urgency: which cases are so urgent that people may be disturbed because of them at any hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from propflow.definition.facts import Keeps
from propflow.definition.fields import Choice
from propflow.definition.forms import form_spec
from propflow.definition.states import rule_ids, some
from propflow.model.cases import Part

if TYPE_CHECKING:
    from propflow.definition.workflow import Workflow


def _texts(given: str | Iterable[str]) -> frozenset[str]:
    return frozenset(some(given))


_each_text = attrs.validators.deep_iterable(attrs.validators.instance_of(str))


@attrs.frozen
class Urgent:
    """
    A case is urgent while a fact of it has one of these values, such as the level that means danger to persons.

    Attributes:
        fact: A fact that forms offer as a choice.
        among: The values that mean urgent; one need not stand in a list.
        rules: Ids of the rules that it carries out.
    """

    fact: str = attrs.field(validator=attrs.validators.instance_of(str))
    among: frozenset[str] = attrs.field(kw_only=True, converter=_texts, validator=_each_text)
    rules: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=rule_ids)

    def holds(self, facts: Part) -> bool:
        """Is a case with these facts urgent?"""
        return facts.get(self.fact) in self.among


def urgency_faults(workflow: Workflow) -> Iterator[str]:
    """Every way in which a workflow says wrongly what is urgent, each as a sentence."""
    urgent = workflow.urgent
    if urgent is None:
        return
    fact = next((one for one in workflow.facts if one.name == urgent.fact), None)
    if fact is None:
        yield f"A case is urgent by the fact '{urgent.fact}', which the workflow does not keep."
        return
    specs = [form_spec(action.form) for action in fact.of]
    kinds = [one.kind for spec in specs if spec for one in spec.fields if one.name == fact.field]
    offered = {option for kind in kinds if isinstance(kind, Choice) for option in kind.options}
    if fact.keeps not in (Keeps.LAST, Keeps.FIRST) or not all(isinstance(kind, Choice) for kind in kinds):
        yield f"A case is urgent by the fact '{urgent.fact}', which is no single choice of a form."
        return
    if not urgent.among:
        yield f"A case is urgent by the fact '{urgent.fact}' but for none of its values; say which in among=."
    for value in sorted(urgent.among - offered):
        yield f"A case is urgent while '{urgent.fact}' is '{value}', which no form offers."
