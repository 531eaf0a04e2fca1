"""
Who acts on a renovation: the roles that people hold, and what a person is to one case.

Who holds a role in the complaint workflow holds the same one here: the head of the centre, the office head.
"""

from propflow import Relation, Role
from propflow.workflows.complaint.roles import centre_manager as centre_manager
from propflow.workflows.complaint.roles import cs_staff as cs_staff
from propflow.workflows.complaint.roles import office_head as office_head

engineering = Role("engineering_department", en="Engineering department", zh="工程部")
finance = Role("finance_department", en="Finance department", zh="财务部")
security = Role("security_guard", en="Security guard", zh="保安员")
works_supervisor = Role("works_supervisor", en="Works supervisor", zh="装修监管")
committee = Role("owners_committee", en="Owners' committee", zh="业主委员会")

owner = Relation("owner", en="Owner", zh="业主")
contractor_lead = Relation("contractor_lead", en="Person responsible for the works", zh="装修责任人")
