"""Bills, payments, statements of the bank and tax certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table('bank_imports',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('outgoing', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('booked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_bank_imports_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_imports'))
    )

    with op.batch_alter_table('bank_imports') as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_imports_organiser_id'), ['organiser_id'], unique=False)

    op.create_table('bill_counters',
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_bill_counters_organiser_id')),
    sa.PrimaryKeyConstraint('organiser_id', 'year', name=op.f('pk_bill_counters'))
    )

    op.create_table('billing_terms',
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('payee', sa.String(length=70), nullable=False),
    sa.Column('iban', sa.String(length=34), nullable=False),
    sa.Column('bic', sa.String(length=11), nullable=False),
    sa.Column('street', sa.String(length=120), nullable=False),
    sa.Column('postal_code', sa.String(length=10), nullable=False),
    sa.Column('city', sa.String(length=80), nullable=False),
    sa.Column('enterprise_number', sa.String(length=10), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('billed', sa.JSON(), nullable=False),
    sa.Column('prepaid', sa.JSON(), nullable=False),
    sa.Column('bills_from', sa.Date(), nullable=False),
    sa.Column('due_days', sa.Integer(), nullable=False),
    sa.Column('reminder_days', sa.JSON(), nullable=False),
    sa.Column('certifier', sa.String(length=40), nullable=True),
    sa.Column('certifier_name', sa.String(length=120), nullable=False),
    sa.Column('certifier_number', sa.String(length=10), nullable=False),
    sa.Column('certifier_street', sa.String(length=120), nullable=False),
    sa.Column('certifier_postal_code', sa.String(length=10), nullable=False),
    sa.Column('certifier_city', sa.String(length=80), nullable=False),
    sa.Column('csv_columns', sa.JSON(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.String(length=80), nullable=False),
    sa.CheckConstraint('due_days > 0', name=op.f('ck_billing_terms_time_to_pay')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_billing_terms_organiser_id')),
    sa.PrimaryKeyConstraint('organiser_id', name=op.f('pk_billing_terms'))
    )

    op.create_table('tax_certificate_batches',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('ordered_by', sa.String(length=80), nullable=False),
    sa.Column('ordered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('children', sa.Integer(), nullable=False),
    sa.Column('made', sa.Integer(), nullable=False),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('file', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_tax_certificate_batches_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tax_certificate_batches'))
    )

    with op.batch_alter_table('tax_certificate_batches') as batch_op:
        batch_op.create_index(batch_op.f('ix_tax_certificate_batches_organiser_id'), ['organiser_id'], unique=False)
        batch_op.create_index('ix_tax_certificate_batches_status', ['status', 'ordered_at'], unique=False)

    op.create_table('bills',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('communication', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('month', sa.Date(), nullable=True),
    sa.Column('account_id', sa.String(length=36), nullable=True),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=False),
    sa.Column('payee', sa.String(length=70), nullable=False),
    sa.Column('iban', sa.String(length=34), nullable=False),
    sa.Column('bic', sa.String(length=11), nullable=False),
    sa.Column('reminders', sa.Integer(), nullable=False),
    sa.Column('reminded_on', sa.Date(), nullable=True),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.CheckConstraint("(kind = 'month') = (month IS NOT NULL)", name=op.f('ck_bills_a_month_for_a_month')),
    sa.CheckConstraint('reminders >= 0', name=op.f('ck_bills_reminders_sent')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_bills_account_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_bills_holder_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_bills_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bills')),
    sa.UniqueConstraint('communication', name=op.f('uq_bills_communication')),
    sa.UniqueConstraint('organiser_id', 'year', 'number', name=op.f('uq_bills_organiser_id_year_number'))
    )

    with op.batch_alter_table('bills') as batch_op:
        batch_op.create_index(batch_op.f('ix_bills_account_id'), ['account_id'], unique=False)
        batch_op.create_index('ix_bills_due', ['due_on', 'reminders'], unique=False)
        batch_op.create_index(batch_op.f('ix_bills_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index('ix_bills_organiser', ['organiser_id', 'made_on'], unique=False)

    op.create_table('payment_plans',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=True),
    sa.Column('holder_id', sa.String(length=36), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.String(length=80), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(account_id IS NULL) <> (holder_id IS NULL)', name=op.f('ck_payment_plans_one_family')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_payment_plans_account_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_payment_plans_holder_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_payment_plans_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment_plans'))
    )

    with op.batch_alter_table('payment_plans') as batch_op:
        batch_op.create_index(batch_op.f('ix_payment_plans_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_payment_plans_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_payment_plans_organiser_id'), ['organiser_id'], unique=False)
        batch_op.create_index('uq_payment_plans_account_id', ['organiser_id', 'account_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.create_index('uq_payment_plans_holder_id', ['organiser_id', 'holder_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('tax_certificates',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=True),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('total', sa.BigInteger(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('replaced_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_tax_certificates_account_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_tax_certificates_holder_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_tax_certificates_organiser_id')),
    sa.ForeignKeyConstraint(['replaced_by'], ['tax_certificates.id'], name=op.f('fk_tax_certificates_replaced_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tax_certificates')),
    sa.UniqueConstraint('organiser_id', 'year', 'number', name=op.f('uq_tax_certificates_organiser_id_year_number'))
    )

    with op.batch_alter_table('tax_certificates') as batch_op:
        batch_op.create_index(batch_op.f('ix_tax_certificates_account_id'), ['account_id'], unique=False)
        batch_op.create_index('ix_tax_certificates_child', ['organiser_id', 'year', 'holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tax_certificates_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_tax_certificates_replaced_by'), ['replaced_by'], unique=False)

    op.create_table('bank_lines',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('import_id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('communication', sa.String(length=12), nullable=False),
    sa.Column('text', sa.String(length=160), nullable=False),
    sa.Column('payer', sa.String(length=70), nullable=False),
    sa.Column('statement_key', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('bill_id', sa.String(length=36), nullable=True),
    sa.CheckConstraint('amount > 0', name=op.f('ck_bank_lines_came_in')),
    sa.ForeignKeyConstraint(['bill_id'], ['bills.id'], name=op.f('fk_bank_lines_bill_id')),
    sa.ForeignKeyConstraint(['import_id'], ['bank_imports.id'], name=op.f('fk_bank_lines_import_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_bank_lines_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_lines')),
    sa.UniqueConstraint('import_id', 'number', name=op.f('uq_bank_lines_import_id_number'))
    )

    with op.batch_alter_table('bank_lines') as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_lines_bill_id'), ['bill_id'], unique=False)
        batch_op.create_index('ix_bank_lines_key', ['organiser_id', 'statement_key'], unique=False)
        batch_op.create_index('ix_bank_lines_state', ['organiser_id', 'state'], unique=False)

    op.create_table('bill_lines',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('bill_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=60), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('activity_id', sa.String(length=36), nullable=False),
    sa.Column('activity_name', sa.JSON(), nullable=False),
    sa.Column('is_care', sa.Boolean(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('sale_id', sa.String(length=36), nullable=True),
    sa.Column('registration_id', sa.String(length=36), nullable=True),
    sa.Column('corrects_id', sa.String(length=36), nullable=True),
    sa.CheckConstraint('days >= 0', name=op.f('ck_bill_lines_days_counted')),
    sa.CheckConstraint('until >= day', name=op.f('ck_bill_lines_days_in_order')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_bill_lines_activity_id')),
    sa.ForeignKeyConstraint(['bill_id'], ['bills.id'], name=op.f('fk_bill_lines_bill_id')),
    sa.ForeignKeyConstraint(['corrects_id'], ['bill_lines.id'], name=op.f('fk_bill_lines_corrects_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_bill_lines_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bill_lines')),
    sa.UniqueConstraint('subject', name=op.f('uq_bill_lines_subject'))
    )

    with op.batch_alter_table('bill_lines') as batch_op:
        batch_op.create_index(batch_op.f('ix_bill_lines_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bill_lines_bill_id'), ['bill_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bill_lines_corrects_id'), ['corrects_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bill_lines_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bill_lines_registration_id'), ['registration_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bill_lines_sale_id'), ['sale_id'], unique=False)

    op.create_table('bill_payments',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('bill_id', sa.String(length=36), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('statement_key', sa.String(length=64), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.String(length=80), nullable=False),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_by', sa.String(length=80), nullable=True),
    sa.CheckConstraint('amount <> 0', name=op.f('ck_bill_payments_some_money')),
    sa.CheckConstraint('voided_at IS NULL OR statement_key IS NULL', name=op.f('ck_bill_payments_voided_frees_its_line')),
    sa.ForeignKeyConstraint(['bill_id'], ['bills.id'], name=op.f('fk_bill_payments_bill_id')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_bill_payments_organiser_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bill_payments')),
    sa.UniqueConstraint('organiser_id', 'statement_key', name=op.f('uq_bill_payments_organiser_id_statement_key'))
    )

    with op.batch_alter_table('bill_payments') as batch_op:
        batch_op.create_index(batch_op.f('ix_bill_payments_bill_id'), ['bill_id'], unique=False)

    op.create_table('tax_certificate_periods',
    sa.Column('certificate_id', sa.String(length=36), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('tariff', sa.BigInteger(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('days > 0 AND amount > 0', name=op.f('ck_tax_certificate_periods_something_paid')),
    sa.CheckConstraint('ends >= starts', name=op.f('ck_tax_certificate_periods_days_in_order')),
    sa.CheckConstraint('position BETWEEN 1 AND 4', name=op.f('ck_tax_certificate_periods_at_most_four')),
    sa.ForeignKeyConstraint(['certificate_id'], ['tax_certificates.id'], name=op.f('fk_tax_certificate_periods_certificate_id')),
    sa.PrimaryKeyConstraint('certificate_id', 'position', name=op.f('pk_tax_certificate_periods'))
    )


def downgrade() -> None:
    op.drop_table('tax_certificate_periods')

    with op.batch_alter_table('bill_payments') as batch_op:
        batch_op.drop_index(batch_op.f('ix_bill_payments_bill_id'))

    op.drop_table('bill_payments')

    with op.batch_alter_table('bill_lines') as batch_op:
        batch_op.drop_index(batch_op.f('ix_bill_lines_sale_id'))
        batch_op.drop_index(batch_op.f('ix_bill_lines_registration_id'))
        batch_op.drop_index(batch_op.f('ix_bill_lines_holder_id'))
        batch_op.drop_index(batch_op.f('ix_bill_lines_corrects_id'))
        batch_op.drop_index(batch_op.f('ix_bill_lines_bill_id'))
        batch_op.drop_index(batch_op.f('ix_bill_lines_activity_id'))

    op.drop_table('bill_lines')

    with op.batch_alter_table('bank_lines') as batch_op:
        batch_op.drop_index('ix_bank_lines_state')
        batch_op.drop_index('ix_bank_lines_key')
        batch_op.drop_index(batch_op.f('ix_bank_lines_bill_id'))

    op.drop_table('bank_lines')

    with op.batch_alter_table('tax_certificates') as batch_op:
        batch_op.drop_index(batch_op.f('ix_tax_certificates_replaced_by'))
        batch_op.drop_index(batch_op.f('ix_tax_certificates_holder_id'))
        batch_op.drop_index('ix_tax_certificates_child')
        batch_op.drop_index(batch_op.f('ix_tax_certificates_account_id'))

    op.drop_table('tax_certificates')

    with op.batch_alter_table('payment_plans') as batch_op:
        batch_op.drop_index('uq_payment_plans_holder_id', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index('uq_payment_plans_account_id', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_payment_plans_organiser_id'))
        batch_op.drop_index(batch_op.f('ix_payment_plans_holder_id'))
        batch_op.drop_index(batch_op.f('ix_payment_plans_account_id'))

    op.drop_table('payment_plans')

    with op.batch_alter_table('bills') as batch_op:
        batch_op.drop_index('ix_bills_organiser')
        batch_op.drop_index(batch_op.f('ix_bills_holder_id'))
        batch_op.drop_index('ix_bills_due')
        batch_op.drop_index(batch_op.f('ix_bills_account_id'))

    op.drop_table('bills')

    with op.batch_alter_table('tax_certificate_batches') as batch_op:
        batch_op.drop_index('ix_tax_certificate_batches_status')
        batch_op.drop_index(batch_op.f('ix_tax_certificate_batches_organiser_id'))

    op.drop_table('tax_certificate_batches')

    op.drop_table('billing_terms')

    op.drop_table('bill_counters')

    with op.batch_alter_table('bank_imports') as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_imports_organiser_id'))

    op.drop_table('bank_imports')
