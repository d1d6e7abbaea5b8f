"""What can be done at the door: look at a card, let its holder in, check in for a system that sells by itself."""

from uitpas2.scanning.services.admitting import admit, check_in
from uitpas2.scanning.services.looking import look

__all__ = ["admit", "check_in", "look"]
