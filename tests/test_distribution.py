"""Does what is built here run elsewhere: wheel and sdist, in another folder, with no network?"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.helpers.places import ROOT

pytestmark = pytest.mark.slow
NO_NETWORK = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9", "HF_HUB_OFFLINE": "1"}
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files under version control, so that a build leaves nothing here."""
    place = tmp_path_factory.mktemp("copy")
    archive = place / "files.tar"
    subprocess.run(["git", "-C", ROOT, "archive", "-o", archive, "HEAD"], check=True)
    with tarfile.open(archive) as files:
        files.extractall(place / "project", filter="data")
    return place / "project"


def run(*command: object, cwd: Path) -> str:
    environment = {**os.environ, **NO_NETWORK}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_wheel_from_an_sdist_runs_in_another_folder(copy, tmp_path):
    sdist = "from setuptools.build_meta import build_sdist; print(build_sdist('dist'))"
    name = run(sys.executable, "-c", sdist, cwd=copy).split()[-1]
    assert name.startswith("quote_attribution-")
    built = copy / "dist" / name
    run(*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", tmp_path, built, cwd=tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        names = set(files.namelist())
    assert {"attribution/rules/en/direct.yaml", "attribution/archive/store.sql"} <= names
    assert not any(n.startswith("tests/") for n in names)
    run(*PIP, "install", "--no-deps", "--no-index", "--target", tmp_path / "there", wheel, cwd=tmp_path)
    (tmp_path / "story.txt").write_text("“We are ready,” said Ana Ruiz.\n", encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'there')!r}); import attribution; "
        f"assert attribution.__file__.startswith({str(tmp_path)!r}); "
        "from attribution.cli import main; main()"
    )
    said = run(sys.executable, "-c", program, "check", "story.txt", "--cache", "cache", cwd=tmp_path)
    assert "1 articles, 1 attributions" in said
