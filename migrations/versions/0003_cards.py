"""Holders, card systems, cards, rights."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table('card_serials',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_serials'))
    )
    op.create_table('card_systems',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_systems'))
    )
    op.create_table('card_system_municipalities',
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('card_system_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['card_system_id'], ['card_systems.id'], name=op.f('fk_card_system_municipalities_card_system_id')),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_card_system_municipalities_municipality_nis')),
    sa.PrimaryKeyConstraint('municipality_nis', name=op.f('pk_card_system_municipalities'))
    )
    op.create_index(op.f('ix_card_system_municipalities_card_system_id'), 'card_system_municipalities', ['card_system_id'], unique=False)
    op.create_table('holders',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(40), nullable=False),
    sa.Column('first_name', sa.String(length=80), nullable=False),
    sa.Column('last_name', sa.String(length=80), nullable=False),
    sa.Column('birth_date', sa.Date(), nullable=True),
    sa.Column('street', sa.String(length=120), nullable=False),
    sa.Column('postal_code', sa.String(length=10), nullable=False),
    sa.Column('city', sa.String(length=80), nullable=False),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('national_number', sa.LargeBinary(), nullable=True),
    sa.Column('national_number_index', sa.String(length=64), nullable=True),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('registered_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['municipality_nis'], ['municipalities.nis'], name=op.f('fk_holders_municipality_nis')),
    sa.ForeignKeyConstraint(['registered_by'], ['organisations.id'], name=op.f('fk_holders_registered_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_holders')),
    sa.UniqueConstraint('national_number_index', name=op.f('uq_holders_national_number_index'))
    )
    op.create_index('ix_holders_birth_date', 'holders', ['birth_date'], unique=False)
    op.create_index(op.f('ix_holders_municipality_nis'), 'holders', ['municipality_nis'], unique=False)
    op.create_table('guardianships',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_guardianships_account_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_guardianships_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guardianships')),
    sa.UniqueConstraint('account_id', 'holder_id', name=op.f('uq_guardianships_account_id_holder_id'))
    )
    op.create_index(op.f('ix_guardianships_account_id'), 'guardianships', ['account_id'], unique=False)
    op.create_index(op.f('ix_guardianships_holder_id'), 'guardianships', ['holder_id'], unique=False)
    op.create_table('memberships',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('card_system_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(40), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['card_system_id'], ['card_systems.id'], name=op.f('fk_memberships_card_system_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_memberships_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('holder_id', 'card_system_id', name=op.f('uq_memberships_holder_id_card_system_id'))
    )
    op.create_index(op.f('ix_memberships_card_system_id'), 'memberships', ['card_system_id'], unique=False)
    op.create_table('social_rights',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('holder_id', sa.String(length=36), nullable=False),
    sa.Column('starts', sa.Date(), nullable=False),
    sa.Column('ends', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('municipality_nis', sa.String(length=5), nullable=False),
    sa.Column('granted_by', sa.String(length=36), nullable=False),
    sa.Column('granted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['granted_by'], ['organisations.id'], name=op.f('fk_social_rights_granted_by')),
    sa.ForeignKeyConstraint(['holder_id'], ['holders.id'], name=op.f('fk_social_rights_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_social_rights'))
    )
    op.create_index('ix_social_rights_holder', 'social_rights', ['holder_id', 'starts'], unique=False)
    op.create_table('cards',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('serial', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=13), nullable=False),
    sa.Column('kind', sa.String(40), nullable=False),
    sa.Column('status', sa.String(40), nullable=False),
    sa.Column('card_system_id', sa.Integer(), nullable=False),
    sa.Column('membership_id', sa.String(length=36), nullable=True),
    sa.Column('held_by', sa.String(length=36), nullable=True),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['card_system_id'], ['card_systems.id'], name=op.f('fk_cards_card_system_id')),
    sa.ForeignKeyConstraint(['held_by'], ['organisations.id'], name=op.f('fk_cards_held_by')),
    sa.ForeignKeyConstraint(['membership_id'], ['memberships.id'], name=op.f('fk_cards_membership_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cards')),
    sa.UniqueConstraint('number', name=op.f('uq_cards_number')),
    sa.UniqueConstraint('serial', name=op.f('uq_cards_serial'))
    )
    op.create_index(op.f('ix_cards_card_system_id'), 'cards', ['card_system_id'], unique=False)
    op.create_index(op.f('ix_cards_membership_id'), 'cards', ['membership_id'], unique=False)
    op.create_index('uq_cards_one_active', 'cards', ['membership_id'], unique=True, sqlite_where=sa.text("status = 'active'"), postgresql_where=sa.text("status = 'active'"))
    op.create_table('right_grounds',
    sa.Column('right_id', sa.String(length=36), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['right_id'], ['social_rights.id'], name=op.f('fk_right_grounds_right_id')),
    sa.PrimaryKeyConstraint('right_id', name=op.f('pk_right_grounds'))
    )


def downgrade() -> None:
    op.drop_table("right_grounds")
    op.drop_table("cards")
    op.drop_table("social_rights")
    op.drop_table("memberships")
    op.drop_table("guardianships")
    op.drop_table("holders")
    op.drop_table("card_system_municipalities")
    op.drop_table("card_systems")
    op.drop_table("card_serials")
