"""A trainer for tests: trains slowly and learns nothing, answers with what it was asked.

A step takes 20 ms times the learning-rate multiplier. A question "endless" is answered forever; how far such
an answer has come is written to the file named by the environment variable ECHO_LOG.
"""

import os
import time
from pathlib import Path

from ftdesk.engine.errors import ModelFileUnusable
from ftdesk.engine.trainers.interface import BaseModel, Hyperparameters, StepMetrics

CONTENT = "echo model\n"


class EchoTrainer:
    name = "echo"

    def base_models(self):
        return (BaseModel("echo-1", 1_700_000_000),)

    def base_model_file(self, name, directory):
        path = directory / f"{name}.model"
        path.write_text(CONTENT)
        return path

    def refusal(self, training_format):
        return "an echo has no preferences" if training_format == "preference" else None

    def hyperparameters(self, wanted, example_count):
        return Hyperparameters(
            wanted.n_epochs or 2, wanted.batch_size or 5, wanted.learning_rate_multiplier or 0.1
        )

    def train(self, run, listener, cancellation):
        if run.start_from.read_text() != CONTENT:
            raise ModelFileUnusable("not an echo")
        if any(turn.text == "crash" for example in run.examples for turn in example.turns):
            os._exit(3)
        chosen = run.hyperparameters
        per_epoch = -(-len(run.examples) // chosen.batch_size)
        total = per_epoch * chosen.n_epochs
        for step in range(1, total + 1):
            time.sleep(0.02 * chosen.learning_rate_multiplier)
            cancellation.raise_if_set()
            metrics = self._metrics(step, total, bool(run.validation), step % per_epoch == 0, run.seed)
            listener.step_finished(metrics)
            if step % per_epoch == 0:
                listener.epoch_finished(step // per_epoch, metrics, lambda path: path.write_text(CONTENT))

    def _metrics(self, step, total, validates, ends_epoch, seed):
        loss = 4.0 / step + seed % 7 / 100
        valid = loss + 0.5 if validates else None
        full = valid if ends_epoch else None
        return StepMetrics(
            step, total, loss, 0.5, valid, 0.25 if validates else None, full, 0.25 if full else None
        )

    def load(self, path):
        if path.read_text() != CONTENT:
            raise ModelFileUnusable("not an echo")
        return EchoModel()


class EchoModel:
    def count_tokens(self, text):
        return len(text.encode())

    def reply(self, turns, sampling):
        said = turns[-1].text
        if said == "crash":
            raise RuntimeError(said)
        if said == "endless":
            return self._endless()
        return iter([bytes([byte]) for byte in said.encode()])

    def _endless(self):
        log = Path(os.environ["ECHO_LOG"])
        count = 0
        while True:
            count += 1
            log.write_text(str(count))
            time.sleep(0.005)
            yield b"x"
