"""Municipal choices, sales and their shares."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table('choice_proposals',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('council_decision', sa.String(length=400), nullable=False),
    sa.Column('status', sa.String(40), nullable=False),
    sa.Column('entered_by', sa.String(length=36), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.String(length=36), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('decided_by IS NULL OR decided_by <> entered_by', name=op.f('ck_choice_proposals_two_people')),
    sa.ForeignKeyConstraint(['decided_by'], ['accounts.id'], name=op.f('fk_choice_proposals_decided_by')),
    sa.ForeignKeyConstraint(['entered_by'], ['accounts.id'], name=op.f('fk_choice_proposals_entered_by')),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_choice_proposals_municipality_nis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_choice_proposals'))
    )
    op.create_index('ix_choice_proposals_in_force', 'choice_proposals', ['municipality_nis', 'status', 'starts'], unique=False)
    op.create_table('municipal_choices',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('proposal_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['proposal_id'], ['choice_proposals.id'], name=op.f('fk_municipal_choices_proposal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_municipal_choices')),
    sa.UniqueConstraint('proposal_id', 'key', name=op.f('uq_municipal_choices_proposal_id_key'))
    )
    op.create_index(op.f('ix_municipal_choices_proposal_id'), 'municipal_choices', ['proposal_id'], unique=False)
    op.create_table('reduced_tickets',
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('period_start', sa.Date(), nullable=False),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_reduced_tickets_activity_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_reduced_tickets_holder_id')),
    sa.PrimaryKeyConstraint('holder_id', 'activity_id', 'period_start', name=op.f('pk_reduced_tickets'))
    )
    op.create_table('sales',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('card_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('price_name', sa.JSON(), nullable=False),
    sa.Column('full_price', sa.BigInteger(), nullable=False),
    sa.Column('holder_pays', sa.BigInteger(), nullable=False),
    sa.Column('receipt', sa.JSON(), nullable=False),
    sa.Column('client_reference', sa.String(length=80), nullable=True),
    sa.Column('sold_by', sa.String(length=80), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_sales_activity_id')),
    sa.ForeignKeyConstraint(['card_id'], ['cards.id'], name=op.f('fk_sales_card_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_sales_holder_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_sales_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sales')),
    sa.UniqueConstraint('organiser_id', 'client_reference', name=op.f('uq_sales_organiser_id_client_reference'))
    )
    op.create_index(op.f('ix_sales_activity_id'), 'sales', ['activity_id'], unique=False)
    op.create_index('ix_sales_day', 'sales', ['day'], unique=False)
    op.create_index('ix_sales_holder_day', 'sales', ['holder_id', 'day'], unique=False)
    op.create_index('ix_sales_organiser_day', 'sales', ['organiser_id', 'day'], unique=False)
    op.create_table('sale_shares',
    sa.Column('sale_id', sa.String(length=36), nullable=False),
    sa.Column('payer', sa.String(40), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('amount >= 0', name=op.f('ck_sale_shares_not_negative')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_sale_shares_organisation_id')),
    sa.ForeignKeyConstraint(['sale_id'], ['sales.id'], name=op.f('fk_sale_shares_sale_id')),
    sa.PrimaryKeyConstraint('sale_id', 'payer', name=op.f('pk_sale_shares'))
    )
    op.create_index(op.f('ix_sale_shares_organisation_id'), 'sale_shares', ['organisation_id'], unique=False)


def downgrade() -> None:
    op.drop_table("sale_shares")
    op.drop_table("sales")
    op.drop_table("reduced_tickets")
    op.drop_table("municipal_choices")
    op.drop_table("choice_proposals")
