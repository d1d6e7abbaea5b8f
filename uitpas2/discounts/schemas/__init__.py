"""The forms of the pages, and what our API reads and answers."""

from uitpas2.discounts.schemas.choices import (
    ChoicesQuery,
    RulesQuery,
    SimulationQuery,
    ValueField,
    VersionsQuery,
    choices_form,
    simulation_query,
    value_field,
)
from uitpas2.discounts.schemas.coupons import (
    CouponForm,
)
from uitpas2.discounts.schemas.organisers import OrganiserForm
from uitpas2.discounts.schemas.rights import (
    EntitlementAnswer,
    RuleBookAnswer,
    RuleBookQuery,
    entitlement_question,
)
from uitpas2.discounts.schemas.selling import (
    PriceQuestion,
    QuoteAnswer,
    SaleAnswer,
    SaleOrder,
    SalesAnswer,
    SalesQuery,
)

__all__ = [
    "ChoicesQuery",
    "CouponForm",
    "EntitlementAnswer",
    "OrganiserForm",
    "PriceQuestion",
    "QuoteAnswer",
    "RuleBookAnswer",
    "RuleBookQuery",
    "RulesQuery",
    "SaleAnswer",
    "SaleOrder",
    "SalesAnswer",
    "SalesQuery",
    "SimulationQuery",
    "ValueField",
    "VersionsQuery",
    "choices_form",
    "entitlement_question",
    "simulation_query",
    "value_field",
]
