"""
The axes on which a repair is placed, independent of where it stands, and the other choices of its forms.

Danger is asked first and makes the class: whoever or whatever is in danger is urgent, whatever an
example in some manual says of pipes or lamps.
"""

DANGERS = {
    "person": ("Danger to persons", "危及人身"),
    "property": ("Danger to property", "危及财产"),
    "large_area": ("Use disturbed over a large area", "大范围影响使用"),
    "none": ("No danger", "无危险"),
}  # A06-20, A09-03, A09-04, D02-02

CLASSES = {
    "urgent": ("Urgent", "紧急"),
    "ordinary": ("Ordinary", "一般"),
    "routine": ("Routine, by the maintenance plan", "日常计划"),
}  # A04-18, A06-19
URGENT = {"urgent": CLASSES["urgent"]}
CLASS_ORDER = ("routine", "ordinary", "urgent")

COMPLEXITIES = {"ordinary": ("Ordinary", "一般问题"), "complex": ("Complex", "复杂问题")}  # A02-05
SIZES = {
    "small": ("Small repair", "小修"),
    "medium_large": ("Medium or large repair", "中大修"),
    "renewal": ("Renewal", "更新改造"),
}  # A08-08, A10-18, A19-19
LOCATIONS = {
    "public_facility": ("Public facility", "公共设施"),
    "public_area": ("Public area", "公共区域"),
    "in_unit": ("Inside a home", "户内"),
}  # A04-01, A09-02
COMPONENTS = {
    "roof": ("Roof", "屋面"),
    "structure": ("Main structure", "主体结构"),
    "exterior_wall": ("Outer wall", "外墙"),
    "water": ("Water and drainage", "给排水"),
    "power": ("Power and lighting", "供电照明"),
    "gas_heating": ("Gas and heating", "燃气供暖"),
    "lift": ("Lift", "电梯"),
    "fire_security": ("Fire protection and security", "消防安防"),
    "door_window": ("Doors and windows", "门窗"),
    "finishing": ("Finishing", "装饰面层"),
    "other": ("Other", "其他"),
}  # A02-02, A10-13, A13-05..A13-08
TRADES = {
    "utilities": ("Water, power, gas, heating", "水电气暖"),
    "safety_equipment": ("Lifts, fire protection, security", "电梯消防安防"),
    "home": ("Homes and public areas", "住宅及公共区域"),
    "greening_sanitation": ("Facilities, greening, sanitation", "设施绿化环卫"),
    "office_facility": ("Office facilities", "办公设施"),
    "other": ("Other", "其他"),
}  # A13-04..A13-09, A18-10..A18-15, B10-17
SCOPES = {
    "one_household": ("One household", "单户"),
    "several": ("Several households", "多户"),
    "building_or_estate": ("A building or the estate", "整栋或全区"),
}  # A09-04, A09-05, A03-10
CAUSES = {
    "unknown": ("Not known", "原因不明"),
    "wear": ("Wear", "自然损耗"),
    "construction_defect": ("Defect of construction", "施工质量缺陷"),
    "tenant_misuse": ("Misuse by the occupant", "使用不当"),
    "neighbour": ("A neighbour", "邻户原因"),
    "renovation": ("Renovation works", "装修原因"),
    "weather": ("Weather", "天气原因"),
}  # A18-02, A18-14, A03-15, A03-16
WARRANTIES = {
    "unchecked": ("Not checked", "未核查"),
    "in": ("Within the term", "保修期内"),
    "out": ("Past the term", "保修期外"),
    "disputed": ("Disputed", "有争议"),
}  # A02-01, A02-02, A19-31
PHASES = {
    "handover_inspection": ("Handover inspection", "交付验房"),
    "early_management": ("Early management", "前期管理"),
    "normal": ("Normal operation", "正常使用"),
}  # A03-06, A19-31, B07-39

ORIGINS = {"reporter": ("A reporter", "报修人"), "reservation": ("A reservation", "预约服务")}  # B10-16
FINDINGS = {
    "patrol": ("Patrol", "巡查发现"),
    "inspection_plan": ("Yearly inspection", "年度检查"),
    "home_visit": ("Home visit", "家访反映"),
    "superior": ("A superior", "上级交办"),
}  # B18-28, A08-09, A05-03, A03-22
SENSOR = {"sensor": ("A sensor", "传感器预警")}  # D05-07
COMPLAINT = {"complaint": ("A complaint", "投诉转办")}  # A19-15, C10-04
COUNTERPARTS = {
    "resident": ("A resident", "有住户"),
    "none": ("Nobody but the office", "无住户（公共部位）"),
}  # who is told and signs

CHANNELS = {
    "phone": ("Telephone", "电话"),
    "in_person": ("In person", "来访"),
    "online": ("Website, app or official account", "网站、应用或公众号"),
    "notice_board": ("Notice board", "公告栏"),
    "paper_slip": ("Paper slip", "报修单"),
    "email": ("E-mail", "电子邮件"),
    "other": ("Other", "其他"),
}  # A02-20..A02-27, A04-02, A04-04, A07-04, A07-05, A07-07, A09-07, A09-09, A09-10, A13-10..A13-12
SCENARIOS = {"lift_entrapment": ("People trapped in a lift", "电梯困人")}  # D03-06

VERIFICATIONS = {
    "called_back": ("The reporter was asked again", "电话核实"),
    "with_resident": ("Together with the resident on site", "与住户现场核实"),
    "inspection": ("By an inspection of ours", "现场查验"),
    "read_back": ("Read back and confirmed", "复述确认"),
}  # A06-09, A07-08, A07-10, A10-11, A13-13, B10-06

TARGETS = {
    "complaint": ("Complaint desk", "投诉"),
    "enquiry": ("Enquiry desk", "咨询"),
    "outside_body": ("An outside body", "外部单位"),
}  # A05-17, B10-07

STRATEGIES = {
    "assign": ("Assigned", "指派"),
    "push_to_team": ("Pushed to the team", "推送班组"),
    "grab": ("Taken by whoever answers first", "抢单"),
    "round_robin": ("In turn", "轮派"),
}  # A04-09, A09-14, D01-06; grab and in turn: [design]
ASSIGN = {"assign": STRATEGIES["assign"]}
RETURN_REASONS = {"wrong_trade": ("Wrong trade", "工种不符"), "wrong_size": ("Wrong size", "规模不符")}  # A10-29
ACCESS_REASONS = {
    "absent": ("Nobody at home", "无人在家"),
    "refused": ("Not let in", "拒绝入户"),
    "no_key": ("No key", "无钥匙"),
}
KEY_PURPOSES = {
    "repair": ("Repair", "维修"),
    "vacant_unit": ("Care of a vacant home", "空置房管理"),
}  # B16-14

PAYERS = {
    "nobody": ("Nobody", "不收费"),
    "company": ("The company", "物业公司"),
    "fund": ("The maintenance fund", "维修资金"),
    "developer": ("The developer", "开发商"),
    "owner": ("The owner", "业主"),
    "causer": ("Whoever caused it", "责任人"),
}  # A04-23, A04-24, A19-31, B24-09
CONSENTERS = {
    "owner": ("The owner", "业主"),
    "causer": ("Whoever caused it", "责任人"),
}  # A13-17
CONSENT_MODES = {
    "signature": ("Signature", "书面签字"),
    "app": ("Application", "应用确认"),
    "recorded_call": ("Recorded call", "录音电话"),
}
START_BASES = {
    "no_consent_needed": ("No consent is needed", "无须同意"),
    "consent_on_file": ("Consent is on file", "已有同意"),
    "danger": ("Danger", "险情处置"),
}  # A13-17, A06-13
FEE_STATES = {
    "free": ("Nothing is charged", "免费"),
    "paid": ("Paid", "已付"),
    "in_management_fee": ("In the management fee", "计入物业费"),
    "arrears": ("Unpaid, arrears case linked", "未付，已立欠费案"),
}  # A13-21, C10-07, A13-34

OUTCOMES = {
    "repaired": ("Repaired", "已修复"),
    "no_fault_found": ("No fault found", "未发现故障"),
    "stopped_by_resident": ("Stopped by the resident", "住户终止"),
}
REPAIRED = {"repaired": OUTCOMES["repaired"]}
BASES = {
    "office_check": ("Checked by the office, no resident", "公共部位由管理处验收"),
    "staff": ("Checked by our staff", "物业人员验收"),
    "photos": ("Photographs before and after", "前后对比照片"),
    "notice": ("The reporter was told", "已告知报修人"),
    "receipt": ("The reporter is known to have been told", "确认报修人知悉"),
    "confirmed_contact": ("The owner confirmed on being asked", "回访确认"),
}  # A06-15, D03-09, A04-13, A09-20, A18-09; office_check: [design]
SIGN_MODES = {"paper": ("On paper", "纸质"), "electronic": ("Electronically", "电子")}  # D03-10
RESIDENT_REFUSED = {"resident": ("The resident", "住户")}
CHECKER_REFUSED = {"checker": ("The checker", "验收人")}

PARTIES = {
    "contractor": ("Contractor", "外委单位"),
    "developer_repair": ("Repair unit of the developer", "开发商房修单位"),
    "developer_cs": ("Customer service of the developer", "地产客户服务部"),
    "utility": ("Utility", "市政公用单位"),
}  # A07-13, A19-31, A16-24, A03-05
GROUNDS = {
    "no_own_skill": ("We have not the skill", "无自有技能"),
    "warranty": ("Warranty of the developer", "开发商保修"),
    "utility": ("A utility's installation", "市政公用设施"),
    "developer_norm": ("A condition of the developer's norm", "符合地产升级条件"),
}  # A12-08, B07-41, A16-24, A03-05

DISPUTES = {
    "handover_refused": ("The owner refuses to take over", "拒绝收楼"),
    "design_flaw": ("The design is said to be wrong", "设计违规或重大缺陷异议"),
    "dissatisfied": ("Still dissatisfied with the repair", "对维修仍不满意"),
    "cannot_settle": ("Nobody of us can settle it", "各方无法协调"),
    "high_impact_defect": ("Seepage, large hollowing or cracks", "渗漏、大面积空鼓或开裂"),
    "objection": ("Strong objection to plan or people", "强烈反对方案或人员"),
    "neighbour_quality": ("Neighbours dispute over construction", "邻里工程质量纠纷"),
    "loss_grows": ("Delay makes the loss grow", "拖延将扩大损失"),
    "blocked": ("The owner blocks the repair until compensated", "业主阻止维修要求先行赔偿"),
    "large_loss": ("Large loss beyond our authority", "损失较大超出权限"),
    "beyond_authority": ("Beyond authority, or others must help", "超出权限或需其他部门支持"),
    "many_owners": ("Many owners, or a grave single case", "多数业主或性质严重"),
}  # A03-06, A03-11..A03-21, A03-27, A03-28
CONDITIONS = {
    "e1_1": ("1.1 Handover refused", "1.1 拒绝收楼"),
    "e1_2a": ("1.2 Repaired often, not solved", "1.2 多次维修未果"),
    "e1_2b": ("1.2 Part lacking for many", "1.2 配件缺货影响多户"),
    "e1_3": ("1.3 Design contested", "1.3 设计异议"),
    "e2": ("2 Renovation held up", "2 装修受阻"),
    "e3": ("3 Reported often, nobody can settle it", "3 多次报修无法协调"),
    "e4": ("4 High-impact defect unsettled", "4 重大缺陷协调未果"),
    "e5": ("5 Neighbours' dispute on construction", "5 邻里工程纠纷"),
    "e6": ("6 The owner blocks the repair", "6 业主阻止维修"),
    "e7": ("7 Compensation claimed after the works", "7 维修后索赔"),
    "e8": ("8 Large loss beyond our authority", "8 损失较大超出权限"),
    "e9": ("9 Beyond authority", "9 超出权限"),
    "e_ii": ("(2) Assigned by a superior", "（二）上级指派"),
    "e_iii": ("(3) Many owners or a grave case", "（三）影响面广或性质严重"),
}  # A03-06..A03-28
RUNGS = {
    "repair_supervisor": ("Repair supervisor", "维修主管"),
    "cs_supervisor": ("Customer service supervisor", "客服主管"),
    "office_head": ("Office head", "管理处负责人"),
    "headquarters": ("Headquarters", "企业总部"),
    "authority": ("Authority", "主管部门"),
}  # B19-08, B07-45, D02-05

CANCEL_STATED = {
    "withdrawn": ("Withdrawn", "报修人撤回"),
    "quote_declined": ("Quote declined", "不接受报价"),
}
CANCEL_DECIDED = {
    "quote_expired": ("Quote expired", "报价逾期"),
    "no_access": ("No access after all attempts", "多次未能入户"),
    "unreachable": ("Reporter not reached", "无法联系报修人"),
    "entered_in_error": ("Entered in error", "误登记"),
}

FOLLOW_UP_METHODS = {
    "phone": ("Telephone", "电话"),
    "home_visit": ("Home visit", "上门"),
    "re_inspection": ("Inspection anew", "复查"),
}  # A10-21, B12-16
FOLLOW_UP_RESULTS = {
    "satisfied": ("Passed", "合格"),
    "failed": ("Not passed", "不合格"),
    "refused": ("Refused by the resident", "住户拒绝"),
    "unreachable": ("Not reached in spite of attempts", "多次联系未果"),
}  # B12-23
UNSAMPLED = {
    "no_resident": ("No resident", "无住户"),
    "not_asked": ("The policy asks for none", "制度未要求回访"),
    "not_sampled": ("Not in the sample", "未抽中"),
}  # B12-12, B13-05
