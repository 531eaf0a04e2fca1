"""
Who acts on a follow-up visit, and what a person is to it.
"""

from propflow import Relation, Role
from propflow.workflows.complaint.roles import automation, centre_manager, cs_staff, cs_supervisor, office_head

file_clerk = Role("file_clerk", en="File clerk", zh="档案管理人员")

visitor = Relation("visitor", en="Visitor", zh="回访人员")
accused_head = Relation("accused_head", en="Head of the department complained about", zh="被投诉部门主管")

heads = [cs_supervisor, centre_manager]

__all__ = [
    "accused_head", "automation", "centre_manager", "cs_staff", "cs_supervisor", "file_clerk", "heads", "office_head",
    "visitor",
]  # fmt: skip
