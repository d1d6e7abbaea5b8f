"""The screens around guidance: a partner that meets a family, and what a municipality arranges with partners."""

from uitpas2.welfare.pages import clients, meeting
from uitpas2.welfare.pages.blueprint import blueprint

__all__ = ["blueprint", "clients", "meeting"]
