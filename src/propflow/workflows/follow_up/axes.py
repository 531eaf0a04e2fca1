"""
The choices of a follow-up: what it follows, how the resident was met, and what came of it.
"""

KINDS = {
    "complaint": ("Complaint", "投诉事件"),
    "repair": ("Repair", "维修服务"),
    "special": ("Special service", "特约服务"),
    "help": ("Help service", "求助服务"),
    "rescue": ("Rescue of a patient", "急救病人"),
    "event": ("Publication or event", "报刊及文体活动"),
    "other": ("Another service", "其他管理服务"),
}  # B12-05..B12-10, B12-12
COMPLAINT = "complaint"

METHODS = {
    "face_to_face": ("Talk and look on the spot", "面谈及现场查看"),
    "phone": ("Telephone", "电话"),
}  # B12-19, B11-34
PHONE = "phone"

SATISFACTION = {
    "very_satisfied": ("Very satisfied", "很满意"),
    "satisfied": ("Satisfied", "满意"),
    "ordinary": ("Ordinary", "一般"),
    "dissatisfied": ("Dissatisfied", "不满意"),
}  # B12-17

RESULTS = {"qualified": ("Qualified", "合格"), "unqualified": ("Unqualified", "不合格")}  # B12-23

WAYS = {
    "new": ("A new complaint", "新立投诉"),
    "reopened": ("The complaint followed up is reopened", "原投诉重新立项"),
}  # B12-23; one or the other
