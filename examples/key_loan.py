"""A workflow of one's own in fifteen lines: a key is lent, and somebody hears of it after three days."""

from propflow import ACTIVE, CLOSE, ENTRY, FINAL, OPEN, REGISTER, START, Action, Clock, Role, State, Workflow, days, due

clerk = Role("clerk", en="Clerk", zh="文员")

asked = State("asked", ENTRY, en="Asked for", zh="已申请")
lent = State("lent", ACTIVE, en="Lent", zh="已借出")
returned = State("returned", FINAL, en="Returned", zh="已归还")

register = Action("register", START, asked, by=clerk, milestone=REGISTER, en="Register", zh="登记")
hand_out = Action("open", asked, lent, by=clerk, milestone=OPEN, en="Hand out", zh="借出")
take_back = Action("close", lent, returned, by=clerk, milestone=CLOSE, en="Take back", zh="归还")
loan = Clock("loan", starts=hand_out, stops=take_back, within=days(3), marks=[due(tell=clerk)], en="Loan", zh="借期")

key_loan = Workflow(
    "key_loan", states=[asked, lent, returned], actions=[register, hand_out, take_back], clocks=[loan], book="KEY",
    en="Key loan", zh="钥匙借用",
)  # fmt: skip
