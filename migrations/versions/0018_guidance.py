"""Agreements with partners, a family's yes, barriers and tasks, referrals, and figures about guidance."""

import sqlalchemy as sa
from alembic import op

from uitpas2.database.append_only import guard_table

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table('guidance_releases',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guidance_releases')),
    sa.UniqueConstraint('municipality_nis', 'starts', name=op.f('uq_guidance_releases_municipality_nis_starts'))
    )

    op.create_table('guidance_figures',
    sa.Column('release_id', sa.String(length=36), nullable=False),
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('reach', sa.String(length=40), nullable=False),
    sa.Column('breakdown', sa.String(length=40), nullable=False),
    sa.Column('part', sa.String(length=40), nullable=False),
    sa.Column('children', sa.Integer(), nullable=True),
    sa.CheckConstraint('children >= 5 AND children % 5 = 0', name=op.f('ck_guidance_figures_only_rounded_figures_are_kept')),
    sa.ForeignKeyConstraint(['release_id'], ['guidance_releases.id'], name=op.f('fk_guidance_figures_release_id')),
    sa.PrimaryKeyConstraint('release_id', 'partner_id', 'reach', 'breakdown', 'part', name=op.f('pk_guidance_figures'))
    )

    op.create_table('partner_contacts',
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('shown_name', sa.String(length=60), nullable=False),
    sa.Column('phone', sa.String(length=30), nullable=False),
    sa.Column('email', sa.String(length=120), nullable=False),
    sa.Column('hours', sa.String(length=160), nullable=False),
    sa.Column('names_partner', sa.Boolean(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['partner_id'], ['organisations.id'], name=op.f('fk_partner_contacts_partner_id')),
    sa.PrimaryKeyConstraint('partner_id', name=op.f('pk_partner_contacts'))
    )

    op.create_table('client_requests',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('asked_by', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=True),
    sa.Column('with_attendance', sa.Boolean(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('valid_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['accounts.id'], name=op.f('fk_client_requests_asked_by')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_client_requests_holder_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['organisations.id'], name=op.f('fk_client_requests_partner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_client_requests'))
    )

    with op.batch_alter_table('client_requests') as batch_op:
        batch_op.create_index('ix_client_requests_asker', ['asked_by', 'asked_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_client_requests_holder_id'), ['holder_id'], unique=False)

    op.create_table('client_barriers',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['partner_clients.id'], name=op.f('fk_client_barriers_client_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_client_barriers')),
    sa.UniqueConstraint('client_id', 'kind', name=op.f('uq_client_barriers_client_id_kind'))
    )

    op.create_table('client_tasks',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('client_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('what', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('for_account', sa.String(length=36), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('done_by', sa.String(length=80), nullable=True),
    sa.CheckConstraint('(done_at IS NULL) = (done_by IS NULL)', name=op.f('ck_client_tasks_who_did_it_is_known')),
    sa.ForeignKeyConstraint(['client_id'], ['partner_clients.id'], name=op.f('fk_client_tasks_client_id')),
    sa.ForeignKeyConstraint(['for_account'], ['accounts.id'], name=op.f('fk_client_tasks_for_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_client_tasks'))
    )

    with op.batch_alter_table('client_tasks') as batch_op:
        batch_op.create_index('ix_client_tasks_client', ['client_id'], unique=False)
        batch_op.create_index('ix_client_tasks_open', ['due_on'], unique=False, sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))

    with op.batch_alter_table('partner_clients') as batch_op:
        batch_op.add_column(sa.Column('note', sa.String(length=400), nullable=True))
        batch_op.add_column(sa.Column('accepted_by', sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column('attendance_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('ended_by', sa.String(length=80), nullable=True))
    op.execute("UPDATE partner_clients SET note = '', accepted_by = ''")
    with op.batch_alter_table('partner_clients') as batch_op:
        batch_op.alter_column('note', existing_type=sa.String(length=400), nullable=False)
        batch_op.alter_column('accepted_by', existing_type=sa.String(length=80), nullable=False)
        batch_op.create_check_constraint('a_yes_on_paper_is_explained', "consent <> 'paper' OR note <> ''")

    with op.batch_alter_table('recognitions') as batch_op:
        batch_op.add_column(sa.Column('reference', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('version', sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column('agreement', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('signed_by_municipality', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('signed_by_partner', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('signed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('recognised_by', sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('ended_by', sa.String(length=80), nullable=True))
    op.execute("UPDATE recognitions SET reference = '', version = '', agreement = '', signed_by_municipality = '', signed_by_partner = '', recognised_by = ''")
    with op.batch_alter_table('recognitions') as batch_op:
        batch_op.alter_column('reference', existing_type=sa.String(length=120), nullable=False)
        batch_op.alter_column('version', existing_type=sa.String(length=20), nullable=False)
        batch_op.alter_column('agreement', existing_type=sa.Text(), nullable=False)
        batch_op.alter_column('signed_by_municipality', existing_type=sa.String(length=120), nullable=False)
        batch_op.alter_column('signed_by_partner', existing_type=sa.String(length=120), nullable=False)
        batch_op.alter_column('recognised_by', existing_type=sa.String(length=80), nullable=False)
        batch_op.drop_constraint(batch_op.f('uq_recognitions_partner_id_municipality_nis_starts'), type_='unique')
        batch_op.create_index('uq_recognitions_live', ['partner_id', 'municipality_nis', 'starts'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_check_constraint('ends_after_it_starts', 'starts < ends')
        batch_op.create_check_constraint('who_ends_it_is_known', '(ended_at IS NULL) = (ended_by IS NULL)')

    with op.batch_alter_table('vouchings') as batch_op:
        batch_op.add_column(sa.Column('reason', sa.LargeBinary(), nullable=True))

    guard_table(op.get_bind(), 'guidance_figures')

    guard_table(op.get_bind(), 'guidance_releases')


def downgrade() -> None:
    with op.batch_alter_table('vouchings') as batch_op:
        batch_op.drop_column('reason')

    with op.batch_alter_table('recognitions') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_recognitions_ends_after_it_starts'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_recognitions_who_ends_it_is_known'), type_='check')
        batch_op.drop_index('uq_recognitions_live', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_unique_constraint(batch_op.f('uq_recognitions_partner_id_municipality_nis_starts'), ['partner_id', 'municipality_nis', 'starts'])
        batch_op.drop_column('ended_by')
        batch_op.drop_column('ended_at')
        batch_op.drop_column('recognised_by')
        batch_op.drop_column('signed_on')
        batch_op.drop_column('signed_by_partner')
        batch_op.drop_column('signed_by_municipality')
        batch_op.drop_column('agreement')
        batch_op.drop_column('version')
        batch_op.drop_column('reference')

    with op.batch_alter_table('partner_clients') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_partner_clients_a_yes_on_paper_is_explained'), type_='check')
        batch_op.drop_column('ended_by')
        batch_op.drop_column('attendance_since')
        batch_op.drop_column('accepted_by')
        batch_op.drop_column('note')

    with op.batch_alter_table('client_tasks') as batch_op:
        batch_op.drop_index('ix_client_tasks_open', sqlite_where=sa.text('done_at IS NULL'), postgresql_where=sa.text('done_at IS NULL'))
        batch_op.drop_index('ix_client_tasks_client')

    op.drop_table('client_tasks')

    op.drop_table('client_barriers')

    with op.batch_alter_table('client_requests') as batch_op:
        batch_op.drop_index(batch_op.f('ix_client_requests_holder_id'))
        batch_op.drop_index('ix_client_requests_asker')

    op.drop_table('client_requests')

    op.drop_table('partner_contacts')

    op.drop_table('guidance_figures')

    op.drop_table('guidance_releases')
