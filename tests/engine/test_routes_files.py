import pytest


def form(engine, fields, files):
    return engine.client.post("/files", data=fields, files=files)


def test_an_uploaded_file_is_described_and_comes_back_as_it_was(engine, conforms):
    content = '\ufeff{"a": "日本"}\r\n\n'.encode()
    uploaded = form(engine, {"purpose": "fine-tune"}, {"file": ("datos.jsonl", content)}).json()
    conforms(uploaded, "file")
    assert (uploaded["filename"], uploaded["bytes"]) == ("datos.jsonl", len(content))
    assert engine.client.get(f"/files/{uploaded['id']}").json() == uploaded
    assert engine.client.get(f"/files/{uploaded['id']}/content").content == content


def test_a_deleted_file_is_gone(engine, conforms):
    file_id = engine.upload()
    conforms(engine.client.delete(f"/files/{file_id}").json(), "deletion")
    assert engine.client.get(f"/files/{file_id}").status_code == 404
    assert engine.client.delete(f"/files/{file_id}").status_code == 404
    assert not (engine.data / "files" / file_id).exists()


def test_files_come_in_pages_both_ways(engine, conforms):
    made = [engine.upload() for _ in range(3)]
    newest = engine.client.get("/files", params={"limit": 2, "purpose": "fine-tune"}).json()
    conforms(newest, "files")
    assert [file["id"] for file in newest["data"]] == made[:0:-1]
    assert newest["has_more"]
    assert newest["last_id"] == made[1]
    rest = engine.client.get("/files", params={"after": made[1], "limit": 1}).json()
    assert rest["first_id"] == made[0]
    later = engine.client.get("/files", params={"after": made[0], "order": "asc"}).json()
    assert [file["id"] for file in later["data"]] == made[1:]
    assert not later["has_more"]


def test_an_empty_page_conforms(engine, conforms):
    conforms(engine.client.get("/files", params={"purpose": "batch"}).json(), "files")


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "x"}, "limit"),
        ({"order": "up"}, "order"),
        ({"after": "file-0"}, "after"),
    ],
)
def test_a_wrong_query_names_its_parameter(engine, query, param):
    answer = engine.client.get("/files", params=query)
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == param


@pytest.mark.parametrize(
    ("fields", "files", "param"),
    [
        ({"purpose": "batch"}, {"file": ("a", b"x")}, "purpose"),
        ({}, {"file": ("a", b"x")}, "purpose"),
        ({"purpose": "fine-tune", "expires_after": "1"}, {"file": ("a", b"x")}, "expires_after"),
        ({"purpose": "fine-tune"}, {"file": ("a", b"")}, "file"),
        ({"purpose": "fine-tune"}, {"other": ("a", b"x")}, "file"),
    ],
)
def test_a_wrong_form_names_its_field_and_leaves_nothing(engine, conforms, fields, files, param):
    answer = form(engine, fields, files)
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == param
    conforms(answer.json(), "error")
    assert not list((engine.data / "work").glob("upload-*"))


def test_a_file_name_is_never_a_path(engine):
    answer = form(engine, {"purpose": "fine-tune"}, {"file": ("../../etc/pass\x01wd", b"x")})
    assert answer.json()["filename"] in ("passwd", "pass%01wd")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nbroken off',
        b'--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\n' + b"x" * 10_000 + b"\r\n--b--\r\n",
    ],
)
def test_a_broken_form_is_refused(engine, conforms, body):
    answer = engine.client.post(
        "/files", content=body or b" ", headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 400
    conforms(answer.json(), "error")
