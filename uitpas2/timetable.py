"""What runs when: the table of contents of background work, and the worker that does it.

Jobs are code, not rows. One worker at a time holds the lease; every job may run twice without harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from uitpas2.accounts.services import forget_expired_tokens
from uitpas2.activities.jobs import read_changes, read_whole_lists
from uitpas2.activities.services.listing import carry_out_lists, forget_old_lists
from uitpas2.activities.services.polling import carry_out_decisions, forget_old_runs
from uitpas2.attendance.jobs import close_past_lists
from uitpas2.billing.jobs import make_ordered_certificates
from uitpas2.billing.services import forget_bank_lines, forget_certificate_files, remind
from uitpas2.cards.jobs import import_confirmed_holders, print_waiting_sheets
from uitpas2.cards.services import end_at_eighteen, forget_old_imports, forget_old_sheets, rotate_keys
from uitpas2.database.lease import sole_worker
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.monitoring.services import release_guidance
from uitpas2.outbox.services import deliver, pushing_of, texting_of, transport_of
from uitpas2.privacy.rules import PURGE_CRON
from uitpas2.privacy.services import purge
from uitpas2.registrations.jobs import do_draws, end_all_offers, offer_all_places, tell_all_changes
from uitpas2.registrations.services import end_referrals
from uitpas2.settings import Settings
from uitpas2.tips.jobs import send_all_tips
from uitpas2.web.services import forget_old_answers
from uitpas2.welfare.jobs import ask_again, remind_of_renewals

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """A service that takes a Work and tells how many things it did, and its rhythm in Brussels time.

    A rhythm has the five fields of a crontab, or six when the seconds stand before them.
    """

    name: str
    service: Callable[[Work], int]
    cron: str


@dataclass(frozen=True, slots=True)
class LongJob:
    """A job of several Works: it takes the workplace, so that nothing is locked while it computes."""

    name: str
    job: Callable[[Workplace], int]
    cron: str


def deliver_mail(workplace: Workplace) -> int:
    """Send what waits in the outbox, in the ways that UITPAS2_MAIL, UITPAS2_SMS and UITPAS2_PUSH say."""
    settings = Settings.from_environment()
    folder, clock = settings.letterbox, workplace.clock
    return deliver(
        workplace,
        transport_of(settings.mail, folder=folder, clock=clock),
        texting_of(settings.sms, folder=folder, clock=clock),
        pushing_of(settings.push, folder=folder, clock=clock),
    )


JOBS: tuple[Job | LongJob, ...] = (
    Job("forget-expired-tokens", forget_expired_tokens, "17 * * * *"),
    Job("forget-old-answers", forget_old_answers, "40 3 * * *"),
    Job("rotate-card-keys", rotate_keys, "5 0 * * *"),
    LongJob("print-card-sheets", print_waiting_sheets, "* * * * *"),
    LongJob("import-holders", import_confirmed_holders, "* * * * *"),
    Job("forget-holder-imports", forget_old_imports, "35 * * * *"),
    Job("forget-card-sheets", forget_old_sheets, "25 * * * *"),
    LongJob("make-certificates", make_ordered_certificates, "* * * * *"),
    Job("remind-of-bills", remind, "0 10 * * *"),
    Job("forget-bank-lines", forget_bank_lines, "45 * * * *"),
    Job("forget-certificate-files", forget_certificate_files, "55 * * * *"),
    LongJob("remind-of-renewals", remind_of_renewals, "30 7 * * *"),
    LongJob("send-tips", send_all_tips, "0 9 1-7 3,6,9,12 *"),
    LongJob("ask-entitlements-again", ask_again, "*/2 * * * *"),
    LongJob("draw", do_draws, "* * * * *"),
    Job("end-referrals", end_referrals, "*/5 * * * *"),
    LongJob("end-offers", end_all_offers, "* * * * *"),
    LongJob("offer-places", offer_all_places, "*/5 * * * *"),
    LongJob("tell-changes", tell_all_changes, "* * * * *"),
    LongJob("read-changed-offer", read_changes, "*/5 * * * *"),
    LongJob("read-whole-offer", read_whole_lists, "20 1-4 * * *"),
    LongJob("withdraw-offer", carry_out_decisions, "* * * * *"),
    LongJob("save-offer-lists", carry_out_lists, "* * * * *"),
    Job("forget-offer-lists", forget_old_lists, "45 * * * *"),
    Job("forget-offer-runs", forget_old_runs, "50 3,15 * * *"),
    LongJob("close-attendance", close_past_lists, "20 1 * * *"),
    LongJob("deliver-mail", deliver_mail, "*/10 * * * * *"),  # somebody sits waiting for a code
    Job("end-guardianships-at-eighteen", end_at_eighteen, "10 0 * * *"),
    Job("release-guidance", release_guidance, "20 4 * * *"),
    Job("purge", purge, PURGE_CRON),
)


def run(workplace: Workplace, job: Job | LongJob) -> int:
    """Do one job now."""
    if isinstance(job, LongJob):
        done = job.job(workplace)
    else:
        with workplace.begin(system_actor("timetable")) as work:
            done = job.service(work)
    log.info("job", job=job.name, done=done)
    return done


def start(workplace: Workplace) -> BackgroundScheduler:
    """Run the timetable in this process; missed runs are made up once."""
    scheduler = BackgroundScheduler(timezone="Europe/Brussels")
    for job in JOBS:
        scheduler.add_job(
            run,
            _trigger(job.cron),
            args=[workplace, job],
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=3600,
        )
    scheduler.start()
    return scheduler


def _trigger(cron: str) -> CronTrigger:
    *seconds, minute, hour, day, month, weekday = cron.split()
    if not seconds:
        return CronTrigger.from_crontab(cron, timezone="Europe/Brussels")
    return CronTrigger(
        second=seconds[0],
        minute=minute,
        hour=hour,
        day=day,
        month=month,
        day_of_week=weekday,
        timezone="Europe/Brussels",
    )


def work_until_stopped(workplace: Workplace, say: Callable[[str], None]) -> None:
    """Be the worker, or wait until the present one is gone."""
    while True:
        with sole_worker(workplace.engine) as alone:
            if alone:
                scheduler = start(workplace)
                say(f"working: {', '.join(job.name for job in JOBS)}")
                try:
                    while True:
                        time.sleep(60)
                finally:
                    scheduler.shutdown(wait=False)
        say("another worker is busy; waiting for it to stop")
        time.sleep(20)
