"""Answered requests and the trail."""

import sqlalchemy as sa
from alembic import op

from uitpas2.database.append_only import guard_table

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table('answered_requests',
    sa.Column('caller', sa.String(length=80), nullable=False),
    sa.Column('route', sa.String(length=80), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('body_hash', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('caller', 'route', 'key', name=op.f('pk_answered_requests'))
    )
    op.create_index(op.f('ix_answered_requests_at'), 'answered_requests', ['at'], unique=False)
    op.create_table('trail_entries',
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.String(length=80), nullable=False),
    sa.Column('actor_role', sa.String(length=40), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=True),
    sa.Column('action', sa.String(length=60), nullable=False),
    sa.Column('subject_kind', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.String(length=80), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('previous_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_trail_entries'))
    )
    op.create_index(op.f('ix_trail_entries_actor_id'), 'trail_entries', ['actor_id'], unique=False)
    op.create_index(op.f('ix_trail_entries_organisation_id'), 'trail_entries', ['organisation_id'], unique=False)
    op.create_index('ix_trail_entries_subject', 'trail_entries', ['subject_kind', 'subject_id'], unique=False)
    op.create_table('trail_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trail_head'))
    )
    guard_table(op.get_bind(), "trail_entries")


def downgrade() -> None:
    op.drop_table("trail_head")
    op.drop_table("trail_entries")
    op.drop_table("answered_requests")
