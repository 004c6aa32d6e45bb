"""Everything the engine keeps, opened together from one data folder."""

import shutil

from ftdesk.engine.data_directory import DataDirectory
from ftdesk.engine.store.database import Database
from ftdesk.engine.store.files import FileStore
from ftdesk.engine.store.job_log import JobLog
from ftdesk.engine.store.jobs import JobStore
from ftdesk.engine.store.models import ModelStore
from ftdesk.engine.store.records import RUNNING

RESTARTED = "The engine ended while this job was running. It is queued again and starts from the beginning."


class Store:
    """Files, jobs, their log, and models; ready for work after what a killed engine left is put in order."""

    def __init__(self, directory: DataDirectory) -> None:
        self.directory = directory
        self.database = Database(directory.database)
        self.files = FileStore(self.database, directory.files)
        self.jobs = JobStore(self.database)
        self.log = JobLog(self.database)
        self.models = ModelStore(self.database, directory.models)
        self._put_in_order()

    def _put_in_order(self) -> None:
        while (job := self.jobs.oldest(RUNNING)) is not None:
            self.restart_job(job.id)
        shutil.rmtree(self.directory.work, ignore_errors=True)
        self.directory.work.mkdir(mode=0o700, exist_ok=True)
        self.files.remove_strays()
        self.models.remove_strays()

    def restart_job(self, job_id: str) -> None:
        """Put a running job back into the queue, say so in its events, and drop what its attempt left.

        A training is determined by its files, settings and seed, so the next attempt gives the same steps.
        """
        with self.database.transaction():
            if not self.jobs.requeued(job_id):
                return
            self.log.say(job_id, RESTARTED, "warn")
        self.forget_attempt(job_id)

    def forget_attempt(self, job_id: str) -> None:
        """Drop the steps, checkpoints and models that an attempt at a job left."""
        self.log.forget_attempt(job_id)
        self.models.forget_attempt(job_id)

    def close(self) -> None:
        """Close the database."""
        self.database.close()
