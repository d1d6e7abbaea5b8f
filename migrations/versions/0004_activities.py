"""Activities with places, prices and sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table('places',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('uitdatabank_id', sa.String(length=36), nullable=True),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('street', sa.String(length=160), nullable=False),
    sa.Column('postal_code', sa.String(length=10), nullable=False),
    sa.Column('city', sa.String(length=80), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_places_municipality_nis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_places')),
    sa.UniqueConstraint('uitdatabank_id', name=op.f('uq_places_uitdatabank_id'))
    )
    op.create_index(op.f('ix_places_municipality_nis'), 'places', ['municipality_nis'], unique=False)
    op.create_table('activities',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('uitdatabank_id', sa.String(length=36), nullable=True),
    sa.Column('organiser_id', sa.String(length=36), nullable=True),
    sa.Column('place_id', sa.String(length=36), nullable=True),
    sa.Column('municipality_nis', sa.String(length=5), nullable=True),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('description', sa.JSON(), nullable=True),
    sa.Column('theme', sa.String(length=80), nullable=False),
    sa.Column('product_class', sa.String(40), nullable=False),
    sa.Column('calendar_type', sa.String(40), nullable=False),
    sa.Column('publication', sa.String(40), nullable=False),
    sa.Column('availability', sa.String(40), nullable=False),
    sa.Column('unavailable_because', sa.JSON(), nullable=True),
    sa.Column('starts', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opening_hours', sa.JSON(), nullable=False),
    sa.Column('closed_days', sa.JSON(), nullable=False),
    sa.Column('adjusted_days', sa.JSON(), nullable=False),
    sa.Column('children_only', sa.Boolean(), nullable=False),
    sa.Column('members_only', sa.Boolean(), nullable=False),
    sa.Column('schools_only', sa.Boolean(), nullable=False),
    sa.Column('age_from', sa.Integer(), nullable=True),
    sa.Column('age_to', sa.Integer(), nullable=True),
    sa.Column('born_from', sa.Date(), nullable=True),
    sa.Column('born_to', sa.Date(), nullable=True),
    sa.Column('online_url', sa.Text(), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('ticket_limit', sa.Integer(), nullable=False),
    sa.Column('ticket_period', sa.String(40), nullable=False),
    sa.Column('checkin_limit', sa.Integer(), nullable=False),
    sa.Column('checkin_period', sa.String(40), nullable=False),
    sa.Column('checkin_points', sa.Integer(), nullable=False),
    sa.Column('departure_places', sa.JSON(), nullable=False),
    sa.Column('visible_from', sa.DateTime(timezone=True), nullable=True),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('sort_name', sa.String(length=120), nullable=False),
    sa.Column('open_weekdays', sa.Integer(), nullable=False),
    sa.Column('unusual_days', sa.JSON(), nullable=False),
    sa.Column('source', sa.JSON(), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_activities_municipality_nis')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_activities_organiser_id')),
    sa.ForeignKeyConstraint(['place_id'], ['places.id'], name=op.f('fk_activities_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities')),
    sa.UniqueConstraint('uitdatabank_id', name=op.f('uq_activities_uitdatabank_id'))
    )
    op.create_index(op.f('ix_activities_municipality_nis'), 'activities', ['municipality_nis'], unique=False)
    op.create_index('ix_activities_offer', 'activities', ['publication', 'availability', 'ends'], unique=False)
    op.create_index(op.f('ix_activities_organiser_id'), 'activities', ['organiser_id'], unique=False)
    op.create_index(op.f('ix_activities_place_id'), 'activities', ['place_id'], unique=False)
    op.create_table('prices',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('category', sa.String(40), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('for_group', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_prices_activity_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prices'))
    )
    op.create_index(op.f('ix_prices_activity_id'), 'prices', ['activity_id'], unique=False)
    op.create_table('sessions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('starts', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends', sa.DateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=True),
    sa.Column('taken', sa.Integer(), nullable=False),
    sa.Column('taken_elsewhere', sa.Integer(), nullable=False),
    sa.Column('availability', sa.String(40), nullable=False),
    sa.Column('unavailable_because', sa.JSON(), nullable=True),
    sa.Column('overnight', sa.Boolean(), nullable=False),
    sa.Column('care_from', sa.String(length=5), nullable=True),
    sa.Column('care_to', sa.String(length=5), nullable=True),
    sa.CheckConstraint('capacity IS NULL OR taken + taken_elsewhere <= capacity', name=op.f('ck_sessions_seats')),
    sa.CheckConstraint('taken >= 0', name=op.f('ck_sessions_taken_not_negative')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_sessions_activity_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sessions'))
    )
    op.create_index('ix_sessions_activity', 'sessions', ['activity_id', 'starts'], unique=False)
    op.create_index('ix_sessions_coming', 'sessions', ['activity_id', 'ends'], unique=False)
    op.create_index(op.f('ix_sessions_starts'), 'sessions', ['starts'], unique=False)


def downgrade() -> None:
    op.drop_table("sessions")
    op.drop_table("prices")
    op.drop_table("activities")
    op.drop_table("places")
