"""
Who acts on a goods pass, beside the people of the service centre.

Owners, families, tenants and workers come to the counter or the gate; what they show, say and sign, staff enter.
"""

from propflow import Relation, Role
from propflow.workflows.complaint.roles import automation, centre_manager, cs_staff, cs_supervisor, duty_manager

security_guard = Role("security_guard", en="Security guard", zh="保安员")
security_head = Role("security_head", en="Head of security", zh="保安主管")
developer_engineering = Role("developer_engineering", en="Engineering of the developer", zh="置业公司工程部人员")

issuer = Relation("issuer", en="Whoever made the pass out", zh="开具人")

desk = [cs_staff, cs_supervisor, centre_manager]
gate = [security_guard, security_head]

__all__ = [
    "automation", "centre_manager", "cs_staff", "cs_supervisor", "desk", "developer_engineering", "duty_manager",
    "gate", "issuer", "security_guard", "security_head",
]  # fmt: skip
