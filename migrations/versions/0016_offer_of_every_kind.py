"""What an activity says about itself, prices of series and sessions, sources and lists of offer."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table('offer_lists',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.String(length=120), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('unknown_columns', sa.JSON(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('confirmed_by', sa.String(length=80), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('publishes', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_offer_lists_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer_lists'))
    )

    with op.batch_alter_table('offer_lists') as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_lists_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('offer_sources',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('key_variable', sa.String(length=60), nullable=False),
    sa.Column('key_header', sa.String(length=20), nullable=False),
    sa.Column('page_size', sa.Integer(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changes_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('swept_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('busy_run_id', sa.String(length=36), nullable=True),
    sa.Column('busy_until', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('page_size BETWEEN 1 AND 500', name=op.f('ck_offer_sources_page_size')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_offer_sources_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer_sources')),
    sa.UniqueConstraint('name', name=op.f('uq_offer_sources_name'))
    )

    with op.batch_alter_table('offer_sources') as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_sources_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('offer_list_entries',
    sa.Column('list_id', sa.String(length=36), nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('item', sa.JSON(), nullable=False),
    sa.Column('changed', sa.JSON(), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['offer_lists.id'], name=op.f('fk_offer_list_entries_list_id')),
    sa.PrimaryKeyConstraint('list_id', 'line', name=op.f('pk_offer_list_entries'))
    )

    op.create_table('offer_listings',
    sa.Column('source_id', sa.String(length=36), nullable=False),
    sa.Column('uitdatabank_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('modified', sa.DateTime(timezone=True), nullable=True),
    sa.Column('runs_out_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_offer_listings_activity_id')),
    sa.ForeignKeyConstraint(['source_id'], ['offer_sources.id'], name=op.f('fk_offer_listings_source_id')),
    sa.PrimaryKeyConstraint('source_id', 'uitdatabank_id', name=op.f('pk_offer_listings'))
    )

    with op.batch_alter_table('offer_listings') as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_listings_activity_id'), ['activity_id'], unique=False)

    op.create_table('offer_references',
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('item', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_offer_references_activity_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_offer_references_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'reference', name=op.f('pk_offer_references'))
    )

    with op.batch_alter_table('offer_references') as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_references_activity_id'), ['activity_id'], unique=False)

    op.create_table('offer_runs',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('source_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('retries', sa.Integer(), nullable=False),
    sa.Column('listed', sa.Integer(), nullable=False),
    sa.Column('imported', sa.Integer(), nullable=False),
    sa.Column('updated', sa.Integer(), nullable=False),
    sa.Column('unchanged', sa.Integer(), nullable=False),
    sa.Column('older', sa.Integer(), nullable=False),
    sa.Column('rejected', sa.Integer(), nullable=False),
    sa.Column('known', sa.Integer(), nullable=False),
    sa.Column('vanished', sa.Integer(), nullable=False),
    sa.Column('withdrawn', sa.Integer(), nullable=False),
    sa.Column('stopped_because', sa.String(length=40), nullable=True),
    sa.Column('status_code', sa.Integer(), nullable=True),
    sa.Column('decided_by', sa.String(length=80), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['source_id'], ['offer_sources.id'], name=op.f('fk_offer_runs_source_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offer_runs'))
    )

    with op.batch_alter_table('offer_runs') as batch_op:
        batch_op.create_index('ix_offer_runs_latest', ['source_id', 'started_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_offer_runs_status'), ['status'], unique=False)

    op.create_table('offer_faults',
    sa.Column('run_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('uitdatabank_id', sa.String(length=36), nullable=False),
    sa.Column('faults', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['offer_runs.id'], name=op.f('fk_offer_faults_run_id')),
    sa.PrimaryKeyConstraint('run_id', 'position', name=op.f('pk_offer_faults'))
    )

    op.create_table('offer_vanished',
    sa.Column('run_id', sa.String(length=36), nullable=False),
    sa.Column('uitdatabank_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['run_id'], ['offer_runs.id'], name=op.f('fk_offer_vanished_run_id')),
    sa.PrimaryKeyConstraint('run_id', 'uitdatabank_id', name=op.f('pk_offer_vanished'))
    )

    with op.batch_alter_table('activities') as batch_op:
        batch_op.add_column(sa.Column('class_from', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('class_to', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('origin', sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column('meeting_place', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('to_bring', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('access', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('access_note', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('spoken', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('pattern', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('copied_from', sa.String(length=36), nullable=True))
    op.execute("UPDATE activities SET origin = CASE WHEN uitdatabank_id IS NULL THEN 'entered' ELSE 'imported' END, access = '[]', spoken = '[]', pattern = '{}'")
    with op.batch_alter_table('activities') as batch_op:
        batch_op.alter_column('origin', existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column('access', existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column('spoken', existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column('pattern', existing_type=sa.JSON(), nullable=False)
        batch_op.create_index('ix_activities_calendar', ['calendar_type', 'publication'], unique=False)
        batch_op.create_index(batch_op.f('ix_activities_copied_from'), ['copied_from'], unique=False)
        batch_op.create_index('ix_activities_here', ['municipality_nis', 'publication', 'ends'], unique=False)
        batch_op.create_index('ix_activities_theme', ['publication', 'theme', 'visible_from', 'ends'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_activities_copied_from'), 'activities', ['copied_from'], ['id'])
        batch_op.create_check_constraint('classes', 'class_from IS NULL OR class_to IS NULL OR class_from <= class_to')
        batch_op.create_check_constraint('only_imports_have_an_id', "uitdatabank_id IS NULL OR origin = 'imported'")

    with op.batch_alter_table('prices') as batch_op:
        batch_op.add_column(sa.Column('series_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('session_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('prices') as batch_op:
        batch_op.create_index(batch_op.f('ix_prices_series_id'), ['series_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_prices_session_id'), ['session_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_prices_session_id'), 'sessions', ['session_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_prices_series_id'), 'series', ['series_id'], ['id'])
        batch_op.create_check_constraint('one_unit', 'series_id IS NULL OR session_id IS NULL')

    with op.batch_alter_table('sessions') as batch_op:
        batch_op.add_column(sa.Column('weekdays', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('from_minute', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('to_minute', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('to_tell_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('moved_from', sa.DateTime(timezone=True), nullable=True))
    _fill_clock_hours()
    with op.batch_alter_table('sessions') as batch_op:
        batch_op.alter_column('weekdays', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('from_minute', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('to_minute', existing_type=sa.Integer(), nullable=False)
        batch_op.drop_index(batch_op.f('ix_sessions_coming'))
        batch_op.create_index('ix_sessions_coming', ['activity_id', 'ends', 'availability', 'day', 'weekdays', 'from_minute', 'to_minute'], unique=False)
        batch_op.create_index('ix_sessions_day', ['day', 'activity_id'], unique=False)
        batch_op.create_index('ix_sessions_past_midnight', ['ends'], unique=False, sqlite_where=sa.text('to_minute > 1440'), postgresql_where=sa.text('to_minute > 1440'))
        batch_op.create_index('ix_sessions_to_tell', ['activity_id'], unique=False, sqlite_where=sa.text('to_tell_since IS NOT NULL'), postgresql_where=sa.text('to_tell_since IS NOT NULL'))


def _fill_clock_hours() -> None:
    """The weekdays (seven bits, Monday the lowest) and the minutes after midnight of each session, in Flanders."""
    sessions = sa.table(
        "sessions",
        sa.column("id", sa.String()),
        *(sa.column(name, sa.DateTime(timezone=True)) for name in ("starts", "ends")),
    )
    rows = op.get_bind().execute(sa.select(sessions.c.id, sessions.c.starts, sessions.c.ends)).all()
    filling = sa.text("UPDATE sessions SET weekdays = :weekdays, from_minute = :first, to_minute = :last WHERE id = :id")
    if rows:
        op.get_bind().execute(filling, [{"id": id, **_clock_hours(starts, ends)} for id, starts, ends in rows])


def _clock_hours(starts: datetime, ends: datetime) -> dict[str, int]:
    brussels, utc = ZoneInfo("Europe/Brussels"), ZoneInfo("UTC")
    starts, ends = ((one if one.tzinfo else one.replace(tzinfo=utc)).astimezone(brussels) for one in (starts, ends))
    first, last = starts.date(), max(starts, ends - timedelta(seconds=1)).date()
    days = [first + timedelta(days=number) for number in range(min(7, (last - first).days + 1))]
    nights = (ends.date() - first).days
    return {
        "weekdays": sum(1 << day.weekday() for day in days),
        "first": 60 * starts.hour + starts.minute,
        "last": 60 * ends.hour + ends.minute + 1440 * nights,
    }


def downgrade() -> None:
    with op.batch_alter_table('sessions') as batch_op:
        batch_op.drop_index('ix_sessions_to_tell', sqlite_where=sa.text('to_tell_since IS NOT NULL'), postgresql_where=sa.text('to_tell_since IS NOT NULL'))
        batch_op.drop_index('ix_sessions_past_midnight', sqlite_where=sa.text('to_minute > 1440'), postgresql_where=sa.text('to_minute > 1440'))
        batch_op.drop_index('ix_sessions_day')
        batch_op.drop_index('ix_sessions_coming')
        batch_op.create_index(batch_op.f('ix_sessions_coming'), ['activity_id', 'ends'], unique=False)
        batch_op.drop_column('moved_from')
        batch_op.drop_column('to_tell_since')
        batch_op.drop_column('to_minute')
        batch_op.drop_column('from_minute')
        batch_op.drop_column('weekdays')

    with op.batch_alter_table('prices') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_prices_one_unit'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_prices_series_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_prices_session_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_prices_session_id'))
        batch_op.drop_index(batch_op.f('ix_prices_series_id'))
        batch_op.drop_column('ended_at')
        batch_op.drop_column('frozen_at')
        batch_op.drop_column('session_id')
        batch_op.drop_column('series_id')

    with op.batch_alter_table('activities') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_activities_classes'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_activities_only_imports_have_an_id'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_activities_copied_from'), type_='foreignkey')
        batch_op.drop_index('ix_activities_theme')
        batch_op.drop_index('ix_activities_here')
        batch_op.drop_index(batch_op.f('ix_activities_copied_from'))
        batch_op.drop_index('ix_activities_calendar')
        batch_op.drop_column('copied_from')
        batch_op.drop_column('pattern')
        batch_op.drop_column('spoken')
        batch_op.drop_column('access_note')
        batch_op.drop_column('access')
        batch_op.drop_column('to_bring')
        batch_op.drop_column('meeting_place')
        batch_op.drop_column('origin')
        batch_op.drop_column('class_to')
        batch_op.drop_column('class_from')

    op.drop_table('offer_vanished')

    op.drop_table('offer_faults')

    with op.batch_alter_table('offer_runs') as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_runs_status'))
        batch_op.drop_index('ix_offer_runs_latest')

    op.drop_table('offer_runs')

    with op.batch_alter_table('offer_references') as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_references_activity_id'))

    op.drop_table('offer_references')

    with op.batch_alter_table('offer_listings') as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_listings_activity_id'))

    op.drop_table('offer_listings')

    op.drop_table('offer_list_entries')

    with op.batch_alter_table('offer_sources') as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_sources_organisation_id'))

    op.drop_table('offer_sources')

    with op.batch_alter_table('offer_lists') as batch_op:
        batch_op.drop_index(batch_op.f('ix_offer_lists_organisation_id'))

    op.drop_table('offer_lists')
