"""Who came, hours in care, who may collect a child, and what must be known on duty."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table('care_needs',
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_care_needs_holder_id')),
    sa.PrimaryKeyConstraint('holder_id', name=op.f('pk_care_needs'))
    )

    op.create_table('care_tariffs',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('price', sa.BigInteger(), nullable=False),
    sa.Column('half_day_price', sa.BigInteger(), nullable=True),
    sa.Column('half_day_minutes', sa.Integer(), nullable=True),
    sa.Column('decision', sa.String(length=400), nullable=False),
    sa.Column('entered_by', sa.String(length=80), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(unit = 'day') = (half_day_price IS NOT NULL) AND (unit = 'day') = (half_day_minutes IS NOT NULL)", name=op.f('ck_care_tariffs_half_days_by_the_day')),
    sa.CheckConstraint('half_day_price IS NULL OR half_day_price BETWEEN 0 AND price', name=op.f('ck_care_tariffs_half_is_not_more')),
    sa.CheckConstraint('price >= 0', name=op.f('ck_care_tariffs_not_negative')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_care_tariffs_activity_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_care_tariffs')),
    sa.UniqueConstraint('activity_id', 'starts', name=op.f('uq_care_tariffs_activity_id_starts'))
    )

    op.create_table('collectors',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('added_by', sa.String(length=80), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_collectors_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collectors'))
    )

    with op.batch_alter_table('collectors') as batch_op:
        batch_op.create_index(batch_op.f('ix_collectors_holder_id'), ['holder_id'], unique=False)

    op.create_table('care_stays',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('came_key', sa.String(length=80), nullable=False),
    sa.Column('came_by', sa.String(length=80), nullable=False),
    sa.Column('gone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('gone_key', sa.String(length=80), nullable=True),
    sa.Column('gone_by', sa.String(length=80), nullable=True),
    sa.Column('collector_id', sa.String(length=36), nullable=True),
    sa.Column('handed_to', sa.String(length=120), nullable=False),
    sa.Column('note', sa.String(length=40), nullable=True),
    sa.CheckConstraint('gone_at IS NULL OR gone_at >= came_at', name=op.f('ck_care_stays_goes_after_coming')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_care_stays_activity_id')),
    sa.ForeignKeyConstraint(['collector_id'], ['collectors.id'], name=op.f('fk_care_stays_collector_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_care_stays_holder_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_care_stays_organiser_id')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_care_stays_session_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_care_stays')),
    sa.UniqueConstraint('session_id', 'came_key', name=op.f('uq_care_stays_session_id_came_key'))
    )

    with op.batch_alter_table('care_stays') as batch_op:
        batch_op.create_index(batch_op.f('ix_care_stays_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index('ix_care_stays_organiser_day', ['organiser_id', 'day'], unique=False)
        batch_op.create_index('ix_care_stays_session', ['session_id', 'holder_id'], unique=False)
        batch_op.create_index('uq_care_stays_inside', ['holder_id'], unique=True, sqlite_where=sa.text('gone_at IS NULL'), postgresql_where=sa.text('gone_at IS NULL'))

    op.create_table('session_closings',
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_session_closings_session_id')),
    sa.PrimaryKeyConstraint('session_id', name=op.f('pk_session_closings'))
    )

    op.create_table('care_days',
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('tariff_id', sa.String(length=36), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('unit', sa.String(length=20), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('siblings', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('sale_id', sa.String(length=36), nullable=True),
    sa.Column('refused', sa.String(length=60), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(state = 'refused') = (refused IS NOT NULL)", name=op.f('ck_care_days_a_refusal_has_its_code')),
    sa.CheckConstraint("state NOT IN ('sold', 'found') OR sale_id IS NOT NULL", name=op.f('ck_care_days_what_was_sold_has_its_sale')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_care_days_holder_id')),
    sa.ForeignKeyConstraint(['sale_id'], ['sales.id'], name=op.f('fk_care_days_sale_id')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_care_days_session_id')),
    sa.ForeignKeyConstraint(['tariff_id'], ['care_tariffs.id'], name=op.f('fk_care_days_tariff_id')),
    sa.PrimaryKeyConstraint('session_id', 'holder_id', name=op.f('pk_care_days'))
    )

    with op.batch_alter_table('care_days') as batch_op:
        batch_op.create_index('ix_care_days_holder', ['holder_id', 'day'], unique=False)
        batch_op.create_index(batch_op.f('ix_care_days_sale_id'), ['sale_id'], unique=False)

    op.create_table('attendance_marks',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('registration_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('before', sa.String(length=40), nullable=False),
    sa.Column('after', sa.String(length=40), nullable=False),
    sa.Column('heard', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_attendance_marks_holder_id')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_attendance_marks_registration_id')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_attendance_marks_session_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_marks')),
    sa.UniqueConstraint('session_id', 'key', name=op.f('uq_attendance_marks_session_id_key'))
    )

    with op.batch_alter_table('attendance_marks') as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_marks_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index('ix_attendance_marks_registration', ['registration_id', 'session_id'], unique=False)

    op.create_table('places_paid',
    sa.Column('registration_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('sale_id', sa.String(length=36), nullable=True),
    sa.Column('refused', sa.String(length=60), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(state = 'refused') = (refused IS NOT NULL)", name=op.f('ck_places_paid_a_refusal_has_its_code')),
    sa.CheckConstraint("state NOT IN ('sold', 'found') OR sale_id IS NOT NULL", name=op.f('ck_places_paid_what_was_sold_has_its_sale')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_places_paid_holder_id')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_places_paid_registration_id')),
    sa.ForeignKeyConstraint(['sale_id'], ['sales.id'], name=op.f('fk_places_paid_sale_id')),
    sa.PrimaryKeyConstraint('registration_id', name=op.f('pk_places_paid'))
    )

    with op.batch_alter_table('places_paid') as batch_op:
        batch_op.create_index(batch_op.f('ix_places_paid_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_places_paid_sale_id'), ['sale_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('places_paid') as batch_op:
        batch_op.drop_index(batch_op.f('ix_places_paid_sale_id'))
        batch_op.drop_index(batch_op.f('ix_places_paid_holder_id'))

    op.drop_table('places_paid')

    with op.batch_alter_table('attendance_marks') as batch_op:
        batch_op.drop_index('ix_attendance_marks_registration')
        batch_op.drop_index(batch_op.f('ix_attendance_marks_holder_id'))

    op.drop_table('attendance_marks')

    with op.batch_alter_table('care_days') as batch_op:
        batch_op.drop_index(batch_op.f('ix_care_days_sale_id'))
        batch_op.drop_index('ix_care_days_holder')

    op.drop_table('care_days')

    op.drop_table('session_closings')

    with op.batch_alter_table('care_stays') as batch_op:
        batch_op.drop_index('uq_care_stays_inside', sqlite_where=sa.text('gone_at IS NULL'), postgresql_where=sa.text('gone_at IS NULL'))
        batch_op.drop_index('ix_care_stays_session')
        batch_op.drop_index('ix_care_stays_organiser_day')
        batch_op.drop_index(batch_op.f('ix_care_stays_holder_id'))

    op.drop_table('care_stays')

    with op.batch_alter_table('collectors') as batch_op:
        batch_op.drop_index(batch_op.f('ix_collectors_holder_id'))

    op.drop_table('collectors')

    op.drop_table('care_tariffs')

    op.drop_table('care_needs')
