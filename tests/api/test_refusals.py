"""Error answers of every shape."""

import json

import pytest

from ftdesk.api import errors
from ftdesk.api.refusals import error_from, raise_error_inside


def refused(status, value, **headers):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return error_from(status, headers, body)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.Refused),
        (401, errors.KeyRejected),
        (402, errors.QuotaExhausted),
        (403, errors.NotAllowed),
        (404, errors.NotFound),
        (413, errors.Refused),
        (429, errors.TooManyRequests),
        (500, errors.ServerFailed),
        (503, errors.ServerFailed),
    ],
)
def test_each_status_has_its_failure(status, kind):
    assert type(refused(status, {})) is kind


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"error": {"message": "no", "type": "t", "param": None, "code": None}}, "no"),
        ({"error": "no"}, "no"),
        ({"detail": "no"}, "no"),
        ({"detail": [{"loc": ["body"], "msg": "a"}, {"msg": "b"}]}, "a; b"),
        ({"detail": {"message": "no"}}, "no"),
        ({"message": "no"}, "no"),
        ({"error": {"message": {"deep": 1}}}, ""),
        ({"error": None}, ""),
        ([], ""),
        (b"plain words", ""),
        (b"", ""),
        (b"\xff\xfe", ""),
    ],
)
def test_the_servers_words_are_found(answer, message):
    assert refused(400, answer).message == message


def test_code_param_and_request_id_are_kept():
    fields = {"message": "m", "code": "invalid_n_examples", "param": "training_file"}
    error = refused(400, {"error": fields}, **{"x-request-id": "req-1"})
    assert (error.code, error.param, error.request_id) == ("invalid_n_examples", "training_file", "req-1")


def test_an_empty_account_is_not_a_matter_of_waiting():
    error = refused(429, {"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}})
    assert type(error) is errors.QuotaExhausted


def test_too_many_requests_tells_how_long_to_wait():
    assert refused(429, {}, **{"retry-after": "7"}).retry_after == 7.0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (403, errors.AnswerUnusable),
        (404, errors.AnswerUnusable),
        (511, errors.AnswerUnusable),
        (401, errors.KeyRejected),
        (413, errors.Refused),
        (429, errors.TooManyRequests),
        (502, errors.ServerFailed),
    ],
)
def test_a_web_page_is_believed_only_where_it_means_the_same(status, kind):
    assert type(refused(status, b"<html>blocked</html>")) is kind


def test_long_answers_are_cut():
    error = refused(400, {"error": {"message": "m" * 1_000_000}})
    assert len(error.message) == 2_000
    assert len(error.body) == 16_000


def test_the_text_of_a_failure_holds_nothing_from_outside():
    error = refused(400, {"error": {"message": "prompt text", "code": "prompt code"}})
    assert "prompt" not in f"{error}{error!r}"


@pytest.mark.parametrize("healthy", [{}, {"error": None}, {"error": {}}, {"error": ""}])
def test_an_empty_error_is_none(healthy):
    raise_error_inside(healthy)


@pytest.mark.parametrize("error", ["no", {"message": "no"}])
def test_an_error_under_a_good_status_is_raised(error):
    with pytest.raises(errors.Refused) as caught:
        raise_error_inside({"error": error})
    assert caught.value.message == "no"


def test_a_status_told_inside_counts():
    with pytest.raises(errors.TooManyRequests):
        raise_error_inside({"error": {"message": "slow down", "code": 429}})
