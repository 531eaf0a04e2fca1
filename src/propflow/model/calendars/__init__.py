"""
Calendars: when time counts, and the deadline that follows.
"""

from propflow.model.calendars.always import ALWAYS as ALWAYS
from propflow.model.calendars.always import Always as Always
from propflow.model.calendars.protocol import Calendar as Calendar
