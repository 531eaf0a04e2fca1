"""
django-fsm-2 with Django's ORM on SQLite: guarded transition, state, log row and timer row in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.tables import FORM, RING, ROUND
from benchmarks.worker import Job


def jobs(folder: Path, synchronous: str) -> dict[str, Job]:
    """
    Durable steps.

    The object stays in memory and is not read again, which favours Django; `with_read`
    is what a web request does.
    """
    import django
    from django.conf import settings

    pragmas = f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous};"
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(folder / "django.sqlite3"),
                "OPTIONS": {"init_command": pragmas, "transaction_mode": "IMMEDIATE"},
            }
        },
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()

    from django.db import connection, models, transaction
    from django.utils import timezone
    from django_fsm import FSMField
    from django_fsm import transition as moves

    def is_affordable(case: Any) -> bool:
        return bool(case.version >= 0)

    class Case(models.Model):
        state = FSMField(default="submitted")
        title = models.CharField(max_length=100, default="x")
        unit = models.CharField(max_length=20, default="u")
        version = models.IntegerField(default=0)
        due = models.DateTimeField(null=True, db_index=True)

        class Meta:
            app_label = "bench"

        for event, source, target in RING:

            def _step(self: Any) -> None:
                self.version += 1

            _step.__name__ = event
            locals()[event] = moves(field=state, source=source, target=target, conditions=[is_affordable])(_step)

    class Log(models.Model):
        case_id = models.BigIntegerField(db_index=True)
        at = models.DateTimeField()
        actor = models.CharField(max_length=40)
        action = models.CharField(max_length=40)
        source = models.CharField(max_length=40)
        target = models.CharField(max_length=40)
        payload = models.TextField()

        class Meta:
            app_label = "bench"

    class Timer(models.Model):
        case_id = models.BigIntegerField(db_index=True)
        due = models.DateTimeField()
        kind = models.CharField(max_length=40)

        class Meta:
            app_label = "bench"

    with connection.schema_editor() as editor:
        for model in (Case, Log, Timer):
            editor.create_model(model)

    kept: Any = Case

    def step(event: str, key: int, case: Any = None, *, timer: bool = True) -> None:
        with transaction.atomic():
            if case is None:
                case = kept.objects.select_for_update().get(pk=key)
            source = case.state
            getattr(case, event)()
            now = timezone.now()
            fields = ["state", "version"]
            if not timer:
                case.due = now + timedelta(hours=24)
                fields.append("due")
            case.save(update_fields=fields)
            Log.objects.create(
                case_id=key,
                at=now,
                actor="li",
                action=event,
                source=source,
                target=case.state,
                payload=json.dumps(FORM),
            )
            if timer:
                Timer.objects.create(case_id=key, due=now + timedelta(hours=24), kind="handling")

    def endless(one: Callable[[str], None], number: int) -> None:
        for _ in range(number // len(ROUND)):
            for event in ROUND:
                one(event)

    made = [kept.objects.create() for _ in range(3)]
    return {
        "three_rows": partial(endless, lambda event: step(event, made[0].pk, made[0])),
        "two_rows": partial(endless, lambda event: step(event, made[1].pk, made[1], timer=False)),
        "with_read": partial(endless, lambda event: step(event, made[2].pk)),
    }
