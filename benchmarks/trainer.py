"""How fast the built-in trainer learns, how exactly it answers, and what looking questions up would give.

    python -m benchmarks.trainer [--training FILE --validation FILE] [--show]

Without files it takes our own sample. Training runs as the engine runs it, on one core, with a checkpoint
per epoch. The peer is no model at all: it returns the reply of the trained question with the most similar
letters, which is the most that learning by heart can hope for on reworded questions.
"""

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from math import log, sqrt
from pathlib import Path

from ftdesk.cancellation import Cancellation
from ftdesk.engine.trainers.base_model import read_corpus
from ftdesk.engine.trainers.builtin import MODEL, BuiltinTrainer
from ftdesk.engine.trainers.interface import (
    ReplyModel,
    Sampling,
    Save,
    StepMetrics,
    TrainingExample,
    TrainingRun,
    Turn,
    WantedHyperparameters,
)
from ftdesk.resource_files import resource_directory

MOST_QUESTIONS = 150
SAMPLES = resource_directory() / "samples"

Answer = Callable[[Sequence[Turn]], str]


@dataclass
class Watch:
    """Keeps the metrics of all steps and the last checkpoint."""

    folder: Path
    steps: list[StepMetrics] = field(default_factory=list)
    model: Path = Path()

    def step_finished(self, metrics: StepMetrics) -> None:
        self.steps.append(metrics)

    def epoch_finished(self, epoch: int, metrics: StepMetrics, save: Save) -> None:  # noqa: ARG002
        self.model = self.folder / f"epoch-{epoch}.npz"
        save(self.model)

    def mean_loss(self, epoch: int, steps_an_epoch: int) -> float:
        part = self.steps[(epoch - 1) * steps_an_epoch : epoch * steps_an_epoch]
        return sum(metrics.train_loss for metrics in part) / len(part)


class Nearest:
    """The reply of the trained question with the most similar letter trigrams (cosine, rare ones first)."""

    def __init__(self, examples: Sequence[TrainingExample]) -> None:
        self._documents = [self._trigrams(example.turns[:-1]) for example in examples]
        self._replies = [example.turns[-1].text for example in examples]
        self._counts = Counter(gram for document in self._documents for gram in document)
        self._vectors = [self._vector(document) for document in self._documents]

    def __call__(self, turns: Sequence[Turn]) -> str:
        asked = self._vector(self._trigrams(turns))
        scores = [
            sum(value * vector.get(gram, 0) for gram, value in asked.items()) for vector in self._vectors
        ]
        return self._replies[scores.index(max(scores))]

    def _trigrams(self, turns: Sequence[Turn]) -> Counter[str]:
        text = f"  {turns[-1].text.casefold()}  "
        return Counter(text[at : at + 3] for at in range(len(text) - 2))

    def _vector(self, document: Counter[str]) -> dict[str, float]:
        rarity = {gram: log(1 + len(self._documents) / (1 + self._counts[gram])) for gram in document}
        vector = {gram: count * rarity[gram] for gram, count in document.items()}
        length = sqrt(sum(value * value for value in vector.values())) or 1
        return {gram: value / length for gram, value in vector.items()}


def greedy(model: ReplyModel) -> Answer:
    return lambda turns: b"".join(model.reply(turns, Sampling(temperature=0))).decode()


def similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def row(name: str, answer: Answer, examples: Sequence[TrainingExample]) -> str:
    started = time.perf_counter()
    replies = [answer(example.turns[:-1]) for example in examples]
    seconds = time.perf_counter() - started
    wanted = [example.turns[-1].text for example in examples]
    pairs = list(zip(replies, wanted, strict=True))
    exact = sum(reply == want for reply, want in pairs)
    alike = sum(similarity(reply, want) for reply, want in pairs) / len(pairs)
    size = sum(len(reply.encode()) for reply in replies)
    return f"| {name:34} | {exact:3} of {len(pairs):3} | {alike:.3f} | {size / seconds / 1000:5.1f} kB/s |"


def show(examples: Sequence[TrainingExample], tuned: Answer, base: Answer) -> None:
    for example in examples:
        reply = tuned(example.turns[:-1])
        mark = "=" if reply == example.turns[-1].text else "≠"
        print(f"\n{example.turns[-2].text}\n {mark} {reply}\n   base: {base(example.turns[:-1])}")


def run(training: Path, tests: dict[str, Path], folder: Path, shown: bool) -> None:  # noqa: FBT001
    trainer = BuiltinTrainer()
    examples = read_corpus(training)
    started = time.perf_counter()
    base_file = trainer.base_model_file(MODEL.name, folder)
    base_seconds = time.perf_counter() - started
    wanted = trainer.hyperparameters(WantedHyperparameters(), len(examples))
    questions = {name: read_corpus(path) for name, path in tests.items()}
    watch = Watch(folder)
    started = time.perf_counter()
    validation = next(iter(questions.values()))
    trainer.train(TrainingRun(examples, validation, wanted, 1, base_file), watch, Cancellation())
    seconds = time.perf_counter() - started
    steps = len(watch.steps) // wanted.n_epochs
    print(f"base model made in {base_seconds:.1f} s")
    print(
        f"{len(examples)} examples, {wanted.n_epochs} epochs, {len(watch.steps)} steps:",
        f"{seconds:.1f} s on one core",
    )
    print(
        f"training loss: first step {watch.steps[0].train_loss:.2f},",
        f"first epoch {watch.mean_loss(1, steps):.3f},",
        end=" ",
    )
    print(f"last epoch {watch.mean_loss(wanted.n_epochs, steps):.3f} nats per byte")
    print(f"validation loss after the last epoch {watch.steps[-1].full_valid_loss or 0:.3f}")
    print(f"model file {watch.model.stat().st_size / 1e6:.1f} MB\n")
    tuned, base = greedy(trainer.load(watch.model)), greedy(trainer.load(base_file))
    print("| questions, answered by | exact | similarity | speed |\n| --- | --- | --- | --- |")
    for name, asked in {"trained": examples[:MOST_QUESTIONS], **questions}.items():
        for who, answer in {"tuned": tuned, "base": base, "nearest question": Nearest(examples)}.items():
            print(row(f"{name}, {who}", answer, asked))
    if shown:
        for asked in questions.values():
            show(asked, tuned, base)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--training", type=Path, default=SAMPLES / "harbor_tone.jsonl")
    parser.add_argument("--validation", type=Path)
    parser.add_argument("--show", action="store_true", help="print every answer to the reworded questions")
    chosen = parser.parse_args()
    ours = {
        "reworded": SAMPLES / "harbor_tone_validation.jsonl",
        "freely reworded": SAMPLES / "harbor_tone_reworded.jsonl",
    }
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        run(
            chosen.training,
            {"validation": chosen.validation} if chosen.validation else ours,
            Path(folder),
            chosen.show,
        )


if __name__ == "__main__":
    main()
