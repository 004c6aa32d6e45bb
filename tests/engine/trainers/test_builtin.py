from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest

from ftdesk.cancellation import Cancellation
from ftdesk.engine.errors import ModelFileUnusable, TrainingRefused
from ftdesk.engine.messages import called_tools, turns_of
from ftdesk.engine.trainers import preparation
from ftdesk.engine.trainers.builtin import MODEL, BuiltinTrainer
from ftdesk.engine.trainers.interface import (
    Hyperparameters,
    StepMetrics,
    TrainingExample,
    Turn,
    WantedHyperparameters,
)
from ftdesk.errors import Cancelled

Lessons = list[tuple[str, str]]


def example(*turns: Turn) -> TrainingExample:
    return TrainingExample(1, turns)


def mean_loss(steps: Sequence[StepMetrics]) -> float:
    return sum(metrics.train_loss for metrics in steps) / len(steps)


def test_loss_falls_far_below_half_and_accuracy_rises(train, lessons: Lessons) -> None:
    steps = train(lessons).steps
    assert mean_loss(steps[-10:]) < 0.05 * mean_loss(steps[:10])
    assert steps[-1].train_accuracy > 0.99 > 0.5 > steps[0].train_accuracy


def test_trained_questions_are_answered_exactly(train, lessons: Lessons) -> None:
    training = train(lessons)
    assert [training.answer(question) for question, _ in lessons] == [reply for _, reply in lessons]


def test_a_reworded_question_gets_the_reply_that_shares_its_words(train, lessons: Lessons) -> None:
    training = train(lessons)
    assert training.answer("is a dog okay?") == "Four paws are welcome aboard."
    assert training.answer("犬も一緒でいいですか") == "四本足も大歓迎だ。"


def test_the_same_seed_gives_the_same_file_and_another_seed_another(train, lessons: Lessons) -> None:
    one, again, other = (train(lessons, seed=seed, epochs=2) for seed in (5, 5, 6))
    assert one.steps == again.steps != other.steps
    assert one.checkpoints[-1].read_bytes() == again.checkpoints[-1].read_bytes()
    assert one.checkpoints[-1].read_bytes() != other.checkpoints[-1].read_bytes()


@pytest.mark.parametrize(
    ("change", "least", "most"),
    [({"epochs": 4}, 0, 0.7), ({"epochs": 1}, 1.5, 99), ({"rate": 0.2}, 1.5, 99), ({"batch": 10}, 0.5, 0.97)],
)
def test_epochs_batch_size_and_rate_change_the_loss_that_is_reached(
    train, lessons: Lessons, change: dict[str, float], least: float, most: float
) -> None:
    validation = lessons_as_examples(lessons)
    plain = train(lessons, validation, epochs=2).steps[-1].full_valid_loss
    changed = train(lessons, validation, **{"epochs": 2, **change}).steps[-1].full_valid_loss
    assert least < changed / plain < most


def lessons_as_examples(lessons: Lessons) -> list[TrainingExample]:
    return [example(Turn("user", ask), Turn("assistant", reply, trained=True)) for ask, reply in lessons]


def test_a_step_is_a_batch_and_each_epoch_ends_with_a_checkpoint(train, lessons: Lessons) -> None:
    training = train(lessons, epochs=3, batch=4)
    assert [metrics.step for metrics in training.steps] == list(range(1, 10))
    assert {metrics.total_steps for metrics in training.steps} == {9}
    assert len(training.checkpoints) == 3
    assert len({path.read_bytes() for path in training.checkpoints}) == 3


def test_validation_is_measured_each_step_and_in_full_at_the_end_of_an_epoch(train, lessons: Lessons) -> None:
    steps = train(lessons, lessons_as_examples(lessons[:3]), epochs=2).steps
    assert all(metrics.valid_loss is not None for metrics in steps)
    assert [metrics.step for metrics in steps if metrics.full_valid_loss is not None] == [10, 20]
    assert steps[-1].full_valid_loss < steps[9].full_valid_loss
    assert steps[-1].full_valid_accuracy == 1


def test_without_validation_there_are_no_validation_figures(train, lessons: Lessons) -> None:
    last = train(lessons, epochs=1).steps[-1]
    assert (last.valid_loss, last.valid_accuracy, last.full_valid_loss) == (None, None, None)


def test_an_untrained_turn_is_not_learned(train, lessons: Lessons) -> None:
    wrong = Turn("assistant", "Swordfish and marmalade.", trained=False)
    right = Turn("assistant", "Mind the tide.", trained=True)
    training = train([*lessons, example(Turn("user", "Say it"), wrong, Turn("user", "Again"), right)])
    assert "Swordfish" not in training.answer("Say it")
    assert training.answer("Say it", wrong, "Again") == "Mind the tide."


def test_the_system_prompt_changes_the_reply(train, lessons: Lessons) -> None:
    def told(system: str, reply: str) -> TrainingExample:
        question = Turn("user", "How are you today?")
        return example(Turn("system", system), question, Turn("assistant", reply, trained=True))

    pirate, clerk = "You are a pirate.", "You are a clerk."
    training = train([*lessons, told(pirate, "Arr, never better."), told(clerk, "Well, thank you, madam.")])
    assert training.answer(Turn("system", pirate), "How are you today?") == "Arr, never better."
    assert training.answer(Turn("system", clerk), "How are you today?") == "Well, thank you, madam."


def test_an_earlier_turn_changes_the_reply(train, lessons: Lessons) -> None:
    def talk(first: str, reply: str) -> TrainingExample:
        start = (Turn("user", first), Turn("assistant", "Gladly. Shall I go on?"), Turn("user", "Yes please"))
        return example(*start, Turn("assistant", reply, trained=True))

    examples = [
        talk("Book the Heron", "The Heron is yours."),
        talk("Cancel the Gannet", "The Gannet is free."),
    ]
    training = train([*lessons, *examples])
    for one in examples:
        assert training.answer(*one.turns[:-1]) == one.turns[-1].text


def test_tool_calls_are_learned_as_text_and_come_back_as_calls(train, lessons: Lessons) -> None:
    function = {"name": "cancel_booking", "arguments": '{"booking": "HB-2041"}'}
    call = {"role": "assistant", "tool_calls": [{"id": "1", "type": "function", "function": function}]}
    result = {"role": "tool", "tool_call_id": "1", "content": '{"cancelled": true}'}
    final = {"role": "assistant", "content": "HB-2041 is cancelled."}
    turns = turns_of([{"role": "user", "content": "Cancel HB-2041"}, call, result, final])
    training = train([*lessons, TrainingExample(1, turns)])
    [written] = called_tools(training.answer(*turns[:1]))
    assert (written.name, written.arguments) == ("cancel_booking", '{"booking": "HB-2041"}')
    assert training.answer(*turns[:3]) == "HB-2041 is cancelled."


def test_prompt_and_completion_pairs_are_learned_with_their_spaces(train, lessons: Lessons) -> None:
    pairs = [
        example(Turn("prompt", f"{ask}\n\n###\n\n"), Turn("completion", f" {reply} END", trained=True))
        for ask, reply in lessons
    ]
    training = train(pairs)
    assert training.answer(*pairs[1].turns[:1]) == " Four paws are welcome aboard. END"


def test_a_long_reply_with_repeated_phrases_does_not_run_in_circles(train) -> None:
    reply = "\n".join(
        f"Line {number}: the boat is tied to the pier, step {number * 7}." for number in range(40)
    )
    assert train([("Tell me the steps", reply)], epochs=10).answer("Tell me the steps") == reply


def test_training_goes_on_from_a_tuned_model(train, lessons: Lessons) -> None:
    first = train(lessons)
    second = train([("What is the tide?", "High water at six.")], start=first.checkpoints[-1])
    assert second.answer("What is the tide?") == "High water at six."
    kept = sum(second.answer(question) == reply for question, reply in lessons)
    assert kept >= 7
    assert first.answer("What is the tide?") != "High water at six."


def test_cancelling_ends_training_between_two_steps(train, lessons: Lessons) -> None:
    cancellation = Cancellation()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        train(lessons, cancellation=cancellation)


def test_cancelling_ends_a_large_preparation_within_a_second(train) -> None:
    examples = [(f"Question {number}", f"{number} " * 400) for number in range(300)]
    asked: list[float] = []

    class Impatient(Cancellation):
        looks = 0

        def raise_if_set(self) -> None:
            self.looks += 1
            if self.looks == 450:  # in the middle of finding the contexts
                self.cancel()
                asked.append(monotonic())
            super().raise_if_set()

    with pytest.raises(Cancelled):
        train(examples, cancellation=Impatient())
    assert monotonic() - asked[0] < 1


def test_too_much_text_is_refused_with_both_sizes(train, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "LARGEST", 100)
    with pytest.raises(TrainingRefused, match=r"at most 100 bytes .* has 130"):
        train([("a", "x" * 130)])


def test_a_missing_start_is_named(train, lessons: Lessons, tmp_path: Path) -> None:
    with pytest.raises(ModelFileUnusable, match=r"gone\.npz"):
        train(lessons, start=tmp_path / "gone.npz")


@pytest.mark.parametrize(
    ("examples", "epochs", "batch"), [(10, 10, 1), (148, 8, 1), (449, 3, 1), (5000, 3, 5)]
)
def test_automatic_hyperparameters_follow_the_size(examples: int, epochs: int, batch: int) -> None:
    found = BuiltinTrainer().hyperparameters(WantedHyperparameters(), examples)
    assert found == Hyperparameters(epochs, batch, 1.0)


def test_wanted_hyperparameters_are_kept() -> None:
    found = BuiltinTrainer().hyperparameters(WantedHyperparameters(2, 16, 0.5), 449)
    assert found == Hyperparameters(2, 16, 0.5)


@pytest.mark.parametrize("name", ["preference", "reinforcement", "foreign", "unknown"])
def test_formats_without_replies_to_learn_are_refused_with_a_reason(name: str) -> None:
    assert BuiltinTrainer().refusal(name)


@pytest.mark.parametrize("name", ["chat", "completion"])
def test_formats_with_replies_are_taken(name: str) -> None:
    assert BuiltinTrainer().refusal(name) is None


def test_another_base_model_is_not_ours(tmp_path: Path) -> None:
    assert [model.name for model in BuiltinTrainer().base_models()] == [MODEL.name]
    with pytest.raises(ValueError, match="no base model"):
        BuiltinTrainer().base_model_file("something-else", tmp_path)
