"""Registrations."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table('registrations',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('status', sa.String(40), nullable=False),
    sa.Column('price_shown', sa.BigInteger(), nullable=False),
    sa.Column('entered_by', sa.String(length=80), nullable=False),
    sa.Column('entered_for', sa.String(length=36), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_registrations_activity_id')),
    sa.ForeignKeyConstraint(['entered_for'], ['organisations.id'], name=op.f('fk_registrations_entered_for')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_registrations_holder_id')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_registrations_session_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registrations'))
    )
    op.create_index('ix_registrations_activity', 'registrations', ['activity_id', 'session_id'], unique=False)
    op.create_index(op.f('ix_registrations_entered_for'), 'registrations', ['entered_for'], unique=False)
    op.create_index(op.f('ix_registrations_holder_id'), 'registrations', ['holder_id'], unique=False)
    op.create_index('uq_registrations_live', 'registrations', ['holder_id', 'session_id'], unique=True, sqlite_where=sa.text("status = 'confirmed'"), postgresql_where=sa.text("status = 'confirmed'"))


def downgrade() -> None:
    op.drop_table("registrations")
