"""What can be done with prices: choose, quote, sell, cancel."""

from uitpas2.discounts.services.choices import approve, decline, propose_choices
from uitpas2.discounts.services.entitlement import Checked, check_right
from uitpas2.discounts.services.quoting import Quote, quote
from uitpas2.discounts.services.selling import cancel_sale, sell

__all__ = ["Checked", "Quote", "approve", "cancel_sale", "check_right", "decline", "propose_choices", "quote", "sell"]
