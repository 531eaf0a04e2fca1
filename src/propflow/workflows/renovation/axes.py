"""
The choices of the forms of a renovation: papers, criteria, violations, defects.
"""

CERTIFICATES = {
    "business_licence": ("Business licence, copy with red seal", "营业执照复印件（盖红章）"),
    "qualification_certificate": ("Qualification certificate, copy with red seal", "资质证书复印件（盖红章）"),
    "tax_registration": ("Tax registration, copy with red seal", "税务登记证复印件（盖红章）"),
}  # B08-09..B08-11
DRAWINGS = {
    "plan": ("Plan of the works", "装修方案"),
    "drawing_building": ("Working drawing, building", "建筑施工图"),
    "drawing_plumbing": ("Working drawing, water supply and drainage", "给排水施工图"),
    "drawing_electrical": ("Working drawing, electricity", "电气管线图"),
}  # B08-12
FILLED_IN = {
    "worker_list": ("List of the workers", "施工人员名单"),
    "application_form": ("Decoration application form", "房屋装修申请表"),
    "heating_undertaking": ("Owner's undertaking on heating alterations", "业主改动暖气责任承诺书"),
    "works_undertaking": ("Works undertaking", "装修施工承诺书"),
}  # B08-14, B08-16..B08-18
HOT_WORK_FORM = "hot_work_permit"
NEEDED = (*CERTIFICATES, *DRAWINGS, *FILLED_IN)
PAPERS = {**CERTIFICATES, **DRAWINGS, **FILLED_IN, HOT_WORK_FORM: ("Hot-work permit form", "动火许可证")}  # B08-19

WATERTIGHTNESS = {
    "tested": ("Tested, no leak", "已做水密性试验"),
    "declined": ("The owner declines the test in writing", "业主书面声明不做"),
    "not_concerned": ("No wet room is touched", "不涉及涉水部位"),
}  # B07-47

WORKERS_FOR = {
    "guard_materials": ("To guard materials", "看守材料"),
    "indoor_fire_cooking": ("To cook with fire indoors", "室内动火做饭"),
}  # B08-50

APPLIED_BY = {
    "owner": ("The owner in person", "业主本人"),
    "written_delegate": ("Somebody with a written mandate", "书面委托人"),
}  # B08-39, B08-40

VIOLATIONS = {
    "structure_or_appearance": ("Structure, appearance, use or layout changed", "擅自改变结构、外观、用途或布局"),
    "load_bearing": ("Load-bearing parts cut", "违章凿拆承重构件"),
    "utilities": ("Utilities altered", "擅自拆改公用设施"),
    "window_fittings": ("Nets, covers or signs on windows", "门窗擅装网、罩、牌"),
    "floor_drain": ("Floor drain cover removed, or waste dumped in it", "拆除地漏盖或倾倒杂物"),
    "unapproved_change": ("Works differ from the approved drawings", "施工与批准方案不符"),
    "other": ("Another", "其他"),
}  # B21-19, B08-35

DEFECTS = {
    "seepage": ("Seepage", "渗"),
    "leak": ("Leak", "漏"),
    "blockage": ("Blockage", "堵"),
    "damage": ("Damage", "损坏"),
    "violation": ("Violation", "违章"),
}  # B08-43

APPROVERS = {
    "engineering_department": ("Engineering department", "工程部"),
    "security_guard": ("Security department", "保安部"),
    "centre_manager": ("Centre manager", "客服中心经理"),
    "office_head": ("Office head", "管理处经理"),
}

WITHHELD_FOR = {
    "reinspection_failed": ("The re-inspection failed", "复验不合格"),
    "open_violation": ("A violation is open", "违章未整改"),
    "unreturned_pass": ("A worker pass has not come back", "出入证未收回"),
}
