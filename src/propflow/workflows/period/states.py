"""
Where a duty of the office can be.
"""

from propflow import ACTIVE, ENTRY, FINAL, State

registered = State("registered", ENTRY, en="Owed, not taken up", zh="已登记待办")
in_preparation = State("in_preparation", ACTIVE, en="Being drawn up", zh="编制中")
drawn_up = State("drawn_up", ACTIVE, en="Drawn up, not handed in", zh="已编制待报送")
handed_in = State("handed_in", ACTIVE, en="Handed in, to be reviewed", zh="已报送待审核")
reviewed = State("reviewed", ACTIVE, en="Reviewed and signed", zh="已审核待归档")
archived = State("archived", FINAL, en="Archived", zh="已归档", rules=["C05-34", "B09-17"])
dropped = State("dropped", FINAL, en="The period had none", zh="本期无此事项")  # [design]

states = [registered, in_preparation, drawn_up, handed_in, reviewed, archived, dropped]
