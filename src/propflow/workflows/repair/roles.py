"""
Who acts on a repair: the roles that people hold, and what a person is to one case.

Whoever has a role with complaints too has the same one here. The team leader of the manuals is the
repair supervisor, their project manager the office head.
"""

from propflow import Relation, Role
from propflow.workflows.complaint.roles import (
    automation,
    cs_staff,
    cs_supervisor,
    developer_cs,
    dispatcher,
    headquarters,
    maintenance_contractor,
    office_head,
    qa_department,
    receptionist,
    repair_supervisor,
    superior_supervisor,
)

# At the desk, by day and by night

duty_staff = Role("duty_staff", en="Staff on duty", zh="值班人员")
security_room = Role("security_room", en="Security room", zh="保安室")
property_assistant = Role("property_assistant", en="Property assistant", zh="物业助理")
patroller = Role("patroller", en="Patroller", zh="巡查人员")
inspector = Role("inspector", en="Inspector of buildings and equipment", zh="房屋设备检查人员")

# Engineering, and whoever checks its work

repairer = Role("repairer", en="Repairer", zh="维修人员")
checker = Role("checker", en="Checker of the work", zh="验收人")
provider_department = Role("provider_department", en="Department that does the work", zh="服务提供部门")
key_keeper = Role("key_keeper", en="Keeper of the keys", zh="钥匙管理责任人")
finance = Role("finance", en="Finance", zh="财务人员")

# What a person is to one case

first_receiver = Relation("first_receiver", en="First receiver", zh="首问责任人")
reporter = Relation("reporter", en="Reporter", zh="报修人")
resident = Relation("resident", en="Resident", zh="住户")
assignee = Relation("assignee", en="Repairer in charge", zh="维修责任人")
tracker = Relation("tracker", en="Our tracker of outside work", zh="外部维修跟踪人")
follower = Relation("follower", en="Follow-up visitor", zh="回访人")

__all__ = [
    "assignee", "automation", "checker", "cs_staff", "cs_supervisor", "developer_cs", "dispatcher", "duty_staff",
    "finance", "first_receiver", "follower", "headquarters", "inspector", "key_keeper", "maintenance_contractor",
    "office_head", "patroller", "property_assistant", "provider_department", "qa_department", "receptionist",
    "repair_supervisor", "repairer", "reporter", "resident", "security_room", "superior_supervisor", "tracker",
]  # fmt: skip
