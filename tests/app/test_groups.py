"""Several groups on one server, made by the operator's command; each is blind to the others."""

import re
from pathlib import Path

from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.conftest import ADDRESS
from tests.props.server import command


def joined(client: TestClient, said: str, email: str) -> None:
    """Use the invitation that the command printed."""
    key = re.search(r"/invitations/([\w-]+)", said)
    assert key
    chosen = {"email": email, "password": "apples under the table"}
    assert client.post(f"/invitations/{key[1]}", data=chosen).status_code == 303


def test_the_operator_makes_groups_that_know_nothing_of_each_other(tmp_path: Path) -> None:
    data = tmp_path / "data"
    made = {name: command(data, "group", f"{name} cooks", "--worker", worker).stdout for name, worker in GROUPS.items()}
    assert "Priya opens http://127.0.0.1:8000/invitations/" in made["Tuesday"]
    settings = Settings(data=data, photo_processes=1)
    with TestClient(create_app(settings), base_url=ADDRESS, follow_redirects=False) as priya:
        joined(priya, made["Tuesday"], "priya@example.org")
        priya.post("/people", data={"names": "Sam"})
        priya.post("/boards", data={"title": "Suppers"})
        page = priya.get("/record").text
        assert "The person who runs the computer made the group." in page
        priya.post("/sign-out")
        joined(priya, made["Friday"], "dev@example.org")
        seen = "".join(priya.get(address).text for address in ("/", "/people", "/record", "/recipes", "/links", "/bin"))
        assert "Friday cooks" in seen
        assert not re.search("Sam|Suppers|Priya|Tuesday", seen)


GROUPS = {"Tuesday": "Priya", "Friday": "Dev"}


def test_the_code_of_the_first_start_opens_nothing_once_there_is_a_group(tmp_path: Path) -> None:
    data = tmp_path / "data"
    code = re.search(r"/setup\?code=([\w-]+)", command(data, "setup").stdout)
    assert code
    command(data, "group", "Tuesday cooks", "--worker", "Priya")
    thief = {"code": code[1], "group": "Mine", "name": "Mal", "email": "mal@example.org"}
    with TestClient(create_app(Settings(data=data, photo_processes=1)), base_url=ADDRESS) as client:
        assert client.get(f"/setup?code={code[1]}").status_code == 404
        assert client.post("/setup", data={**thief, "password": "apples under the table"}).status_code == 404


def test_a_worker_who_forgot_gets_an_address_from_the_operator(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = command(data, "group", "Tuesday cooks", "--worker", "Priya").stdout
    settings = Settings(data=data, photo_processes=1)
    with TestClient(create_app(settings), base_url=ADDRESS, follow_redirects=False) as client:
        joined(client, first, "priya@example.org")
        said = command(data, "invite", "Priya@example.org").stdout
        joined(client, said, "priya@example.org")
        assert "The person who runs the computer made an invitation for Priya." in client.get("/record").text


def test_what_the_operator_got_wrong_is_said_and_makes_nothing(tmp_path: Path) -> None:
    ended = command(tmp_path / "data", "group", "", "--worker", "")
    assert ended.exit_code == 1
    assert ended.stderr.splitlines() == ["Type the name of your group.", "Type a name."]
    ended = command(tmp_path / "data", "invite", "nobody@example.org")
    assert (ended.exit_code, ended.stderr) == (1, "There is no such support worker.\n")
    # Still the first start: there is no group.
    assert "/setup?code=" in command(tmp_path / "data", "setup").stdout
