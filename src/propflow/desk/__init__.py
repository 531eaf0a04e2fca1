"""
The desk: the only place where things happen to a case.

Written once, as generators that ask for what they need; `Desk` and `AsyncDesk` drive them.
"""

from propflow.desk.asynchronous import AsyncDesk as AsyncDesk
from propflow.desk.delivering import DeliverReport as DeliverReport
from propflow.desk.health import DoctorReport as DoctorReport
from propflow.desk.health import Finding as Finding
from propflow.desk.office import Explanation as Explanation
from propflow.desk.sealing import Seal as Seal
from propflow.desk.synchronous import Desk as Desk
from propflow.desk.task import Task as Task
from propflow.desk.verifying import Fault as Fault
from propflow.desk.verifying import VerifyReport as VerifyReport
from propflow.desk.working import TickReport as TickReport
