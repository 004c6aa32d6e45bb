"""Secured connections: only with a certificate that the machine trusts, and as easy to stop as others."""

import datetime as dt
import ipaddress
import ssl
import threading
import time

import pytest

from ftdesk.api.chat import stream_chat
from ftdesk.api.client import ApiClient
from ftdesk.api.errors import NotReached, UnreachedReason
from ftdesk.api.types import ChatRequest, ChatTurn, Endpoint, Secret
from ftdesk.cancellation import Cancellation
from ftdesk.errors import Cancelled

x509 = pytest.importorskip("cryptography.x509")
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A key and a certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, "ftdesk test")])
    now = dt.datetime.now(dt.UTC)
    addresses = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(addresses, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    path = tmp_path_factory.mktemp("certificate") / "both.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + signed.public_bytes(pem))
    return path


@pytest.fixture
def secured(server, certificate):
    """The scripted server behind TLS; each connection is secured by the thread that serves it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.secure_with(context)
    return server


def client_of(server, key):
    return ApiClient(Endpoint(f"https://127.0.0.1:{server.port}/v1", Secret(key)), read_attempts=1)


def test_a_certificate_that_nobody_vouches_for_is_refused_before_the_key_leaves(secured, key):
    secured.answers({})
    client = client_of(secured, key)
    with pytest.raises(NotReached) as caught:
        client.get_json("models")
    client.close()
    assert caught.value.reason is UnreachedReason.CERTIFICATE
    assert caught.value.is_definite_no
    assert secured.asked == []


@pytest.fixture
def trusted(secured, key, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    client = client_of(secured, key)
    yield client
    client.close()


def test_a_trusted_server_is_spoken_to(secured, trusted, key):
    secured.answers({"data": []})
    assert trusted.get_json("models") == {"data": []}
    assert trusted.get_json("models") == {"data": []}
    assert secured.asked[0].headers["authorization"] == f"Bearer {key}"
    assert secured.connections == 1


def test_a_secured_stream_stops_within_half_a_second_on_both_sides(secured, trusted, say):
    closed = threading.Event()
    head = say.head(Content_Type="text/event-stream")
    secured.does(lambda wire: (wire.send(head), wire.read_until_closed(), closed.set()))
    cancellation = Cancellation()
    threading.Timer(0.3, cancellation.cancel).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        list(stream_chat(trusted, ChatRequest("m", (ChatTurn("user", "hi"),)), cancellation))
    assert time.monotonic() - started < 0.8
    assert closed.wait(0.5)
