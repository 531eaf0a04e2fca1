"""
Who acts on a complaint: the roles that people hold, and what a person is to one case.

Where the holder of a role is the one complained about, the next rung up acts; so every
action that a superior could do for the one below names the superior too.
"""

from propflow import Relation, Role

# Reception and customer service

receptionist = Role("receptionist", en="Receptionist", zh="接待员")
staff = Role("staff", en="Any member of staff", zh="员工")
cs_staff = Role("cs_staff", en="Customer service staff", zh="客户部人员")
cs_supervisor = Role("cs_supervisor", en="Customer service supervisor", zh="客服主管")
duty_manager = Role("duty_manager", en="Duty manager", zh="值班经理")
centre_manager = Role("centre_manager", en="Centre manager", zh="中心经理")

# The departments

dispatcher = Role("dispatcher", en="Dispatcher", zh="调度人员")
department_receiver = Role("department_receiver", en="Receiver of the department", zh="领表人")
department_head = Role("department_head", en="Head of the department complained about", zh="被投诉部门负责人")
repair_supervisor = Role("repair_supervisor", en="Repair supervisor", zh="维修主管")
site_leader = Role("site_leader", en="Leader on the spot", zh="现场负责人")
maintenance_contractor = Role("maintenance_contractor", en="Maintenance contractor", zh="维保单位")

# The management; the project manager is the office head

property_manager = Role("property_manager", en="Property manager", zh="物业部经理")
office_head = Role("office_head", en="Office head (project manager)", zh="管理处负责人（项目经理）")
superior_supervisor = Role("superior_supervisor", en="Superior of the handler", zh="上级主管")
general_manager = Role("general_manager", en="General manager", zh="公司总经理")
headquarters = Role("headquarters", en="Headquarters", zh="企业总部")

# Beside the line

qa_department = Role("qa_department", en="Quality department", zh="质检部门")
task_force = Role("task_force", en="Task force", zh="专项工作组")
developer_cs = Role("developer_cs", en="Customer service of the developer", zh="地产客户服务部")
automation = Role("automation", en="Automatic task of the house", zh="系统任务")

# What a person is to one case

first_receiver = Relation("first_receiver", en="First receiver", zh="首问责任人")
complainant = Relation("complainant", en="Complainant", zh="投诉人")
respondent = Relation("respondent", en="Person complained about", zh="被投诉人")
assignee = Relation("assignee", en="Handler", zh="经办人")
co_handler = Relation("co_handler", en="Co-handler", zh="协办人")
coordinator = Relation("coordinator", en="Coordinator", zh="协调人")
receiver = Relation("receiver", en="Signer for the department", zh="签收人")
tracker = Relation("tracker", en="Tracker of an outside party", zh="跟踪人")
verifier = Relation("verifier", en="Verifier", zh="核实人员")
follower = Relation("follower", en="Follow-up visitor", zh="回访人")
