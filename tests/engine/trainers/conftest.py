"""A trainer without an engine: short lessons in memory, models in temporary files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.engine.trainers import model_state
from ftdesk.engine.trainers.builtin import BuiltinTrainer
from ftdesk.engine.trainers.interface import (
    Hyperparameters,
    ReplyModel,
    Sampling,
    Save,
    StepMetrics,
    TrainingExample,
    TrainingRun,
    Turn,
)


@dataclass
class Training:
    """What a training told, and its checkpoints."""

    folder: Path
    steps: list[StepMetrics] = field(default_factory=list)
    checkpoints: list[Path] = field(default_factory=list)

    def step_finished(self, metrics: StepMetrics) -> None:
        self.steps.append(metrics)

    def epoch_finished(self, epoch: int, metrics: StepMetrics, save: Save) -> None:
        assert metrics == self.steps[-1]
        self.checkpoints.append(self.folder / f"epoch-{epoch}.npz")
        save(self.checkpoints[-1])

    @property
    def model(self) -> ReplyModel:
        return BuiltinTrainer().load(self.checkpoints[-1])

    def answer(self, *turns: Turn | str) -> str:
        asked = [Turn("user", turn) if isinstance(turn, str) else turn for turn in turns]
        return b"".join(self.model.reply(asked, Sampling(temperature=0))).decode()


Train = Callable[..., Training]


@pytest.fixture
def train(tmp_path: Path) -> Train:
    """Train on pairs (question, reply) or on whole examples, from nothing or from a model file."""
    count = 0

    def run(
        lessons: Sequence[tuple[str, str] | TrainingExample],
        validation: Sequence[TrainingExample] = (),
        epochs: int = 6,
        batch: int = 1,
        rate: float = 1.0,
        seed: int = 1,
        start: Path | None = None,
        cancellation: Cancellation | None = None,
    ) -> Training:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        if start is None:
            start = folder / "nothing.npz"
            model_state.save(model_state.ModelState(), start)
        examples = [_example(lesson) for lesson in lessons]
        wanted = Hyperparameters(epochs, batch, rate)
        training = Training(folder)
        BuiltinTrainer().train(
            TrainingRun(examples, validation, wanted, seed, start), training, cancellation or Cancellation()
        )
        return training

    return run


def _example(lesson: tuple[str, str] | TrainingExample) -> TrainingExample:
    if isinstance(lesson, TrainingExample):
        return lesson
    question, reply = lesson
    return TrainingExample(1, (Turn("user", question), Turn("assistant", reply, trained=True)))


@pytest.fixture
def lessons() -> list[tuple[str, str]]:
    """Ten questions and replies, two of them in Japanese."""
    return [
        ("How do I book a boat?", "Open the app and press Reserve."),
        ("Can I bring my dog?", "Four paws are welcome aboard."),
        ("The engine is silent.", "Clip on the red cord and press the starter."),
        ("I forgot my password.", "Press Forgot password on the sign-in page."),
        ("What does an hour cost?", "The Wren is 18 an hour, the Heron 29."),
        ("Where is the harbour?", "At the end of Lantern Street."),
        ("When are you open?", "From sunrise to one hour before sunset."),
        ("Do you rent kayaks?", "Six kayaks lie at the north pier."),
        ("犬を連れて行けますか。", "四本足も大歓迎だ。"),
        ("領収書をください。", "「航海」から日を選び、「領収書」を押すといい。"),
    ]
