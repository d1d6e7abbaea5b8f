"""Partners, clients, vouchings; points."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table('recognitions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_recognitions_municipality_nis')),
    sa.ForeignKeyConstraint(['partner_id'], ['organisations.id'], name=op.f('fk_recognitions_partner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recognitions')),
    sa.UniqueConstraint('partner_id', 'municipality_nis', 'starts', name=op.f('uq_recognitions_partner_id_municipality_nis_starts'))
    )
    op.create_index(op.f('ix_recognitions_municipality_nis'), 'recognitions', ['municipality_nis'], unique=False)
    op.create_table('partner_clients',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('consent', sa.String(length=40), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_partner_clients_holder_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['organisations.id'], name=op.f('fk_partner_clients_partner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_partner_clients'))
    )
    op.create_index(op.f('ix_partner_clients_holder_id'), 'partner_clients', ['holder_id'], unique=False)
    op.create_index('uq_partner_clients_live', 'partner_clients', ['partner_id', 'holder_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('points_entries',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('points', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=20), nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_points_entries_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_points_entries')),
    sa.UniqueConstraint('reason', 'reference', name=op.f('uq_points_entries_reason_reference'))
    )
    op.create_index(op.f('ix_points_entries_holder_id'), 'points_entries', ['holder_id'], unique=False)
    op.create_table('vouchings',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('right_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_vouchings_holder_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['organisations.id'], name=op.f('fk_vouchings_partner_id')),
    sa.ForeignKeyConstraint(['right_id'], ['social_rights.id'], name=op.f('fk_vouchings_right_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vouchings')),
    sa.UniqueConstraint('right_id', name=op.f('uq_vouchings_right_id'))
    )
    op.create_index(op.f('ix_vouchings_holder_id'), 'vouchings', ['holder_id'], unique=False)
    op.create_index(op.f('ix_vouchings_partner_id'), 'vouchings', ['partner_id'], unique=False)


def downgrade() -> None:
    op.drop_table("vouchings")
    op.drop_table("points_entries")
    op.drop_table("partner_clients")
    op.drop_table("recognitions")
