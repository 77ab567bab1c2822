"""Imports in every stage, so that every part of the wizard's pages is shown."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenure.core.jobs import run_job
from tenure.core.models import JobRun
from tenure.integrations.imports.models import ImportRun

FILE = "Customer ID;Name;City;Employees\n1;Adler AG;Köln;12\n2;Biber GmbH;Bonn;many\n3;Dachs KG;Trier;7\n"
COLUMNS = {"kind": "accounts", "field-0": "external_id", "field-1": "name", "field-2": "city", "field-3": "employees"}


def upload(client: Client, text: str = FILE, name: str = "accounts.csv") -> ImportRun:
    """A draft of a file."""
    answer = client.post("/imports/new/", {"files": [SimpleUploadedFile(name, text.encode())]})
    assert answer.status_code == 302, answer.content
    return ImportRun.objects.latest("pk")


def work() -> JobRun:
    """Do the last job that was asked for, as a worker would."""
    job = JobRun.objects.exclude(kind="ranking").latest("pk")
    run_job.call(job.pk)
    job.refresh_from_db()
    return job


def checked(client: Client, text: str = FILE, **columns: str) -> ImportRun:
    """An import whose columns are settled and which was tried out."""
    run = upload(client, text)
    answer = client.post(f"/imports/{run.pk}/columns/", {**COLUMNS, **columns})
    assert answer.status_code == 302, answer.content
    assert work().error == ""
    run.refresh_from_db()
    return run


def show_every_stage(client: Client) -> None:
    """Open the wizard's pages at an import that goes through all of its stages."""
    run = upload(client)
    client.get(f"/imports/{run.pk}/columns/")
    client.post(f"/imports/{run.pk}/columns/", COLUMNS)
    client.get(f"/imports/{run.pk}/match/")
    work()
    for step in ("match", "check", "check"):
        client.get(f"/imports/{run.pk}/{step}/")
    ImportRun.objects.filter(pk=run.pk).update(checked={})
    client.get(f"/imports/{run.pk}/check/")
    client.post(f"/imports/{run.pk}/start")
    client.get(f"/imports/{run.pk}/")
    work()
    client.get(f"/imports/{run.pk}/")
    client.post("/imports/new/", {"pasted": ""})
    notices = checked(client, "Customer ID;Name;City;Parent\n1;A;B;nobody\n", **{"field-3": "parent"})
    client.get(f"/imports/{notices.pk}/check/")
