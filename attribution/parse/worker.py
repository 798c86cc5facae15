"""A process that opens the models once, and the workers that fork from it: they share its memory, and another
is born in no time when one has died.

``pool`` starts it and speaks with it through a socket. First come the packs and the step that follows a
parse; then, for each worker wanted, None and the socket on which it is to work; and for each worker whose
end is to be told, its process number. When the pool's end closes, whatever the reason, all workers end in
the middle of their work.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle

from attribution.budget import limited
from attribution.parse.annotator import Annotator
from attribution.parse.model_pack import Pack, PackError
from attribution.parse.outcome import Step, again, parse


def main(handle: int) -> None:
    """Serves the pool at the other end of a socket until that is closed."""
    pool: Connection = Connection(handle)
    packs: list[Pack]
    step: Step | None
    packs, step = pool.recv()
    annotators = {pack.language: Annotator(pack) for pack in packs}
    try:
        for annotator in annotators.values():
            annotator.open()
    except PackError as error:
        pool.send((error.code, str(error), error.next))
        return
    pool.send(None)
    gc.collect()
    gc.freeze()  # so that collecting does not write to pages that the workers share
    raise_workers(pool, annotators, step)


def raise_workers(pool: Connection, annotators: Mapping[str, Annotator], step: Step | None) -> None:
    """Forks workers as the pool asks for them, and tells how they ended."""
    children: set[int] = set()
    try:
        while True:
            ended: int | None = pool.recv()
            if ended is None:
                children.add(child := _fork(pool, annotators, step))
                pool.send(child)
            else:
                pool.send(os.waitstatus_to_exitcode(os.waitpid(ended, 0)[1]))
                children.discard(ended)
    except (EOFError, ConnectionError):
        pass  # the pool is gone
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _fork(pool: Connection, annotators: Mapping[str, Annotator], step: Step | None) -> int:
    """A new worker on the socket that the pool sends."""
    handle = recv_handle(pool)
    child = os.fork()
    if child:
        os.close(handle)
        return child
    try:
        pool.close()
        work(Connection(handle), annotators, step)
    finally:
        os._exit(0)


def work(pool: Connection, annotators: Mapping[str, Annotator], step: Step | None) -> None:
    """Parses the articles that come without a parse, and takes the step on each, one after another."""
    try:
        while True:
            article, data, budget = pool.recv()
            with limited(budget):
                if data is not None and step:
                    outcome = again(data, article, step)
                else:
                    outcome = parse(annotators[article.language], article, step)
            pool.send(outcome)
    except (EOFError, ConnectionError):
        pass  # the pool is gone
