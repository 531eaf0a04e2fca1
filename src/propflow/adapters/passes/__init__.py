"""
Goods passes as signed codes: issued with a private key, verified at the gate with the public one, without a network.

    key = new_key("2026-1")                                # kept at the centre
    code = issue(pass_of(desk.case("FX-000007")), key)     # svg(code) is printed on the slip
    gate = Gate("riverside", "east", [key.public()], FolderUsed("used"))
    gate.admit(code, goods_seen=["sofa ×2"], now=...)      # the pass, or every reason why not

Needs the extra `propflow[passes]`.

What a code proves: the centre made this slip out, for these goods, until then. It does not prove who carries it, and
a copy of it is as good as the slip itself until one of them has been used: the guard still compares person and goods.
A gate refuses a number that its own list has; gates that share no list each let it through once, and then the desk
refuses the second release. A key that was stolen is taken off every gate's list; a retired one only ends new slips.
"""

from propflow.adapters.passes.faults import ForgedPass, Missing, PassRefused, UnknownKey, UnreadablePass
from propflow.adapters.passes.gates import Gate
from propflow.adapters.passes.issuing import issue, pass_of
from propflow.adapters.passes.keys import PublicKey, SigningKey, new_key
from propflow.adapters.passes.printing import png, svg
from propflow.adapters.passes.tokens import GoodsPass
from propflow.adapters.passes.used import FolderUsed, MemoryUsed, Use, UsedSerials

__all__ = [
    "FolderUsed", "ForgedPass", "Gate", "GoodsPass", "MemoryUsed", "Missing", "PassRefused", "PublicKey", "SigningKey",
    "UnknownKey", "UnreadablePass", "Use", "UsedSerials", "issue", "new_key", "pass_of", "png", "svg",
]  # fmt: skip
