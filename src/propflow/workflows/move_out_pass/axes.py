"""
The choices of the forms: who carries the goods, what kind of goods they are, in which phase the building is.
"""

CARRIERS = {
    "owner": ("The owner", "业主"),
    "registered_family": ("Family registered in the owner data", "登记在册家属"),
    "tenant": ("Tenant", "租户"),
    "housekeeper": ("Housekeeper", "保姆"),
    "friend": ("Friend", "朋友"),
    "employee": ("Employee", "员工"),
    "unregistered_family": ("Family not registered", "未登记在册家属"),
    "construction_worker": ("Construction worker", "建筑工程施工人员"),
    "decoration_worker": ("Decoration worker", "装修工人"),
}  # B09-06, B09-07, B09-08, B09-18, B09-20
REGISTERED = ("owner", "registered_family")
"""Who signs for himself; a housekeeper never counts as family: B09-07."""

CLASSES = {
    "small": ("Small goods", "小件物品"),
    "large": ("Large goods", "大件物品"),
    "valuable": ("Valuable goods", "贵重物品"),
}  # B09-03, B09-04

PHASES = {
    "handover": ("Handover and acceptance", "房屋交接验收期间"),
    "decoration": ("Decoration", "房屋装修期间"),
    "occupied": ("Lived in", "入住后"),
}  # B09-18, B09-20

OWNER_TITLE = {"owner": ("The owner in person", "业主本人")}
OWN_TITLES = {**OWNER_TITLE, "registered_family": ("Registered family", "登记家属")}
AGENT_TITLE = {"agent": ("Agent with the owner's letter", "受托人")}
"""By what right a pass is made out: B09-06, B09-08."""

DOCUMENTS = {
    "identity_card": ("Identity card", "身份证"),
    "passport": ("Passport", "护照"),
    "residence_permit": ("Residence permit", "居住证"),
    "other": ("Another document", "其他证件"),
}  # B09-06: a valid document of identity; which ones count, no manual says

REFUSALS = {
    "no_letter": ("There is no letter", "无授权委托书"),
    "another_agent": ("The letter names somebody else", "非委托书所载受托人"),
    "letter_over": ("The letter is too old", "委托书逾期"),
    "goods_outside": ("The goods are not in the letter", "物品超出委托范围"),
}  # B09-08, B09-10, B09-12

DIFFERENCES = {
    "goods": ("The goods", "物品不符"),
    "person": ("The person", "人员不符"),
    "serial": ("The number of the slip", "编号不符"),
}

WAYS = {"in_person": ("In person", "当面"), "phone": ("On the telephone", "电话")}
