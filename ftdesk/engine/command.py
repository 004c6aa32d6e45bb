"""`ftdesk engine --data DIR [--port N] [--exit-with-stdin]`: the local provider as a process of its own.

On standard output there is one JSON line, printed when requests are answered. Exit status 0 after a signal or
the end of standard input; with a sentence on standard error 3 when another engine works in the folder, 2 when
the engine cannot start for another reason.
"""

import argparse
import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from ftdesk.engine.context import Context
from ftdesk.engine.data_directory import DataDirectory
from ftdesk.engine.errors import EngineUnusable, FolderInUse
from ftdesk.engine.job_queue import JobQueue
from ftdesk.engine.models import Models
from ftdesk.engine.moderation import load_word_list
from ftdesk.engine.server import build_application
from ftdesk.engine.serving import LOOPBACK, EngineServer, bind_loopback
from ftdesk.engine.store.store import Store
from ftdesk.engine.trainers.builtin import BuiltinTrainer
from ftdesk.engine.trainers.interface import Trainer
from ftdesk.resource_files import resource_directory

UNUSABLE = 2
IN_USE = 3


def run_engine(arguments: list[str], trainers: Sequence[Trainer] = (BuiltinTrainer(),)) -> int:
    """Serve until told to end; returns the exit status."""
    options = _parser().parse_args(arguments)
    directory = DataDirectory(options.data)
    try:
        directory.open()
        _serve(directory, options.port, trainers, exit_with_stdin=options.exit_with_stdin)
    except EngineUnusable as error:
        sys.stderr.write(f"ftdesk engine: {error}\n")
        return IN_USE if isinstance(error, FolderInUse) else UNUSABLE
    finally:
        directory.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ftdesk engine", description="Serve local fine-tuning on this machine in OpenAI's wire format."
    )
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="where files, jobs and models are kept"
    )
    parser.add_argument(
        "--port", type=_port, default=0, metavar="N", help="the port to use (default: a free one)"
    )
    parser.add_argument(
        "--exit-with-stdin",
        action="store_true",
        help="end when standard input closes, as it does when a parent dies",
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 2**16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _serve(
    directory: DataDirectory, wanted_port: int, trainers: Sequence[Trainer], *, exit_with_stdin: bool
) -> None:
    listener = bind_loopback(wanted_port)
    port = listener.getsockname()[1]
    store = Store(directory)
    models = Models(trainers, store.models, directory.base)
    queue = JobQueue(store, models)
    words = load_word_list(resource_directory() / "engine" / "moderation.toml")
    context = Context(store, models, queue, words)
    token = directory.write_token()

    def ready() -> None:
        queue.start()
        line = {"base_url": f"http://{LOOPBACK}:{port}/v1", "token_file": str(directory.token_file)}
        try:
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
        except OSError:  # whoever started the engine is gone already
            server.end()

    server = EngineServer(build_application(context, port=port, token=token), ready, context.stopping.set)
    if exit_with_stdin:
        threading.Thread(target=_watch_stdin, args=(server.end,), name="watch-stdin", daemon=True).start()
    try:
        server.run(sockets=[listener])
    finally:
        queue.stop()
        store.close()


def _watch_stdin(end: Callable[[], None]) -> None:
    # os.read takes no lock of sys.stdin, which the interpreter would wait for at its end.
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass  # no standard input at all is a closed one
    end()
