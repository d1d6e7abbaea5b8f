"""Marks, sales at attendance, stays in care and their tariffs, who picks up, and what those on duty must know."""

from uitpas2.attendance.models.care import CareDay, CareStay, CareTariff
from uitpas2.attendance.models.marks import AttendanceMark, PlacePaid, SessionClosing
from uitpas2.attendance.models.safety import CareNeed, Collector

__all__ = [
    "AttendanceMark",
    "CareDay",
    "CareNeed",
    "CareStay",
    "CareTariff",
    "Collector",
    "PlacePaid",
    "SessionClosing",
]
