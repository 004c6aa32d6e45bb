def test_base_and_tuned_models_are_listed(engine, conforms, tuned):
    listed = engine.client.get("/models").json()
    for model in listed["data"]:
        conforms(model, "model")
    names = [model["id"] for model in listed["data"]]
    assert names[:2] == ["ftdesk-replies-1", "echo-1"]
    assert tuned["fine_tuned_model"] in names
    assert not [name for name in names if ":ckpt-step-" in name]


def test_a_checkpoint_can_be_retrieved(engine, conforms, tuned):
    model = engine.client.get(f"/models/{tuned['fine_tuned_model']}:ckpt-step-3").json()
    conforms(model, "model")
    assert model["owned_by"] == "local"


def test_an_unknown_model_is_not_found(engine, conforms):
    for answer in (engine.client.get("/models/none"), engine.chat("hi", model="none")):
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "model_not_found"
        conforms(answer.json(), "error")


def test_a_deleted_model_is_gone_with_its_checkpoints(engine, conforms):
    job = engine.train()
    name = job["fine_tuned_model"]
    engine.chat("hi", model=name)
    conforms(engine.client.delete(f"/models/{name}").json(), "deletion")
    assert engine.chat("hi", model=name).status_code == 404
    assert engine.client.get(f"/models/{name}:ckpt-step-3").status_code == 404
    assert not list((engine.data / "models").glob(f"{job['id']}*"))


def test_a_deleted_checkpoint_leaves_the_model(engine):
    name = engine.train()["fine_tuned_model"]
    assert engine.client.delete(f"/models/{name}:ckpt-step-6").status_code == 200
    assert engine.chat("hi", model=name).status_code == 200


def test_a_base_model_cannot_be_deleted(engine, conforms):
    answer = engine.client.delete("/models/echo-1")
    assert answer.status_code == 403
    conforms(answer.json(), "error")


def test_a_damaged_model_is_a_clear_failure(engine, conforms):
    job = engine.train()
    for path in (engine.data / "models").glob(f"{job['id']}*"):
        path.write_text("broken")
    answer = engine.chat("hi", model=job["fine_tuned_model"])
    assert answer.status_code == 500
    conforms(answer.json(), "error")
    assert "cannot be loaded" in answer.json()["error"]["message"]
