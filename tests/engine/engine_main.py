"""The engine process of the tests: as `ftdesk engine`, with the echo trainer beside the built-in one."""

import sys

from echo_trainer import EchoTrainer

from ftdesk.engine.command import run_engine
from ftdesk.engine.trainers.builtin import BuiltinTrainer

if __name__ == "__main__":
    sys.exit(run_engine(sys.argv[1:], (BuiltinTrainer(), EchoTrainer())))
