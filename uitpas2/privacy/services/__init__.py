"""Asking, answering, erasing and purging."""

from uitpas2.privacy.services.erasing import erase_holder, forget_account
from uitpas2.privacy.services.paper import data_pdf
from uitpas2.privacy.services.purging import PURGES, purge
from uitpas2.privacy.services.requesting import answer, ask, erase_at_counter

__all__ = ["PURGES", "answer", "ask", "data_pdf", "erase_at_counter", "erase_holder", "forget_account", "purge"]
