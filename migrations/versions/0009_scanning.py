"""Check-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table('checkin_counts',
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('period_start', sa.Date(), nullable=False),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_checkin_counts_activity_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_checkin_counts_holder_id')),
    sa.PrimaryKeyConstraint('holder_id', 'activity_id', 'period_start', name=op.f('pk_checkin_counts'))
    )
    op.create_table('checkins',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('card_id', sa.String(length=36), nullable=False),
    sa.Column('sale_id', sa.String(length=36), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('by', sa.String(length=80), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_checkins_activity_id')),
    sa.ForeignKeyConstraint(['card_id'], ['cards.id'], name=op.f('fk_checkins_card_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_checkins_holder_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_checkins_organiser_id')),
    sa.ForeignKeyConstraint(['sale_id'], ['sales.id'], name=op.f('fk_checkins_sale_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checkins')),
    sa.UniqueConstraint('organiser_id', 'key', name=op.f('uq_checkins_organiser_id_key')),
    sa.UniqueConstraint('sale_id', name=op.f('uq_checkins_sale_id'))
    )
    op.create_index(op.f('ix_checkins_activity_id'), 'checkins', ['activity_id'], unique=False)
    op.create_index(op.f('ix_checkins_day'), 'checkins', ['day'], unique=False)
    op.create_index('ix_checkins_holder_activity', 'checkins', ['holder_id', 'activity_id', 'day'], unique=False)


def downgrade() -> None:
    op.drop_table("checkins")
    op.drop_table("checkin_counts")
