"""Where what the extra brings is not there, does the command say so?"""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from typer.testing import CliRunner

from attribution.cli import app


@pytest.mark.skipif(find_spec("ray") is not None, reason="the extra is installed")
def test_the_error_names_the_extra(tmp_path):
    done = CliRunner().invoke(app, ["archive", "extract", str(tmp_path), "--out", str(tmp_path / "out")])
    assert done.exit_code == 2 and "archive-missing: ray" in done.output and "extra `archive`" in done.output
