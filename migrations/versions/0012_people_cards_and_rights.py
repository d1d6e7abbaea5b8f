"""Households, privacy, outbox, keys and the life of cards, decided rights."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table('card_keys',
    sa.Column('kid', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('public_key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signs_from', sa.Date(), nullable=False),
    sa.Column('signs_until', sa.Date(), nullable=False),
    sa.Column('distrusted_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('kid', name=op.f('pk_card_keys'))
    )
    op.create_table('card_revocation_version',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_revocation_version'))
    )
    op.create_table('key_rotations',
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_key_rotations'))
    )
    op.create_table('outbox_messages',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('about', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_messages'))
    )
    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_messages_about'), ['about'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_messages_account_id'), ['account_id'], unique=False)
        batch_op.create_index('ix_outbox_messages_waiting', ['due_at'], unique=False, sqlite_where=sa.text('sent_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL'))

    op.create_table('purge_runs',
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('forgotten', sa.Integer(), nullable=False),
    sa.Column('forgotten_in_all', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_purge_runs'))
    )
    op.create_table('card_batches',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('card_system_id', sa.Integer(), nullable=False),
    sa.Column('cards', sa.Integer(), nullable=False),
    sa.Column('first_serial', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('last_serial', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['card_system_id'], ['card_systems.id'], name=op.f('fk_card_batches_card_system_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_batches'))
    )
    with op.batch_alter_table('card_batches') as batch_op:
        batch_op.create_index(batch_op.f('ix_card_batches_card_system_id'), ['card_system_id'], unique=False)

    op.create_table('contact_preferences',
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('by_mail', sa.Boolean(), nullable=False),
    sa.Column('by_sms', sa.Boolean(), nullable=False),
    sa.Column('by_post', sa.Boolean(), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_contact_preferences_account_id')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_contact_preferences'))
    )
    op.create_table('number_policies',
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('keeps_national_numbers', sa.Boolean(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_number_policies_municipality_nis')),
    sa.PrimaryKeyConstraint('municipality_nis', name=op.f('pk_number_policies'))
    )
    op.create_table('card_parcels',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('card_system_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('cards', sa.Integer(), nullable=False),
    sa.Column('missing', sa.Integer(), nullable=False),
    sa.Column('shipped_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('received_by', sa.String(length=80), nullable=True),
    sa.ForeignKeyConstraint(['card_system_id'], ['card_systems.id'], name=op.f('fk_card_parcels_card_system_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_card_parcels_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_parcels'))
    )
    with op.batch_alter_table('card_parcels') as batch_op:
        batch_op.create_index(batch_op.f('ix_card_parcels_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('card_sheets',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=True),
    sa.Column('ordered_by', sa.String(length=80), nullable=False),
    sa.Column('ordered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('status', sa.String(40), nullable=False),
    sa.Column('card_ids', sa.JSON(), nullable=False),
    sa.Column('cards', sa.Integer(), nullable=False),
    sa.Column('printed', sa.Integer(), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cpu_ms', sa.Integer(), nullable=True),
    sa.Column('file', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_card_sheets_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_sheets'))
    )
    with op.batch_alter_table('card_sheets') as batch_op:
        batch_op.create_index(batch_op.f('ix_card_sheets_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index('ix_card_sheets_status', ['status', 'ordered_at'], unique=False)

    op.create_table('consents',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('purpose', sa.String(40), nullable=False),
    sa.Column('giver', sa.String(40), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('entered_by', sa.String(length=80), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.String(length=80), nullable=True),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_consents_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_consents'))
    )
    with op.batch_alter_table('consents') as batch_op:
        batch_op.create_index(batch_op.f('ix_consents_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index('uq_consents_live', ['holder_id', 'purpose'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('family_requests',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=True),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('valid_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_family_requests_account_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_family_requests_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_family_requests'))
    )
    with op.batch_alter_table('family_requests') as batch_op:
        batch_op.create_index(batch_op.f('ix_family_requests_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_family_requests_holder_id'), ['holder_id'], unique=False)

    op.create_table('looks',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('actor_id', sa.String(length=80), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=True),
    sa.Column('looked_at', sa.String(40), nullable=False),
    sa.Column('purpose', sa.String(length=200), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_looks_holder_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_looks_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_looks')),
    sa.UniqueConstraint('holder_id', 'actor_id', 'looked_at', 'day', 'purpose', name=op.f('uq_looks_holder_id_actor_id_looked_at_day_purpose'))
    )
    op.create_table('privacy_requests',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(40), nullable=False),
    sa.Column('asked_by', sa.String(length=36), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('wish', sa.Text(), nullable=False),
    sa.Column('status', sa.String(40), nullable=False),
    sa.Column('answered_by', sa.String(length=80), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['accounts.id'], name=op.f('fk_privacy_requests_asked_by')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_privacy_requests_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_privacy_requests'))
    )
    with op.batch_alter_table('privacy_requests') as batch_op:
        batch_op.create_index(batch_op.f('ix_privacy_requests_asked_by'), ['asked_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_privacy_requests_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index('ix_privacy_requests_open', ['status', 'asked_at'], unique=False)

    op.create_table('entitlement_checks',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('asked_for', sa.String(length=36), nullable=False),
    sa.Column('asked_by', sa.String(length=80), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(40), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('entitled_until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=60), nullable=True),
    sa.Column('right_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['asked_for'], ['organisations.id'], name=op.f('fk_entitlement_checks_asked_for')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_entitlement_checks_holder_id')),
    sa.ForeignKeyConstraint(['right_id'], ['social_rights.id'], name=op.f('fk_entitlement_checks_right_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entitlement_checks'))
    )
    with op.batch_alter_table('entitlement_checks') as batch_op:
        batch_op.create_index('ix_entitlement_checks_due', ['due_at'], unique=False, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))
        batch_op.create_index('ix_entitlement_checks_holder', ['holder_id', 'asked_at'], unique=False)
        batch_op.create_index('uq_entitlement_checks_waiting', ['holder_id'], unique=True, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))

    op.create_table('renewal_notices',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('right_id', sa.String(length=36), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('milestone', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('printed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['right_id'], ['social_rights.id'], name=op.f('fk_renewal_notices_right_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_renewal_notices')),
    sa.UniqueConstraint('right_id', 'milestone', name=op.f('uq_renewal_notices_right_id_milestone'))
    )
    with op.batch_alter_table('renewal_notices') as batch_op:
        batch_op.create_index('ix_renewal_notices_to_print', ['municipality_nis'], unique=False, sqlite_where=sa.text("channel = 'letter' AND printed_at IS NULL"), postgresql_where=sa.text("channel = 'letter' AND printed_at IS NULL"))

    op.create_table('right_suspensions',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('right_id', sa.String(length=36), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.Column('by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['right_id'], ['social_rights.id'], name=op.f('fk_right_suspensions_right_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_right_suspensions'))
    )
    with op.batch_alter_table('right_suspensions') as batch_op:
        batch_op.create_index('ix_right_suspensions_right', ['right_id'], unique=False)
        batch_op.create_index('uq_right_suspensions_live', ['right_id'], unique=True, sqlite_where=sa.text('ends IS NULL'), postgresql_where=sa.text('ends IS NULL'))

    with op.batch_alter_table('cards') as batch_op:
        batch_op.add_column(sa.Column('chip_number', sa.String(length=14), nullable=True))
        batch_op.add_column(sa.Column('kid', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('batch_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('parcel_id', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('end_reason', sa.String(40), nullable=True))
        batch_op.add_column(sa.Column('replaced_by', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('revoked_in', sa.Integer(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_cards_card_system_id'))
        batch_op.create_index(batch_op.f('ix_cards_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cards_parcel_id'), ['parcel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_cards_revoked_in'), ['revoked_in'], unique=False)
        batch_op.create_index('ix_cards_stock', ['card_system_id', 'status', 'serial'], unique=False)
        batch_op.create_unique_constraint(batch_op.f('uq_cards_chip_number'), ['chip_number'])
        batch_op.create_foreign_key(batch_op.f('fk_cards_replaced_by'), 'cards', ['replaced_by'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_cards_batch_id'), 'card_batches', ['batch_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_cards_parcel_id'), 'card_parcels', ['parcel_id'], ['id'])
        batch_op.create_check_constraint("handed_out", "status NOT IN ('active', 'blocked', 'replaced') OR membership_id IS NOT NULL")
        batch_op.create_check_constraint("not_handed_out", "status NOT IN ('provisioned', 'shipped', 'stock') OR membership_id IS NULL")
    # 0: revoked before the list of revoked cards had a version.
    op.execute("UPDATE cards SET revoked_in = 0 WHERE status IN ('blocked', 'replaced', 'deleted')")

    with op.batch_alter_table('guardianships') as batch_op:
        batch_op.add_column(sa.Column('other_household', sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column('ended_by', sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column('end_reason', sa.String(40), nullable=True))

    with op.batch_alter_table('holders') as batch_op:
        batch_op.add_column(sa.Column('national_number_key', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('without_card_since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('right_grounds') as batch_op:
        batch_op.add_column(sa.Column('sealed', sa.LargeBinary(), nullable=True))

    with op.batch_alter_table('social_rights') as batch_op:
        batch_op.add_column(sa.Column('grace_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('receipt', sa.JSON(), nullable=True))
        batch_op.create_index('ix_social_rights_ends', ['ends'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('social_rights') as batch_op:
        batch_op.drop_index('ix_social_rights_ends')
        batch_op.drop_column('receipt')
        batch_op.drop_column('grace_until')

    with op.batch_alter_table('right_grounds') as batch_op:
        batch_op.drop_column('sealed')

    with op.batch_alter_table('holders') as batch_op:
        batch_op.drop_column('erased_at')
        batch_op.drop_column('without_card_since')
        batch_op.drop_column('national_number_key')

    with op.batch_alter_table('guardianships') as batch_op:
        batch_op.drop_column('end_reason')
        batch_op.drop_column('ended_by')
        batch_op.drop_column('other_household')

    with op.batch_alter_table('cards') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_cards_not_handed_out'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_cards_handed_out'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_cards_parcel_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_cards_batch_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_cards_replaced_by'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_cards_chip_number'), type_='unique')
        batch_op.drop_index('ix_cards_stock')
        batch_op.drop_index(batch_op.f('ix_cards_revoked_in'))
        batch_op.drop_index(batch_op.f('ix_cards_parcel_id'))
        batch_op.drop_index(batch_op.f('ix_cards_batch_id'))
        batch_op.create_index(batch_op.f('ix_cards_card_system_id'), ['card_system_id'], unique=False)
        batch_op.drop_column('revoked_in')
        batch_op.drop_column('replaced_by')
        batch_op.drop_column('end_reason')
        batch_op.drop_column('ended_at')
        batch_op.drop_column('parcel_id')
        batch_op.drop_column('batch_id')
        batch_op.drop_column('kid')
        batch_op.drop_column('chip_number')

    with op.batch_alter_table('right_suspensions') as batch_op:
        batch_op.drop_index('uq_right_suspensions_live', sqlite_where=sa.text('ends IS NULL'), postgresql_where=sa.text('ends IS NULL'))
        batch_op.drop_index('ix_right_suspensions_right')

    op.drop_table('right_suspensions')
    with op.batch_alter_table('renewal_notices') as batch_op:
        batch_op.drop_index('ix_renewal_notices_to_print', sqlite_where=sa.text("channel = 'letter' AND printed_at IS NULL"), postgresql_where=sa.text("channel = 'letter' AND printed_at IS NULL"))

    op.drop_table('renewal_notices')
    with op.batch_alter_table('entitlement_checks') as batch_op:
        batch_op.drop_index('uq_entitlement_checks_waiting', sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))
        batch_op.drop_index('ix_entitlement_checks_holder')
        batch_op.drop_index('ix_entitlement_checks_due', sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))

    op.drop_table('entitlement_checks')
    with op.batch_alter_table('privacy_requests') as batch_op:
        batch_op.drop_index('ix_privacy_requests_open')
        batch_op.drop_index(batch_op.f('ix_privacy_requests_holder_id'))
        batch_op.drop_index(batch_op.f('ix_privacy_requests_asked_by'))

    op.drop_table('privacy_requests')
    op.drop_table('looks')
    with op.batch_alter_table('family_requests') as batch_op:
        batch_op.drop_index(batch_op.f('ix_family_requests_holder_id'))
        batch_op.drop_index(batch_op.f('ix_family_requests_account_id'))

    op.drop_table('family_requests')
    with op.batch_alter_table('consents') as batch_op:
        batch_op.drop_index('uq_consents_live', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_consents_holder_id'))

    op.drop_table('consents')
    with op.batch_alter_table('card_sheets') as batch_op:
        batch_op.drop_index('ix_card_sheets_status')
        batch_op.drop_index(batch_op.f('ix_card_sheets_organisation_id'))

    op.drop_table('card_sheets')
    with op.batch_alter_table('card_parcels') as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_parcels_organisation_id'))

    op.drop_table('card_parcels')
    op.drop_table('number_policies')
    op.drop_table('contact_preferences')
    with op.batch_alter_table('card_batches') as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_batches_card_system_id'))

    op.drop_table('card_batches')
    op.drop_table('purge_runs')
    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.drop_index('ix_outbox_messages_waiting', sqlite_where=sa.text('sent_at IS NULL'), postgresql_where=sa.text('sent_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_outbox_messages_account_id'))
        batch_op.drop_index(batch_op.f('ix_outbox_messages_about'))

    op.drop_table('outbox_messages')
    op.drop_table('key_rotations')
    op.drop_table('card_revocation_version')
    op.drop_table('card_keys')
