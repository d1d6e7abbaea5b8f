"""An organiser's own words, push as a way, until when a message helps, and what a registration was priced at."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table('message_contacts',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=160), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.String(length=80), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_message_contacts_versions_count_from_one')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_message_contacts_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_contacts')),
    sa.UniqueConstraint('organiser_id', 'version', name=op.f('uq_message_contacts_organiser_id_version'))
    )

    op.create_table('message_wordings',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('introduction', sa.JSON(), nullable=False),
    sa.Column('closing', sa.JSON(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.String(length=80), nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_message_wordings_versions_count_from_one')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_message_wordings_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_wordings')),
    sa.UniqueConstraint('organiser_id', 'kind', 'version', name=op.f('uq_message_wordings_organiser_id_kind_version'))
    )

    op.create_table('referrals',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('partner_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.String(length=36), nullable=True),
    sa.Column('registration_id', sa.String(length=36), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f('ck_referrals_an_end_has_its_moment')),
    sa.CheckConstraint('registration_id IS NULL OR session_id IS NOT NULL', name=op.f('ck_referrals_a_place_is_in_a_session')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_referrals_activity_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_referrals_holder_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['organisations.id'], name=op.f('fk_referrals_partner_id')),
    sa.ForeignKeyConstraint(['registration_id'], ['registrations.id'], name=op.f('fk_referrals_registration_id')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_referrals_session_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_referrals')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_referrals_code_hash')),
    sa.UniqueConstraint('registration_id', name=op.f('uq_referrals_registration_id'))
    )

    with op.batch_alter_table('referrals') as batch_op:
        batch_op.create_index(batch_op.f('ix_referrals_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index('ix_referrals_open', ['ends_at'], unique=False, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
        batch_op.create_index('ix_referrals_partner', ['partner_id', 'made_at'], unique=False)

    with op.batch_alter_table('contact_preferences') as batch_op:
        batch_op.add_column(sa.Column('by_push', sa.Boolean(), nullable=True))
    op.execute("UPDATE contact_preferences SET by_push = false")
    with op.batch_alter_table('contact_preferences') as batch_op:
        batch_op.alter_column('by_push', existing_type=sa.Boolean(), nullable=False)

    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.add_column(sa.Column('useful_until', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('registrations') as batch_op:
        batch_op.add_column(sa.Column('price_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('partner_shown', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('placed_by_draw', sa.Boolean(), nullable=True))
    op.execute("UPDATE registrations SET partner_shown = false")
    with op.batch_alter_table('registrations') as batch_op:
        batch_op.alter_column('partner_shown', existing_type=sa.Boolean(), nullable=False)
        batch_op.create_foreign_key(batch_op.f('fk_registrations_price_id'), 'prices', ['price_id'], ['id'])
        batch_op.create_check_constraint('only_a_partner_can_be_shown', 'NOT partner_shown OR entered_for IS NOT NULL')


def downgrade() -> None:
    with op.batch_alter_table('registrations') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_registrations_only_a_partner_can_be_shown'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_registrations_price_id'), type_='foreignkey')
        batch_op.drop_column('placed_by_draw')
        batch_op.drop_column('partner_shown')
        batch_op.drop_column('price_id')

    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.drop_column('useful_until')

    with op.batch_alter_table('contact_preferences') as batch_op:
        batch_op.drop_column('by_push')

    with op.batch_alter_table('referrals') as batch_op:
        batch_op.drop_index('ix_referrals_partner')
        batch_op.drop_index('ix_referrals_open', sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
        batch_op.drop_index(batch_op.f('ix_referrals_holder_id'))

    op.drop_table('referrals')

    op.drop_table('message_wordings')

    op.drop_table('message_contacts')
