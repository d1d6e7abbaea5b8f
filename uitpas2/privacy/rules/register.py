"""The register: of every column of every table what it is, how long it is kept, and what becomes of it by erasure.

A test lays this page beside the models: a column that is not declared here, or declared and gone, makes it fail.
"""

from __future__ import annotations

from uitpas2.privacy.rules import processings as do
from uitpas2.privacy.rules import retentions as keep
from uitpas2.privacy.rules.declaring import Erasing, Table
from uitpas2.privacy.rules.declaring import declare as _table
from uitpas2.privacy.rules.register_bills import BILLS

PLAIN = keep.NOT_PERSONAL
ID = keep.PSEUDONYM
GOES, EMPTIED = Erasing.GOES, Erasing.EMPTIED

REGISTER: dict[str, Table] = {
    # --- card and family
    "holders": _table(
        do.CARD,
        {
            ID: "id",
            keep.HOLDER: "first_name last_name search_name birth_date street postal_code city",
            keep.NATIONAL_NUMBER: "national_number national_number_index national_number_key",
            PLAIN: "kind municipality_nis language registered_at registered_by without_card_since erased_at",
        },
        of_holder="id",
        erasing=EMPTIED,
        shown="first_name last_name birth_date street postal_code city municipality_nis national_number registered_at",
        at_home_only="street postal_code city municipality_nis",
    ),
    "holder_pictures": _table(
        do.CONSENTING,
        {keep.PICTURE: "holder_id image taken_at", keep.STAFF: "taken_by"},
        of_holder="holder_id",
        erasing=GOES,
        shown="image taken_at",
    ),
    "guardianships": _table(
        do.CARD,
        {keep.TIES: "id account_id holder_id other_household since ended_at end_reason", keep.STAFF: "ended_by"},
        of_holder="holder_id",
        of_account="account_id",
        erasing=GOES,
    ),
    "memberships": _table(
        do.CARD,
        {ID: "id holder_id", PLAIN: "card_system_id status since left_at"},
        of_holder="holder_id",
        shown="status since left_at",
    ),
    "membership_bars": _table(
        do.CARD,
        {keep.TIES: "id membership_id reason since lifted_at", keep.STAFF: "barred_by lifted_by"},
        of_holder="membership_id > memberships",
        erasing=GOES,
        shown="reason since lifted_at",
    ),
    "cards": _table(
        do.CARD,
        {
            ID: "id serial number chip_number membership_id replaced_by",
            PLAIN: "version kid kind status card_system_id held_by issued_at valid_until batch_id parcel_id ended_at "
            "end_reason revoked_in",
        },
        of_holder="membership_id > memberships",
        shown="number kind status issued_at valid_until ended_at end_reason",
    ),
    "card_sheets": _table(
        do.CARD,
        {
            ID: "card_ids",
            keep.PRINTED: "file",
            keep.STAFF: "ordered_by",
            PLAIN: "id organisation_id ordered_at language status cards printed moved_at finished_at cpu_ms",
        },
    ),
    "holder_references": _table(
        do.CARD,
        {keep.HOLDER: "reference", ID: "holder_id", PLAIN: "organisation_id"},
        of_holder="holder_id",
        erasing=GOES,
        shown="reference",
    ),
    "holder_imports": _table(
        do.CARD,
        {
            keep.IMPORTED: "file_name digest unknown_columns about_rights",
            keep.STAFF: "made_by confirmed_by",
            PLAIN: "id organisation_id made_at status figures mail_address confirmed_at moved_at finished_at",
        },
    ),
    "holder_import_rows": _table(
        do.CARD,
        {keep.IMPORTED: "import_id line state choice holder_id sealed done"},
        of_holder="holder_id",
        erasing=GOES,
    ),
    "card_batches": _table(
        do.CARD, {keep.STAFF: "made_by", PLAIN: "id card_system_id cards first_serial last_serial made_at"}
    ),
    "card_parcels": _table(
        do.CARD,
        {
            keep.STAFF: "received_by",
            PLAIN: "id card_system_id organisation_id cards missing shipped_at received_at",
        },
    ),
    "card_keys": _table(do.CARD, {PLAIN: "kid public_key created_at signs_from signs_until distrusted_at"}),
    "card_revocation_version": _table(do.CARD, {PLAIN: "id last"}),
    "card_serials": _table(do.CARD, {PLAIN: "id last"}),
    "card_systems": _table(do.CARD, {PLAIN: "id name"}),
    "card_system_municipalities": _table(do.CARD, {PLAIN: "municipality_nis card_system_id"}),
    "number_policies": _table(
        do.CARD, {keep.STAFF: "changed_by", PLAIN: "municipality_nis keeps_national_numbers changed_at"}
    ),
    "key_rotations": _table(do.CARD, {PLAIN: "version started_at finished_at"}),
    "family_requests": _table(
        do.CARD,
        {keep.FAMILY_CODE: "id account_id holder_id code_hash asked_at valid_until attempts used_at"},
        of_holder="holder_id",
        of_account="account_id",
        erasing=GOES,
    ),
    # --- the right price
    "social_rights": _table(
        do.RIGHTS,
        {
            keep.RIGHT: "id holder_id starts ends grace_until ended_on ended_because municipality_nis granted_by "
            "granted_at receipt",
        },
        of_holder="holder_id",
        erasing=GOES,
        shown="starts ends ended_on ended_because granted_at",
    ),
    "right_grounds": _table(
        do.RIGHTS,
        {keep.RIGHT: "right_id ground sealed"},
        of_holder="right_id > social_rights",
        erasing=GOES,
        shown="ground",
        at_home_only="ground",
    ),
    "right_suspensions": _table(
        do.RIGHTS,
        {keep.RIGHT: "id right_id starts ends because", keep.STAFF: "by"},
        of_holder="right_id > social_rights",
        erasing=GOES,
        shown="starts ends because",
    ),
    "renewal_notices": _table(
        do.RIGHTS,
        {keep.RIGHT: "id right_id municipality_nis milestone channel at printed_at"},
        of_holder="right_id > social_rights",
        erasing=GOES,
        shown="at channel",
    ),
    "entitlement_checks": _table(
        do.RIGHTS,
        {
            keep.RIGHT: "id holder_id asked_for asked_at state attempts due_at answered_at entitled_until source "
            "right_id",
            keep.STAFF: "asked_by",
        },
        of_holder="holder_id",
        erasing=GOES,
        shown="asked_at answered_at entitled_until source",
        at_home_only="asked_at answered_at entitled_until source",
    ),
    "looks": _table(
        do.RIGHTS,
        {keep.LOOK: "id holder_id organisation_id looked_at purpose day at", keep.STAFF: "actor_id"},
        of_holder="holder_id",
        erasing=GOES,
        shown="at looked_at purpose",
    ),
    # --- taking part
    "registrations": _table(
        do.PARTICIPATING,
        {
            keep.PARTICIPATION: "id activity_id session_id series_id holder_id status price_shown price_id entered_for "
            "partner_shown at number rank drawn placed_by_draw bundle_id together offered_until cancelled_at "
            "end_reason",
            keep.STAFF: "entered_by",
        },
        of_holder="holder_id",
        shown="activity_id status price_shown at cancelled_at end_reason",
    ),
    "registered_sessions": _table(
        do.PARTICIPATING,
        {
            keep.PARTICIPATION: "registration_id session_id holder_id live holds_place from_partner attendance "
            "attendance_at",
            keep.STAFF: "attendance_by",
        },
        of_holder="holder_id",
        shown="session_id attendance attendance_at",
    ),
    "queue_events": _table(
        do.PARTICIPATING,
        {keep.PARTICIPATION: "id activity_id registration_id outcome at"},
        of_holder="registration_id > registrations",
        shown="outcome at",
    ),
    "intakes": _table(
        do.OFFERING,
        {
            PLAIN: "activity_id opens_at cut_off_minutes answer_hours needs_approval priorities draw_at "
            "draw_commitment draw_seed drawn_at changed_at",
        },
    ),
    "message_wordings": _table(
        do.OFFERING,
        {PLAIN: "id organiser_id kind version introduction closing written_at", keep.STAFF: "written_by"},
    ),
    "message_contacts": _table(
        do.OFFERING,
        {PLAIN: "id organiser_id version email phone written_at", keep.STAFF: "written_by"},
    ),
    "checkins": _table(
        do.PARTICIPATING,
        {
            keep.PARTICIPATION: "id key activity_id organiser_id holder_id card_id sale_id at day points",
            keep.STAFF: "by",
        },
        of_holder="holder_id",
        shown="activity_id at points",
    ),
    "checkin_counts": _table(
        do.PARTICIPATING, {keep.PARTICIPATION: "holder_id activity_id period_start used"}, of_holder="holder_id"
    ),
    "attendance_marks": _table(
        do.PARTICIPATING,
        {
            keep.PARTICIPATION: "id session_id registration_id holder_id key before after heard reason made_at at",
            keep.STAFF: "by",
        },
        of_holder="holder_id",
        shown="after made_at",
    ),
    "places_paid": _table(
        do.SELLING,
        {keep.PARTICIPATION: "registration_id holder_id state turn sale_id refused at"},
        of_holder="holder_id",
    ),
    "session_closings": _table(do.PARTICIPATING, {keep.STAFF: "by", PLAIN: "session_id at"}),
    "care_tariffs": _table(
        do.OFFERING,
        {
            keep.STAFF: "entered_by",
            PLAIN: "id activity_id starts unit price half_day_price half_day_minutes decision entered_at",
        },
    ),
    "care_stays": _table(
        do.PARTICIPATING,
        {
            keep.PARTICIPATION: "id session_id activity_id organiser_id holder_id day came_at came_key gone_at "
            "gone_key collector_id note",
            keep.HANDED_OVER: "handed_to",
            keep.STAFF: "came_by gone_by",
        },
        of_holder="holder_id",
        erasing=EMPTIED,
        shown="activity_id day came_at gone_at handed_to",
    ),
    "care_days": _table(
        do.SELLING,
        {
            keep.BOOKKEEPING: "session_id holder_id tariff_id day unit units minutes amount siblings state turn "
            "sale_id refused at",
        },
        of_holder="holder_id",
        shown="day unit units minutes",
    ),
    "collectors": _table(
        do.SAFEGUARDING,
        {keep.DUTY: "id holder_id name phone added_at", keep.STAFF: "added_by"},
        of_holder="holder_id",
        erasing=GOES,
        shown="name phone added_at",
        at_home_only="name phone added_at",
    ),
    "care_needs": _table(
        do.SAFEGUARDING,
        {keep.DUTY: "holder_id sealed written_at", keep.STAFF: "written_by"},
        of_holder="holder_id",
        erasing=GOES,
        shown="written_at",
    ),
    "points_entries": _table(
        do.PARTICIPATING,
        {keep.HOLDER: "id holder_id points reason reference at"},
        of_holder="holder_id",
        erasing=GOES,
        shown="points reason at",
    ),
    # --- paying
    "sales": _table(
        do.SELLING,
        {
            keep.BOOKKEEPING: "id organiser_id activity_id holder_id card_id at day price_name full_price holder_pays "
            "receipt client_reference cancelled_at",
            keep.STAFF: "sold_by",
        },
        of_holder="holder_id",
        shown="activity_id day price_name full_price holder_pays cancelled_at",
    ),
    "sale_shares": _table(do.SELLING, {keep.BOOKKEEPING: "sale_id payer organisation_id amount"}),
    "reduced_tickets": _table(
        do.SELLING, {keep.BOOKKEEPING: "holder_id activity_id period_start used"}, of_holder="holder_id"
    ),
    "organiser_traits": _table(
        do.OFFERING, {keep.STAFF: "set_by", PLAIN: "organiser_id municipality_nis traits entitled_members set_at"}
    ),
    "coupons": _table(
        do.SELLING,
        {
            keep.STAFF: "made_by",
            PLAIN: "id municipality_nis card_system_id kind value name description starts ends organiser_ids "
            "activity_ids themes price_from audience reach age_from age_to includes_new uses uses_period uses_in_all "
            "used state counts_until made_at",
        },
    ),
    "coupon_holders": _table(
        do.SELLING,
        {keep.HOLDER: "coupon_id holder_id"},
        of_holder="holder_id",
        erasing=GOES,
        shown="coupon_id",
    ),
    "coupon_counts": _table(
        do.SELLING, {keep.BOOKKEEPING: "coupon_id holder_id period_start used spent"}, of_holder="holder_id"
    ),
    "coupon_uses": _table(
        do.SELLING,
        {keep.BOOKKEEPING: "sale_id coupon_id holder_id period_start spent"},
        of_holder="holder_id",
        shown="coupon_id spent",
    ),
    "ledger_accounts": _table(do.SELLING, {PLAIN: "id kind organisation_id counterparty_id year"}),
    "ledger_entries": _table(do.SELLING, {ID: "reference", PLAIN: "id kind day at reverses_id"}),
    "ledger_postings": _table(do.SELLING, {PLAIN: "id entry_id account_id amount"}),
    "budget_holds": _table(do.SELLING, {PLAIN: "id organisation_id year amount since ended_at", ID: "reference"}),
    "budgets": _table(do.SELLING, {PLAIN: "id organisation_id year total spent reserved stops_when_empty"}),
    **BILLS,
    # --- guidance
    "partner_clients": _table(
        do.GUIDING,
        {
            keep.TIES: "id partner_id holder_id consent note since attendance_since ended_at",
            keep.STAFF: "accepted_by ended_by",
        },
        of_holder="holder_id",
        erasing=GOES,
        shown="partner_id consent note since attendance_since ended_at",
        at_home_only="partner_id consent note since attendance_since ended_at",
    ),
    "client_requests": _table(
        do.GUIDING,
        {
            keep.FAMILY_CODE: "id partner_id holder_id with_attendance code_hash asked_at valid_until attempts used_at",
            keep.STAFF: "asked_by",
        },
        of_holder="holder_id",
        erasing=GOES,
    ),
    "client_barriers": _table(
        do.GUIDING,
        {keep.TIES: "id client_id kind noted_at", keep.STAFF: "noted_by"},
        of_holder="client_id > partner_clients",
        erasing=GOES,
        shown="kind noted_at",
        at_home_only="kind noted_at",
    ),
    "client_tasks": _table(
        do.GUIDING,
        {keep.TIES: "id client_id kind what due_on made_at done_at", keep.STAFF: "for_account made_by done_by"},
        of_holder="client_id > partner_clients",
        erasing=GOES,
        shown="what due_on done_at",
        at_home_only="what due_on done_at",
    ),
    "referrals": _table(
        do.GUIDING,
        {
            keep.PARTICIPATION: "id partner_id holder_id activity_id session_id registration_id code_hash made_at "
            "ends_at state closed_at",
            keep.STAFF: "made_by",
        },
        of_holder="holder_id",
        erasing=GOES,
        shown="partner_id activity_id made_at ends_at state",
        at_home_only="partner_id activity_id made_at ends_at state",
    ),
    "vouchings": _table(
        do.GUIDING,
        {keep.RIGHT: "id partner_id holder_id right_id at reason", keep.STAFF: "by"},
        of_holder="holder_id",
        erasing=GOES,
        shown="partner_id at",
        at_home_only="partner_id at",
    ),
    "recognitions": _table(
        do.GUIDING,
        {
            keep.STAFF: "signed_by_municipality signed_by_partner recognised_by ended_by",
            PLAIN: "id partner_id municipality_nis starts ends reference version agreement signed_on ended_at",
        },
    ),
    "partner_contacts": _table(do.GUIDING, {PLAIN: "partner_id shown_name phone email hours names_partner changed_at"}),
    # --- what people choose
    "consents": _table(
        do.CONSENTING,
        {
            keep.CONSENT: "id holder_id purpose giver given_at withdrawn_at used_at",
            keep.STAFF: "entered_by withdrawn_by",
        },
        of_holder="holder_id",
        erasing=GOES,
        shown="purpose giver given_at withdrawn_at used_at",
    ),
    "contact_preferences": _table(
        do.CONSENTING,
        {keep.ACCOUNT: "account_id by_mail by_sms by_push by_post phone changed_at"},
        of_account="account_id",
        erasing=GOES,
    ),
    # --- signing in
    "accounts": _table(
        do.SIGNING_IN,
        {
            ID: "id",
            keep.ACCOUNT: "email name password_hash activation_hash activation_until failed_attempts locked_until",
            PLAIN: "language active session_epoch created_at",
        },
        of_account="id",
        erasing=EMPTIED,
    ),
    "assignments": _table(
        do.SIGNING_IN, {ID: "account_id", PLAIN: "id role organisation_id created_at"}, of_account="account_id"
    ),
    "api_clients": _table(do.SIGNING_IN, {PLAIN: "id name secret_hash organisation_id scopes active created_at"}),
    "access_tokens": _table(do.SIGNING_IN, {keep.TOKEN: "token_hash client_id scopes expires_at"}),
    "outbox_messages": _table(
        do.SIGNING_IN,
        {keep.MAIL: "id account_id about kind channel sealed queued_at due_at useful_until attempts sent_at"},
        of_holder="about",
        of_account="account_id",
        erasing=GOES,
    ),
    # --- accountability
    "trail_entries": _table(
        do.ANSWERING,
        {
            keep.TRAIL: "actor_id subject_id details",
            PLAIN: "number at actor_role organisation_id action subject_kind previous_hash hash",
        },
    ),
    "trail_head": _table(do.ANSWERING, {PLAIN: "id number hash seal"}),
    "answered_requests": _table(
        do.ANSWERING, {keep.ANSWER: "caller body_hash answer", PLAIN: "route key status at"}, of_account="caller"
    ),
    "privacy_requests": _table(
        do.ANSWERING,
        {
            keep.REQUEST: "wish",
            ID: "id holder_id asked_by",
            keep.STAFF: "answered_by",
            PLAIN: "kind asked_at status answered_at",
        },
        of_holder="holder_id",
        of_account="asked_by",
        erasing=EMPTIED,
        shown="kind asked_at wish status answered_at",
    ),
    "purge_runs": _table(do.ANSWERING, {PLAIN: "name last_at forgotten forgotten_in_all"}),
    # --- offer, rules and figures
    "municipalities": _table(
        do.OFFERING, {PLAIN: "nis name province_nis province population postal_codes longitude latitude"}
    ),
    "organisations": _table(do.OFFERING, {PLAIN: "id kind name municipality_nis uitdatabank_id created_at"}),
    "places": _table(
        do.OFFERING,
        {PLAIN: "id uitdatabank_id name street postal_code city municipality_nis latitude longitude"},
    ),
    "activities": _table(
        do.OFFERING,
        {
            PLAIN: "id uitdatabank_id organiser_id place_id municipality_nis name description theme product_class "
            "calendar_type publication availability unavailable_because starts ends opening_hours closed_days "
            "adjusted_days children_only members_only schools_only age_from age_to born_from born_to class_from "
            "class_to online_url "
            "questions ticket_limit ticket_period checkin_limit checkin_period checkin_points departure_places "
            "visible_from search_text sort_name open_weekdays unusual_days source updated_at "
            "origin meeting_place to_bring access access_note spoken pattern copied_from",
        },
    ),
    "offer_sources": _table(
        do.OFFERING,
        {
            keep.STAFF: "made_by",
            PLAIN: "id organisation_id name address key_variable key_header page_size active made_at changes_until "
            "swept_at busy_run_id busy_until",
        },
    ),
    "offer_runs": _table(
        do.OFFERING,
        {
            keep.STAFF: "decided_by",
            PLAIN: "id source_id kind status started_at finished_at pages retries listed imported updated unchanged "
            "older rejected known vanished withdrawn stopped_because status_code decided_at",
        },
    ),
    "offer_listings": _table(do.OFFERING, {PLAIN: "source_id uitdatabank_id activity_id status modified runs_out_at"}),
    "offer_faults": _table(do.OFFERING, {PLAIN: "run_id position uitdatabank_id faults"}),
    "offer_vanished": _table(do.OFFERING, {PLAIN: "run_id uitdatabank_id"}),
    "offer_lists": _table(
        do.OFFERING,
        {
            keep.STAFF: "made_by confirmed_by",
            PLAIN: "id organisation_id made_at file_name digest unknown_columns status figures confirmed_at publishes",
        },
    ),
    "offer_list_entries": _table(do.OFFERING, {PLAIN: "list_id line reference state item changed problems"}),
    "offer_references": _table(do.OFFERING, {PLAIN: "organisation_id reference activity_id item"}),
    "prices": _table(
        do.OFFERING,
        {PLAIN: "id activity_id series_id session_id position category name amount for_group frozen_at ended_at"},
    ),
    "series": _table(do.OFFERING, {PLAIN: "id activity_id position name kind"}),
    "sessions": _table(
        do.OFFERING,
        {
            PLAIN: "id activity_id position starts ends day capacity taken taken_elsewhere series_id "
            "kept_for_partners kept_until taken_by_partners availability "
            "unavailable_because overnight care_from care_to to_tell_since moved_from weekdays from_minute to_minute",
        },
    ),
    "choice_proposals": _table(
        do.OFFERING,
        {
            keep.STAFF: "entered_by decided_by",
            PLAIN: "id municipality_nis starts ends council_decision status entered_at decided_at",
        },
    ),
    "municipal_choices": _table(do.OFFERING, {PLAIN: "id proposal_id key value exceptions"}),
    "releases": _table(do.OFFERING, {PLAIN: "id table_name starts ends threshold method made_at"}),
    "guidance_releases": _table(do.OFFERING, {PLAIN: "id municipality_nis starts ends made_at"}),
    "guidance_figures": _table(do.OFFERING, {PLAIN: "release_id partner_id reach breakdown part children"}),
    "release_cells": _table(do.OFFERING, {PLAIN: "release_id area level name within inhabitants persons"}),
}
