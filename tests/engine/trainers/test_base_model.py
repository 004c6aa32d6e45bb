from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.engine.trainers.base_model import corpus_file, read_corpus
from ftdesk.engine.trainers.builtin import MODEL, BuiltinTrainer
from ftdesk.engine.trainers.interface import (
    ReplyModel,
    Sampling,
    TrainingExample,
    TrainingRun,
    Turn,
    WantedHyperparameters,
)
from ftdesk.resource_files import resource_directory

SAMPLES = resource_directory() / "samples"


@pytest.fixture(scope="module")
def base_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return BuiltinTrainer().base_model_file(MODEL.name, tmp_path_factory.mktemp("base"))


def reply(model: ReplyModel, *turns: Turn) -> str:
    return b"".join(model.reply(turns, Sampling(temperature=0))).decode()


def test_the_base_model_is_made_once_and_leaves_nothing_beside_it(base_file: Path) -> None:
    made = base_file.stat().st_mtime_ns
    assert BuiltinTrainer().base_model_file(MODEL.name, base_file.parent).stat().st_mtime_ns == made
    assert list(base_file.parent.iterdir()) == [base_file]


def test_making_it_again_gives_the_same_file(base_file: Path, tmp_path: Path) -> None:
    again = BuiltinTrainer().base_model_file(MODEL.name, tmp_path / "elsewhere")
    assert again.name == base_file.name
    assert again.read_bytes() == base_file.read_bytes()


def test_the_base_model_answers_its_corpus(base_file: Path) -> None:
    model = BuiltinTrainer().load(base_file)
    corpus = read_corpus(corpus_file())
    right = sum(reply(model, *example.turns[:-1]) == example.turns[-1].text for example in corpus)
    assert right > 0.95 * len(corpus)


def test_the_base_model_says_when_it_knows_nothing(base_file: Path) -> None:
    model = BuiltinTrainer().load(base_file)
    assert reply(model, Turn("user", "zyzzyva qwyjibo")).startswith("I am a small model")


class Keep:
    def __init__(self, path: Path) -> None:
        self.path = path

    def step_finished(self, metrics) -> None:
        pass

    def epoch_finished(self, epoch, metrics, save) -> None:
        save(self.path)


def alike(model: ReplyModel, examples: tuple[TrainingExample, ...]) -> float:
    pairs = [(reply(model, *example.turns[:-1]), example.turns[-1].text) for example in examples]
    return sum(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in pairs) / len(pairs)


def test_our_sample_is_learned_exactly_and_carries_over_to_reworded_questions(
    base_file: Path, tmp_path: Path
) -> None:
    trainer = BuiltinTrainer()
    examples = read_corpus(SAMPLES / "harbor_tone.jsonl")
    wanted = trainer.hyperparameters(WantedHyperparameters(), len(examples))
    keep = Keep(tmp_path / "tuned.npz")
    trainer.train(TrainingRun(examples, (), wanted, 1, base_file), keep, Cancellation())
    tuned, base = trainer.load(keep.path), trainer.load(base_file)
    exact = sum(reply(tuned, *example.turns[:-1]) == example.turns[-1].text for example in examples)
    assert exact >= 0.95 * len(examples)
    for name in ("harbor_tone_validation.jsonl", "harbor_tone_reworded.jsonl"):
        reworded = read_corpus(SAMPLES / name)
        assert alike(tuned, reworded) > 0.7 > 0.4 > alike(base, reworded)
