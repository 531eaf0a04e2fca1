"""
The sentences in which refusals are worded, in English and Chinese.

A blocker is a code with facts; these templates turn it into a sentence. A guard's
own codes are worded by the guard's titles and need no line here.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "state": (
        "{action} is not possible while the case is in '{state}'; it is possible in {possible_in}",
        "案件处于“{state}”时不能“{action}”；可在以下状态进行：{possible_in}",
    ),
    "role": (
        "{actor} may not do this; it takes one of: {needed}",
        "{actor} 无权办理；须由下列人员办理：{needed}",
    ),
    "grant_expired": (
        "{actor}'s grant as {role} does not hold here and now",
        "{actor} 的“{role}”授权此时此地无效",
    ),
    "grant_unconfirmed": (
        "the directory does not confirm that {actor} is {role}",
        "人员名录未确认 {actor} 担任“{role}”",
    ),
    "deputy_unconfirmed": (
        "the directory does not confirm that {actor} stands in for {principal}",
        "人员名录未确认 {actor} 代理 {principal}",
    ),
    "duty": (
        "{actor} may not do this, having done '{did}'",
        "{actor} 曾经办“{did}”，不得再办理本项",
    ),
    "duty_relation": (
        "{actor} may not do this, being the {relation} of the case",
        "{actor} 是本案的“{relation}”，不得办理本项",
    ),
    "field_missing": ("'{field}' is missing", "缺少“{field}”"),
    "field_unknown": ("'{field}' is no field of this form{hint}", "表单没有“{field}”这一项{hint}"),
    "field_invalid": ("'{field}': {reason}", "“{field}”：{reason}"),
    "form_type": ("the form is {found}; {needed} is needed", "表单类型为 {found}，应为 {needed}"),
    "form_for_proposal": (
        "the form differs from the one proposed; leave it out, or propose anew",
        "表单与所提议的不同；请省略表单，或重新提议",
    ),
    "proposal_missing": (
        "this needs a proposal with the consent of: {needed}; propose it first",
        "须先提议并取得以下人员同意：{needed}",
    ),
    "sign_off_missing": (
        "the sign-off '{sign_off}' has {found} of {needed} signatures",
        "会签“{sign_off}”已有 {found} 个签名，需要 {needed} 个",
    ),
    "sign_off_stale": (
        "what was signed has changed since: {changed}; propose it anew",
        "签署之后内容已变更：{changed}；请重新提议",
    ),
    "sign_off_refused": (
        "'{sign_off}' was refused by {by}: {reason}; propose it anew",
        "“{sign_off}”被 {by} 拒签：{reason}；请重新提议",
    ),
    "sign_off_unknown": ("there is no sign-off open here that {actor} could give", "此处没有 {actor} 可签的会签"),
    "sign_off_order": (
        "'{sign_off}' comes after '{before}', which is not complete",
        "“{sign_off}”须在“{before}”完成之后签署",
    ),
    "sign_off_twice": ("{actor} has signed this proposal already", "{actor} 已就此提议签署"),
    "sign_off_delegated": (
        "'{sign_off}' must be signed in person, not on behalf of somebody",
        "“{sign_off}”须本人签署，不得代签",
    ),
    "sign_off_reason": ("a refusal needs a reason", "拒签须说明理由"),
    "children_open": ("linked cases are still open: {cases}", "关联案件尚未结束：{cases}"),
    "link_unknown": ("there is no case '{other}' to link to", "没有可关联的案件“{other}”"),
    "link_self": ("a case cannot be linked to itself", "案件不能与自身关联"),
    "link_final": ("case '{other}' has ended and takes no more links", "案件“{other}”已终结，不能再关联"),
    "version": (
        "the case has moved on to version {found} since version {expected} was read",
        "案件已由版本 {expected} 更新至版本 {found}",
    ),
    "expect_missing": (
        "this needs expect=, the version of the case that was read, as it cannot be taken back",
        "本项不可撤回，须提供所读案件的版本号 expect=",
    ),
    "future": (
        "it cannot have happened at {occurred}, which is later than now, {now}",
        "发生时间 {occurred} 晚于现在 {now}",
    ),
    "fact_unavailable": (
        "'{need}' could not be learnt: {reason}",
        "无法取得“{need}”：{reason}",
    ),
    "guard_failed": (
        "the condition '{guard}' could not be judged: {reason}",
        "条件“{guard}”无法判定：{reason}",
    ),
}


def say(code: str, facts: Mapping[str, object], language: str = "en") -> str:
    """
    Word a blocker in *language*, `en` or `zh`.

    An unknown code is worded by its facts, so that no reason is ever lost.
    """
    found = WORDS.get(code)
    if found is None:
        return str(facts.get(f"title_{language}") or facts.get("title_en") or code.replace("_", " "))
    template = found[1] if language == "zh" else found[0]
    spelled = {
        name: (_listed(value, language) if isinstance(value, (list, tuple)) else value) for name, value in facts.items()
    }
    localised = {name: spelled.get(f"{name}_{language}", value) for name, value in spelled.items()}
    return template.format_map(_Blank(localised))


def _listed(values: list[object] | tuple[object, ...], language: str) -> str:
    joint = "、" if language == "zh" else ", "
    return joint.join(str(one) for one in values) or ("无" if language == "zh" else "none")


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""
