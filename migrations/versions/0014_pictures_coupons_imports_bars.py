"""Pictures, coupons and vouchers, lists of holders, names as they are found, and who may not come in."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

WRITTEN_AS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)


def upgrade() -> None:
    op.create_table('coupons',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('card_system_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('description', sa.JSON(), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('organiser_ids', sa.JSON(), nullable=False),
    sa.Column('activity_ids', sa.JSON(), nullable=False),
    sa.Column('themes', sa.JSON(), nullable=False),
    sa.Column('price_from', sa.BigInteger(), nullable=True),
    sa.Column('audience', sa.String(length=40), nullable=False),
    sa.Column('reach', sa.String(length=40), nullable=False),
    sa.Column('age_from', sa.Integer(), nullable=True),
    sa.Column('age_to', sa.Integer(), nullable=True),
    sa.Column('includes_new', sa.Boolean(), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.Column('uses_period', sa.String(length=40), nullable=False),
    sa.Column('uses_in_all', sa.Integer(), nullable=True),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('counts_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('ends > starts', name=op.f('ck_coupons_ends_after_start')),
    sa.CheckConstraint('used >= 0 AND (uses_in_all IS NULL OR used <= uses_in_all)', name=op.f('ck_coupons_not_beyond')),
    sa.ForeignKeyConstraint(['card_system_id'], ['card_systems.id'], name=op.f('fk_coupons_card_system_id')),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_coupons_municipality_nis')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_coupons'))
    )
    with op.batch_alter_table('coupons') as batch_op:
        batch_op.create_index('ix_coupons_municipality', ['municipality_nis', 'state'], unique=False)
        batch_op.create_index('ix_coupons_region', ['card_system_id', 'state'], unique=False)

    op.create_table('holder_imports',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('made_by', sa.String(length=80), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.String(length=120), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('unknown_columns', sa.JSON(), nullable=False),
    sa.Column('about_rights', sa.JSON(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('mail_address', sa.String(length=200), nullable=False),
    sa.Column('confirmed_by', sa.String(length=80), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('moved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_holder_imports_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holder_imports'))
    )
    with op.batch_alter_table('holder_imports') as batch_op:
        batch_op.create_index(batch_op.f('ix_holder_imports_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index('ix_holder_imports_to_do', ['status', 'made_at'], unique=False)

    op.create_table('organiser_traits',
    sa.Column('organiser_id', sa.String(length=36), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('traits', sa.JSON(), nullable=False),
    sa.Column('entitled_members', sa.Integer(), nullable=True),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('set_by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_organiser_traits_municipality_nis')),
    sa.ForeignKeyConstraint(['organiser_id'], ['organisations.id'], name=op.f('fk_organiser_traits_organiser_id')),
    sa.PrimaryKeyConstraint('organiser_id', 'municipality_nis', name=op.f('pk_organiser_traits'))
    )
    op.create_table('coupon_counts',
    sa.Column('coupon_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('period_start', sa.Date(), nullable=False),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.Column('spent', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('used >= 0 AND spent >= 0', name=op.f('ck_coupon_counts_not_negative')),
    sa.ForeignKeyConstraint(['coupon_id'], ['coupons.id'], name=op.f('fk_coupon_counts_coupon_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_coupon_counts_holder_id')),
    sa.PrimaryKeyConstraint('coupon_id', 'holder_id', 'period_start', name=op.f('pk_coupon_counts'))
    )
    with op.batch_alter_table('coupon_counts') as batch_op:
        batch_op.create_index(batch_op.f('ix_coupon_counts_holder_id'), ['holder_id'], unique=False)

    op.create_table('coupon_holders',
    sa.Column('coupon_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['coupon_id'], ['coupons.id'], name=op.f('fk_coupon_holders_coupon_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_coupon_holders_holder_id')),
    sa.PrimaryKeyConstraint('coupon_id', 'holder_id', name=op.f('pk_coupon_holders'))
    )
    with op.batch_alter_table('coupon_holders') as batch_op:
        batch_op.create_index(batch_op.f('ix_coupon_holders_holder_id'), ['holder_id'], unique=False)

    op.create_table('holder_import_rows',
    sa.Column('import_id', sa.String(length=36), nullable=False),
    sa.Column('line', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('done', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_holder_import_rows_holder_id')),
    sa.ForeignKeyConstraint(['import_id'], ['holder_imports.id'], name=op.f('fk_holder_import_rows_import_id')),
    sa.PrimaryKeyConstraint('import_id', 'line', name=op.f('pk_holder_import_rows'))
    )
    with op.batch_alter_table('holder_import_rows') as batch_op:
        batch_op.create_index(batch_op.f('ix_holder_import_rows_holder_id'), ['holder_id'], unique=False)

    op.create_table('holder_pictures',
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('image', sa.LargeBinary(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_by', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_holder_pictures_holder_id')),
    sa.PrimaryKeyConstraint('holder_id', name=op.f('pk_holder_pictures'))
    )
    op.create_table('holder_references',
    sa.Column('organisation_id', sa.String(length=36), nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_holder_references_holder_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_holder_references_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', 'reference', name=op.f('pk_holder_references'))
    )
    with op.batch_alter_table('holder_references') as batch_op:
        batch_op.create_index(batch_op.f('ix_holder_references_holder_id'), ['holder_id'], unique=False)

    op.create_table('membership_bars',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('membership_id', sa.String(length=36), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('barred_by', sa.String(length=80), nullable=False),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lifted_by', sa.String(length=80), nullable=True),
    sa.ForeignKeyConstraint(['membership_id'], ['memberships.id'], name=op.f('fk_membership_bars_membership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership_bars'))
    )
    with op.batch_alter_table('membership_bars') as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_bars_membership_id'), ['membership_id'], unique=False)
        batch_op.create_index('uq_membership_bars_live', ['membership_id'], unique=True, sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))

    op.create_table('coupon_uses',
    sa.Column('sale_id', sa.String(length=36), nullable=False),
    sa.Column('coupon_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('period_start', sa.Date(), nullable=False),
    sa.Column('spent', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['coupon_id'], ['coupons.id'], name=op.f('fk_coupon_uses_coupon_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_coupon_uses_holder_id')),
    sa.ForeignKeyConstraint(['sale_id'], ['sales.id'], name=op.f('fk_coupon_uses_sale_id')),
    sa.PrimaryKeyConstraint('sale_id', 'coupon_id', name=op.f('pk_coupon_uses'))
    )
    with op.batch_alter_table('coupon_uses') as batch_op:
        batch_op.create_index(batch_op.f('ix_coupon_uses_coupon_id'), ['coupon_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_coupon_uses_holder_id'), ['holder_id'], unique=False)

    with op.batch_alter_table('consents') as batch_op:
        batch_op.add_column(sa.Column('used_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('holders') as batch_op:
        batch_op.add_column(sa.Column('search_name', sa.String(length=240), nullable=True))
        batch_op.add_column(sa.Column('language', sa.String(length=2), nullable=True))
    _fill_search_names()
    with op.batch_alter_table('holders') as batch_op:
        batch_op.alter_column('search_name', existing_type=sa.String(length=240), nullable=False)
        batch_op.alter_column('language', existing_type=sa.String(length=2), nullable=False)
        batch_op.drop_index(batch_op.f('ix_holders_birth_date'))
        batch_op.create_index('ix_holders_birth_date', ['birth_date', 'search_name'], unique=False)
        batch_op.create_index('ix_holders_groups', ['first_name'], unique=False, sqlite_where=sa.text("kind = 'group'"), postgresql_where=sa.text("kind = 'group'"))
        batch_op.create_index('ix_holders_search_name', ['search_name'], unique=False)

    with op.batch_alter_table('memberships') as batch_op:
        batch_op.add_column(sa.Column('left_at', sa.DateTime(timezone=True), nullable=True))
    # Who moved before now lives in the region of another membership of theirs: the others were left then, or before.
    op.execute(
        "UPDATE memberships SET left_at = (SELECT max(own.since) FROM memberships own WHERE own.holder_id ="
        " memberships.holder_id) WHERE EXISTS (SELECT 1 FROM holders JOIN card_system_municipalities home ON"
        " home.municipality_nis = holders.municipality_nis JOIN memberships own ON own.holder_id = holders.id AND"
        " own.card_system_id = home.card_system_id WHERE holders.id = memberships.holder_id AND"
        " home.card_system_id <> memberships.card_system_id)"
    )
    # Nothing ever asked families to take part in a survey.
    op.execute("DELETE FROM consents WHERE purpose = 'survey'")

    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.add_column(sa.Column('channel', sa.String(length=40), nullable=True))
    op.execute("UPDATE outbox_messages SET channel = 'mail'")
    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.alter_column('channel', existing_type=sa.String(length=40), nullable=False)

    with op.batch_alter_table('right_suspensions') as batch_op:
        batch_op.add_column(sa.Column('because', sa.String(length=40), nullable=True))

    with op.batch_alter_table('social_rights') as batch_op:
        batch_op.add_column(sa.Column('ended_because', sa.String(length=40), nullable=True))
        batch_op.drop_index(batch_op.f('ix_social_rights_ends'))
        batch_op.create_index('ix_social_rights_ends', ['ends', 'grace_until', 'ended_on'], unique=False)



def _fill_search_names() -> None:
    """Those who are there already are found by their names too, and read letters in Dutch until they say otherwise."""
    holders = sa.table(
        "holders",
        sa.column("id", sa.String()),
        sa.column("first_name", sa.String()),
        sa.column("last_name", sa.String()),
        sa.column("search_name", sa.String()),
        sa.column("language", sa.String()),
    )
    connection = op.get_bind()
    named = sa.select(holders.c.id, holders.c.first_name, holders.c.last_name)
    filling = (
        sa.update(holders)
        .where(holders.c.id == sa.bindparam("holder"))
        .values(search_name=sa.bindparam("found_by"), language="nl")
    )
    last = ""
    while rows := connection.execute(named.where(holders.c.id > last).order_by(holders.c.id).limit(5000)).all():
        connection.execute(
            filling, [{"holder": id, "found_by": f"{_bare(first)} {_bare(name)}".strip()[:240]} for id, first, name in rows]
        )
        last = rows[-1].id


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().translate(WRITTEN_AS)).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def downgrade() -> None:
    with op.batch_alter_table('social_rights') as batch_op:
        batch_op.drop_index('ix_social_rights_ends')
        batch_op.create_index(batch_op.f('ix_social_rights_ends'), ['ends'], unique=False)
        batch_op.drop_column('ended_because')

    with op.batch_alter_table('right_suspensions') as batch_op:
        batch_op.drop_column('because')

    with op.batch_alter_table('outbox_messages') as batch_op:
        batch_op.drop_column('channel')

    with op.batch_alter_table('memberships') as batch_op:
        batch_op.drop_column('left_at')

    with op.batch_alter_table('holders') as batch_op:
        batch_op.drop_index('ix_holders_search_name')
        batch_op.drop_index('ix_holders_groups', sqlite_where=sa.text("kind = 'group'"), postgresql_where=sa.text("kind = 'group'"))
        batch_op.drop_index('ix_holders_birth_date')
        batch_op.create_index(batch_op.f('ix_holders_birth_date'), ['birth_date'], unique=False)
        batch_op.drop_column('language')
        batch_op.drop_column('search_name')

    with op.batch_alter_table('consents') as batch_op:
        batch_op.drop_column('used_at')

    with op.batch_alter_table('coupon_uses') as batch_op:
        batch_op.drop_index(batch_op.f('ix_coupon_uses_holder_id'))
        batch_op.drop_index(batch_op.f('ix_coupon_uses_coupon_id'))

    op.drop_table('coupon_uses')
    with op.batch_alter_table('membership_bars') as batch_op:
        batch_op.drop_index('uq_membership_bars_live', sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_membership_bars_membership_id'))

    op.drop_table('membership_bars')
    with op.batch_alter_table('holder_references') as batch_op:
        batch_op.drop_index(batch_op.f('ix_holder_references_holder_id'))

    op.drop_table('holder_references')
    op.drop_table('holder_pictures')
    with op.batch_alter_table('holder_import_rows') as batch_op:
        batch_op.drop_index(batch_op.f('ix_holder_import_rows_holder_id'))

    op.drop_table('holder_import_rows')
    with op.batch_alter_table('coupon_holders') as batch_op:
        batch_op.drop_index(batch_op.f('ix_coupon_holders_holder_id'))

    op.drop_table('coupon_holders')
    with op.batch_alter_table('coupon_counts') as batch_op:
        batch_op.drop_index(batch_op.f('ix_coupon_counts_holder_id'))

    op.drop_table('coupon_counts')
    op.drop_table('organiser_traits')
    with op.batch_alter_table('holder_imports') as batch_op:
        batch_op.drop_index('ix_holder_imports_to_do')
        batch_op.drop_index(batch_op.f('ix_holder_imports_organisation_id'))

    op.drop_table('holder_imports')
    with op.batch_alter_table('coupons') as batch_op:
        batch_op.drop_index('ix_coupons_region')
        batch_op.drop_index('ix_coupons_municipality')

    op.drop_table('coupons')
