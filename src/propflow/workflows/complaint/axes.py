"""
The axes on which a complaint is placed, independent of where it stands, and the other choices of its forms.

Grade says how serious and whose fault; level says how fast. One says nothing of the other.
"""

NATURES = {
    "valid": ("Valid", "有效投诉"),
    "communicative_help": ("Communicative: asks for help", "沟通性投诉（求助型）"),
    "communicative_inquiry": ("Communicative: asks or suggests", "沟通性投诉（咨询型）"),
    "communicative_venting": ("Communicative: vents", "沟通性投诉（发泄型）"),
    "out_of_scope": ("Outside our duties", "职责范围外"),
}  # C01-02..C01-08, B11-09, A19-06
VALID = {"valid": NATURES["valid"]}
COMMUNICATIVE = ("communicative_help", "communicative_inquiry", "communicative_venting")

VALID_GROUNDS = {
    "misconduct": ("Dereliction or breach of rules", "失职、违法、违纪"),
    "harm": ("Harm to a customer or the public", "损害客户或公众利益"),
    "none": ("Does not apply", "不适用"),
}  # C01-03, C01-04

CONTENTS = {
    "equipment": ("Equipment", "设备"),
    "service_attitude": ("Service attitude", "服务态度"),
    "service_quality": ("Service quality", "服务质量"),
    "sudden_event": ("Sudden event", "突发事件"),
}  # C01-10..C01-16

GRADES = {
    "minor": ("Minor", "轻微"),
    "important": ("Important", "重要"),
    "major": ("Major", "重大"),
    "none": ("Not graded", "不分级"),
}  # C04-08..C04-13; only a valid complaint has one
TRUE_GRADES = {name: GRADES[name] for name in ("minor", "important", "major")}
MAJOR = {"major": GRADES["major"]}
GRADE_ORDER = ("none", "minor", "important", "major")

MAJOR_GROUNDS = {
    "breach": ("A promise not kept in spite of requests", "承诺未履行且经投诉未解决"),
    "loss_or_injury": ("Heavy loss or injury by our fault", "重大经济损失或人身伤害"),
    "other": ("Another ground", "其他"),
}  # C04-09, C04-10

LEVELS = {
    "I": ("I, urgent", "一级（紧急）"),
    "II": ("II, ordinary", "二级（一般）"),
    "III": ("III, suggestion", "三级（建议）"),
}  # D02-01
LEVEL_ONE = {"I": LEVELS["I"]}
LEVEL_ORDER = ("III", "II", "I")

MOTIVES = {
    "vent": ("To vent", "求发泄"),
    "respect": ("To be respected", "求尊重"),
    "compensation": ("To be compensated", "求补偿"),
}  # C13-05

TRACKS = {
    "repair": ("Repair", "维修类"),
    "non_repair": ("Not a repair", "非维修类"),
    "external": ("An outside party's matter", "外部责任方"),
}  # C05-22, C05-23, B11-15
OWN_TRACKS = {name: TRACKS[name] for name in ("repair", "non_repair")}
EXTERNAL = {"external": TRACKS["external"]}

ORIGINS = {
    "complainant": ("A complainant", "投诉人"),
    "partner": ("Passed on by a partner", "合作方转办"),
}  # C05-02
INTERNAL = {"internal": ("Found by ourselves", "内部发现")}  # C05-12
SENSOR = {"sensor": ("A sensor", "传感器预警")}  # D05-07

CHANNELS = {
    "in_person": ("In person", "来访"),
    "phone": ("Telephone", "电话"),
    "letter": ("Letter", "来信"),
    "email": ("E-mail", "电子邮件"),
    "app": ("App or web", "线上平台"),
    "partner": ("Partner", "合作方"),
    "other": ("Other", "其他"),
}  # A01-10..A01-15, C04-42

SCENARIOS = {"lift_entrapment": ("People trapped in a lift", "电梯困人")}  # D03-06

CONDITIONS = {
    "a": ("People must go to the spot", "须派员现场处理并跟踪检查"),
    "b": ("Found by ourselves, dispatcher told", "内部发现并已告知调度"),
    "c": ("A customer's matter that needs follow-up", "客户问题须跟进"),
    "d": ("An emergency call for help", "紧急求助"),
    "e": ("Outside our duties, the customer asks us to look into it", "职责外而客户要求了解"),
}  # C05-11..C05-15

CONTACT_MODES = {
    "given": ("Contact given", "已留联系方式"),
    "waived": ("Waived by a superior", "经主管免除"),
    "none": ("There is no complainant", "无投诉人"),
}  # C05-21
NO_CONTACT = {"none": CONTACT_MODES["none"]}

OPENERS = {
    "none": ("Neither", "均无"),
    "sympathy": ("Sympathy", "表示同情"),
    "apology": ("Apology", "致歉"),
}  # C04-14, B11-18

CONSENTS = {
    "agreed": ("Agreed", "同意"),
    "refused": ("Refused", "不同意"),
    "not_reached": ("Not reached", "未能联系"),
    "not_applicable": ("There is no complainant", "无投诉人"),
}  # C11-08

OUTCOMES = {
    "solved": ("Solved", "已解决"),
    "unfounded_explained": ("Unfounded, explained", "查无实据已解释"),
    "withdrawn_confirmed": ("Withdrawn, confirmed", "确认撤诉"),
    "redirected": ("Handed to another body", "已转介"),
}  # C05-20, C05-27

BASES = {
    "a": ("The signed service sheet and its copy", "维修服务单签字及副联"),
    "b": ("A voucher or notice, proved true", "凭证或通知经查证属实"),
}  # C05-22, C05-23
BASIS_B = {"b": BASES["b"]}

EXTERNAL_GROUNDS = {
    "compensation_claimed": ("Compensation is claimed", "业主索赔"),
    "developer_must_act": ("The developer has to act", "须地产方处理"),
    "handover_refused": ("Handing over is refused", "拒绝收楼"),
    "repeated_repair": ("Repaired often, still not fixed", "多次维修未果"),
    "spare_parts": ("Spare parts are lacking", "配件缺货"),
    "design_flaw": ("The design is contested", "设计缺陷异议"),
    "renovation_delayed": ("Renovation is held up", "装修受阻"),
    "quality_defect": ("A grave defect of construction", "重大质量缺陷"),
    "neighbour_dispute": ("A dispute between neighbours about construction", "邻里工程质量纠纷"),
    "repair_blocked": ("The owner blocks the repair", "业主阻止维修"),
    "beyond_authority": ("Beyond our authority", "超出权限"),
    "superior_assigned": ("Assigned by a superior", "上级指派"),
    "out_of_scope": ("Outside our duties", "职责范围外"),
}  # A03-04..A03-26, B11-15, C05-15

SUPERIORS = {
    "cs_supervisor": ("Customer service supervisor", "客服主管"),
    "duty_manager": ("Duty manager", "值班经理"),
    "property_manager": ("Property manager", "物业部经理"),
    "office_head": ("Office head", "管理处负责人"),
    "general_manager": ("General manager", "公司总经理"),
    "headquarters": ("Headquarters", "企业总部"),
    "developer_cs": ("Customer service of the developer", "地产客户服务部"),
}  # C04-19, C04-20, C04-24, B11-14

FOLLOW_UP_METHODS = {
    "phone": ("Telephone", "电话"),
    "home_visit": ("Home visit", "上门"),
    "face_to_face": ("Talk and look on the spot", "面谈及现场查看"),
}  # B11-34, A19-28, B12-19
FOLLOW_UP_LEADERS = {
    "cs_supervisor": ("The supervisor", "客服主管"),
    "office_head": ("The office head", "管理处经理"),
    "department_head_with_staff": ("Head of the department with service staff", "被投诉部门负责人会同客服人员"),
}  # B12-14, B12-15, A19-27
FOLLOW_UP_RESULTS = {
    "satisfied": ("Passed", "合格"),
    "failed": ("Not passed", "不合格"),
    "refused": ("Refused by the complainant", "投诉人拒绝"),
    "unreachable": ("Not reached in spite of attempts", "多次联系未果"),
}  # B12-11, B12-23
SURVEY_CHANNELS = {"sms": ("Text message", "短信"), "app_push": ("App", "应用推送")}  # D04-08
ANSWERED = {"answered": ("Answered", "已答复")}
EXPIRED = {"expired": ("Expired without an answer", "逾期未答")}
