"""Is a flag handed on to a command or a server, and is it told where neither takes it?"""

from __future__ import annotations

import shlex
import sys

import pytest

from attribution.watch.on_flag import NotHandedOn, Receiver
from tests.helpers.server import page, serving


def test_a_server_gets_the_line():
    got = []

    def take(handler):
        got.append((handler.command, handler.rfile.read(int(handler.headers["Content-Length"]))))
        page(b"")(handler)

    def fail(handler):
        got.append(handler.rfile.read(int(handler.headers["Content-Length"])))
        handler.send_error(503)

    with serving({"/hook": take, "/down": fail}) as server:
        Receiver(f"{server}/hook")('{"id": "é"}')
        with pytest.raises(NotHandedOn, match="503"):
            Receiver(f"{server}/down")("{}")
        with pytest.raises(NotHandedOn, match="404"):
            Receiver(f"{server}/nowhere")("{}")
    assert got == [("POST", '{"id": "é"}'.encode()), *4 * [b"{}"]]


def test_a_command_gets_the_line_on_its_standard_input_and_no_shell_sees_it(tmp_path):
    out = tmp_path / "a; touch b"
    keep = shlex.join([sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write(input())", str(out)])
    Receiver(keep)('{"id": "$(touch c)"}')
    assert out.read_text() == '{"id": "$(touch c)"}' and [p.name for p in tmp_path.iterdir()] == [out.name]
    for command in ("false", str(tmp_path / "nowhere"), "'"):
        with pytest.raises(NotHandedOn):
            Receiver(command)("{}")
