"""The grounds of rights by the codes of the rule book."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

RENAMED = {
    "increased-reimbursement": "increased_reimbursement",
    "living-wage": "living_wage",
    "income-guarantee-elderly": "elderly_income_guarantee",
    "debt-mediation": "debt_mediation",
    "child-benefit-supplement": "child_supplement",
    "school-allowance": "school_allowance",
    "asylum": "reception_centre",
    "youth-care": "youth_care",
    "partner-judgement": "partner_decision",
}


def upgrade() -> None:
    _rename(RENAMED)


def downgrade() -> None:
    _rename({new: old for old, new in RENAMED.items()})


def _rename(names: dict[str, str]) -> None:
    grounds = sa.table("right_grounds", sa.column("ground", sa.String()))
    for before, after in names.items():
        op.execute(sa.update(grounds).where(grounds.c.ground == before).values(ground=after))
