"""Series, waiting lists with offers and draws, the sessions of a registration, and what is kept in budgets."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table('budget_holds',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_budget_holds_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_holds'))
    )
    with op.batch_alter_table('budget_holds') as batch_op:
        batch_op.create_index('uq_budget_holds_open', ['reference', 'organisation_id', 'year'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('intakes',
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cut_off_minutes', sa.Integer(), nullable=False),
    sa.Column('answer_hours', sa.Integer(), nullable=False),
    sa.Column('needs_approval', sa.Boolean(), nullable=False),
    sa.Column('priorities', sa.JSON(), nullable=False),
    sa.Column('draw_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('draw_commitment', sa.String(length=64), nullable=True),
    sa.Column('draw_seed', sa.String(length=72), nullable=True),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_intakes_activity_id')),
    sa.PrimaryKeyConstraint('activity_id', name=op.f('pk_intakes'))
    )
    op.create_table('series',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_series_activity_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series'))
    )
    with op.batch_alter_table('series') as batch_op:
        batch_op.create_index(batch_op.f('ix_series_activity_id'), ['activity_id'], unique=False)

    op.create_table('queue_events',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('registration_id', sa.String(length=36), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_queue_events_activity_id')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_queue_events_registration_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_queue_events'))
    )
    with op.batch_alter_table('queue_events') as batch_op:
        batch_op.create_index('ix_queue_events_activity', ['activity_id', 'at'], unique=False)
        batch_op.create_index(batch_op.f('ix_queue_events_registration_id'), ['registration_id'], unique=False)

    op.create_table('registered_sessions',
    sa.Column('registration_id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('live', sa.Boolean(), nullable=False),
    sa.Column('holds_place', sa.Boolean(), nullable=False),
    sa.Column('from_partner', sa.Boolean(), nullable=False),
    sa.Column('attendance', sa.String(length=40), nullable=False),
    sa.Column('attendance_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attendance_by', sa.String(length=80), nullable=True),
    sa.CheckConstraint('live OR NOT holds_place', name=op.f('ck_registered_sessions_only_live_ones_hold_a_place')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_registered_sessions_holder_id')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_registered_sessions_registration_id')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_registered_sessions_session_id')),
    sa.PrimaryKeyConstraint('registration_id', 'session_id', name=op.f('pk_registered_sessions'))
    )
    with op.batch_alter_table('registered_sessions') as batch_op:
        batch_op.create_index('ix_registered_sessions_session', ['session_id'], unique=False)
        batch_op.create_index('uq_registered_sessions_live', ['holder_id', 'session_id'], unique=True, sqlite_where=sa.text('live'), postgresql_where=sa.text('live'))

    with op.batch_alter_table('budgets') as batch_op:
        batch_op.add_column(sa.Column('reserved', sa.BigInteger(), nullable=True))
    op.execute("UPDATE budgets SET reserved = 0")
    with op.batch_alter_table('budgets') as batch_op:
        batch_op.alter_column('reserved', existing_type=sa.BigInteger(), nullable=False)
        batch_op.drop_constraint(batch_op.f('ck_budgets_not_beyond'), type_='check')
        batch_op.create_check_constraint('not_beyond', 'stops_when_empty = false OR spent + reserved <= total')
        batch_op.create_check_constraint('reserved_not_negative', 'reserved >= 0')

    with op.batch_alter_table('registrations') as batch_op:
        batch_op.add_column(sa.Column('series_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('number', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('rank', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('drawn', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('bundle_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('together', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('offered_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('end_reason', sa.String(length=40), nullable=True))
    _number_registrations()
    with op.batch_alter_table('registrations') as batch_op:
        batch_op.alter_column('number', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('rank', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('together', existing_type=sa.Boolean(), nullable=False)
        batch_op.drop_index(batch_op.f('ix_registrations_activity'))
        batch_op.drop_index(batch_op.f('uq_registrations_live'), sqlite_where=sa.text("status = 'confirmed'"))
        batch_op.create_index(batch_op.f('ix_registrations_bundle_id'), ['bundle_id'], unique=False)
        batch_op.create_index('ix_registrations_offered', ['offered_until'], unique=False, sqlite_where=sa.text("status = 'offered'"), postgresql_where=sa.text("status = 'offered'"))
        batch_op.create_index('ix_registrations_waiting', ['activity_id', 'rank', 'number'], unique=False, sqlite_where=sa.text("status = 'waiting'"), postgresql_where=sa.text("status = 'waiting'"))
        batch_op.create_unique_constraint(batch_op.f('uq_registrations_activity_id_number'), ['activity_id', 'number'])
        batch_op.create_foreign_key(batch_op.f('fk_registrations_series_id'), 'series', ['series_id'], ['id'])
        batch_op.create_check_constraint('an_offer_ends', "(status = 'offered') = (offered_until IS NOT NULL)")
        batch_op.create_check_constraint('an_end_has_its_moment', "(status = 'cancelled') = (cancelled_at IS NOT NULL)")
    _put_down_sessions()

    with op.batch_alter_table('sessions') as batch_op:
        batch_op.add_column(sa.Column('series_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('kept_for_partners', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('kept_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('taken_by_partners', sa.Integer(), nullable=True))
    op.execute("UPDATE sessions SET kept_for_partners = 0, taken_by_partners = 0")
    with op.batch_alter_table('sessions') as batch_op:
        batch_op.alter_column('kept_for_partners', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('taken_by_partners', existing_type=sa.Integer(), nullable=False)
        batch_op.create_index(batch_op.f('ix_sessions_series_id'), ['series_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_sessions_series_id'), 'series', ['series_id'], ['id'])
        batch_op.create_check_constraint('taken_by_partners', 'taken_by_partners BETWEEN 0 AND taken')



def _number_registrations() -> None:
    """Who registered before has a lower number in its activity; nobody waits yet, so no more hangs on it."""
    registrations = sa.table(
        "registrations", sa.column("id", sa.String()), sa.column("activity_id", sa.String()), sa.column("at")
    )
    in_order = sa.func.row_number().over(
        partition_by=registrations.c.activity_id, order_by=(registrations.c.at, registrations.c.id)
    )
    connection = op.get_bind()
    numbered = connection.execute(sa.select(registrations.c.id, in_order.label("number"))).all()
    filling = sa.text("UPDATE registrations SET number = :number, rank = 0, together = false WHERE id = :id")
    if numbered:
        connection.execute(filling, [{"id": id, "number": number} for id, number in numbered])


def _put_down_sessions() -> None:
    """Each registration was for one session, and held its place while it was confirmed."""
    op.execute(
        "INSERT INTO registered_sessions (registration_id, session_id, holder_id, live, holds_place, from_partner,"
        " attendance) SELECT id, session_id, holder_id, status = 'confirmed', status = 'confirmed', false, 'expected'"
        " FROM registrations"
    )


def downgrade() -> None:
    # Who only waited or asked is not known to the older tables, and a series was taken by its first session.
    op.execute("DELETE FROM queue_events")
    op.execute("DELETE FROM registered_sessions")
    op.execute("DELETE FROM registrations WHERE status NOT IN ('confirmed', 'cancelled')")
    with op.batch_alter_table('sessions') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_sessions_taken_by_partners'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_sessions_series_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_sessions_series_id'))
        batch_op.drop_column('taken_by_partners')
        batch_op.drop_column('kept_until')
        batch_op.drop_column('kept_for_partners')
        batch_op.drop_column('series_id')

    with op.batch_alter_table('registrations') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_registrations_an_end_has_its_moment'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_registrations_an_offer_ends'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_registrations_series_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_registrations_activity_id_number'), type_='unique')
        batch_op.drop_index('ix_registrations_waiting', sqlite_where=sa.text("status = 'waiting'"), postgresql_where=sa.text("status = 'waiting'"))
        batch_op.drop_index('ix_registrations_offered', sqlite_where=sa.text("status = 'offered'"), postgresql_where=sa.text("status = 'offered'"))
        batch_op.drop_index(batch_op.f('ix_registrations_bundle_id'))
        batch_op.create_index(batch_op.f('uq_registrations_live'), ['holder_id', 'session_id'], unique=True, sqlite_where=sa.text("status = 'confirmed'"), postgresql_where=sa.text("status = 'confirmed'"))
        batch_op.create_index(batch_op.f('ix_registrations_activity'), ['activity_id', 'session_id'], unique=False)
        batch_op.drop_column('end_reason')
        batch_op.drop_column('offered_until')
        batch_op.drop_column('together')
        batch_op.drop_column('bundle_id')
        batch_op.drop_column('drawn')
        batch_op.drop_column('rank')
        batch_op.drop_column('number')
        batch_op.drop_column('series_id')

    with op.batch_alter_table('budgets') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_budgets_reserved_not_negative'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_budgets_not_beyond'), type_='check')
        batch_op.create_check_constraint('not_beyond', 'stops_when_empty = false OR spent <= total')
        batch_op.drop_column('reserved')

    with op.batch_alter_table('registered_sessions') as batch_op:
        batch_op.drop_index('uq_registered_sessions_live', sqlite_where=sa.text('live'), postgresql_where=sa.text('live'))
        batch_op.drop_index('ix_registered_sessions_session')

    op.drop_table('registered_sessions')
    with op.batch_alter_table('queue_events') as batch_op:
        batch_op.drop_index(batch_op.f('ix_queue_events_registration_id'))
        batch_op.drop_index('ix_queue_events_activity')

    op.drop_table('queue_events')
    with op.batch_alter_table('series') as batch_op:
        batch_op.drop_index(batch_op.f('ix_series_activity_id'))

    op.drop_table('series')
    op.drop_table('intakes')
    with op.batch_alter_table('budget_holds') as batch_op:
        batch_op.drop_index('uq_budget_holds_open', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.drop_table('budget_holds')
