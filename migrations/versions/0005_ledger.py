"""Double-entry ledger and budgets."""

import sqlalchemy as sa
from alembic import op

from uitpas2.database.append_only import guard_table

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table('ledger_entries',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reverses_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['reverses_id'], ['ledger_entries.id'], name=op.f('fk_ledger_entries_reverses_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_entries')),
    sa.UniqueConstraint('kind', 'reference', name=op.f('uq_ledger_entries_kind_reference')),
    sa.UniqueConstraint('reverses_id', name=op.f('uq_ledger_entries_reverses_id'))
    )
    op.create_index(op.f('ix_ledger_entries_day'), 'ledger_entries', ['day'], unique=False)
    op.create_table('budgets',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=False),
    sa.Column('spent', sa.BigInteger(), nullable=False),
    sa.Column('stops_when_empty', sa.Boolean(), nullable=False),
    sa.CheckConstraint('stops_when_empty = false OR spent <= total', name=op.f('ck_budgets_not_beyond')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_budgets_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budgets')),
    sa.UniqueConstraint('organisation_id', 'year', name=op.f('uq_budgets_organisation_id_year'))
    )
    op.create_table('ledger_accounts',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(40), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('counterparty_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_ledger_accounts_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_accounts')),
    sa.UniqueConstraint('kind', 'organisation_id', 'counterparty_id', 'year', name=op.f('uq_ledger_accounts_kind_organisation_id_counterparty_id_year'))
    )
    op.create_index(op.f('ix_ledger_accounts_organisation_id'), 'ledger_accounts', ['organisation_id'], unique=False)
    op.create_table('ledger_postings',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('entry_id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['ledger_accounts.id'], name=op.f('fk_ledger_postings_account_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['ledger_entries.id'], name=op.f('fk_ledger_postings_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_postings'))
    )
    op.create_index(op.f('ix_ledger_postings_account_id'), 'ledger_postings', ['account_id'], unique=False)
    op.create_index(op.f('ix_ledger_postings_entry_id'), 'ledger_postings', ['entry_id'], unique=False)
    guard_table(op.get_bind(), "ledger_entries")
    guard_table(op.get_bind(), "ledger_postings")


def downgrade() -> None:
    op.drop_table("ledger_postings")
    op.drop_table("ledger_accounts")
    op.drop_table("budgets")
    op.drop_table("ledger_entries")
