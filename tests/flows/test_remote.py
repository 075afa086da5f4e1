"""An inbox in a store of objects, spoken to as S3: the results of a folder, nothing read twice."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows import keys
from flows.inbox import Entry, packages_of, settled
from flows.remote import RemotePackage, StoredObject, address_of, fetched
from pipeline import temporary
from pipeline.errors import BadArgumentsError, InputUnopenableError
from tests.flows.office import Office, letter

BUCKET = "inbox-of-tests"
SEPARATE = {"A-1": "бір", "A-2": "екі", "A-3": "үш"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on this machine that answers as S3 does."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    served = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    served.start()
    host, port = served.get_host_and_port()
    yield f"http://{host}:{port}"
    served.stop()


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The file system of an empty bucket."""
    import s3fs

    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    made = s3fs.S3FileSystem()
    made.mkdir(BUCKET)
    yield made
    made.rm(BUCKET, recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    known = keys.own_files()
    monkeypatch.setattr(keys, "own_files", lambda: known)
    return Office(tmp_path)


def send(store: Any, office: Office, *names: str) -> None:
    """Put packages of an office's folder into the bucket."""
    for name in names:
        store.put(str(office.inbox / name), f"{BUCKET}/autumn/{name}", recursive=True)


def run(office: Office) -> dict[str, Entry]:
    """A batch over the bucket."""
    from flows import batch
    from tests.flows.office import by_threads

    office.read.clear()
    done = batch.run(
        f"s3://{BUCKET}/autumn",
        office.out,
        office.settings,
        lambda: None,
        verify=office.verify,
        work=by_threads,
    )
    return {entry.package: entry for entry in done.entries}


def test_inbox_in_s3_gives_the_results_of_the_same_folder(
    office: Office, store: Any, tmp_path: Path
) -> None:
    for name, seed in SEPARATE.items():
        office.put(name, *letter(seed))
    send(store, office, *SEPARATE)
    entries = run(office)
    assert {name: str(entry.outcome) for name, entry in entries.items()} == dict.fromkeys(
        SEPARATE, "failed"
    )
    assert all((office.out / name / "result.json").exists() for name in SEPARATE)

    beside = Office(tmp_path / "folder")
    for name, seed in SEPARATE.items():
        beside.put(name, *letter(seed))
    beside.run()
    told = {name: kept["findings"] for name, kept in beside.results().items()}
    kept = office.results(f"s3://{BUCKET}/autumn")
    assert {name: found["findings"] for name, found in kept.items()} == told

    # Unchanged objects are not fetched again, changed and new ones are.
    assert all(entry.unchanged for entry in run(office).values())
    assert office.read == []
    changed = Office(tmp_path / "changed")
    changed.put("A-2", *letter("жаңа"))
    changed.put("A-4", *letter("төрт"))
    send(store, changed, "A-2", "A-4")
    entries = run(office)
    assert sorted(office.read) == ["A-2", "A-4"]
    assert [name for name, entry in entries.items() if entry.unchanged] == ["A-1", "A-3"]


def test_originals_of_objects_are_kept_and_copies_are_not(office: Office, store: Any) -> None:
    office.put("A-1", *letter("бір"))
    send(store, office, "A-1")
    run(office)
    originals = (office.settings.data_folder / "originals").rglob("*")
    assert len([path for path in originals if path.is_file()]) == 2
    (package,) = packages_of(f"s3://{BUCKET}/autumn")
    assert isinstance(package, RemotePackage)
    with fetched(package, 100_000) as copy:
        assert copy.is_relative_to(temporary.home())
        assert (copy / "letter.txt").is_file()
    assert list(temporary.home().rglob("letter.txt")) == []


def test_objects_that_arrive_meanwhile_let_their_package_wait(office: Office, store: Any) -> None:
    office.put("A-1", *letter("бір"))
    office.put("A-2", *letter("екі"))
    send(store, office, "A-1", "A-2")
    growing, still = packages_of(f"s3://{BUCKET}/autumn")
    (office.inbox / "A-1" / "late.txt").write_text("late")

    def meanwhile(_: float) -> None:
        store.put(str(office.inbox / "A-1" / "late.txt"), f"{BUCKET}/autumn/A-1/late.txt")

    assert settled([growing, still], 60.0, meanwhile) == {still}


def test_zip_files_are_packages_and_hidden_objects_are_none(store: Any) -> None:
    for place in ("A-1.zip", "A-2/letter.txt", ".trash/x.txt", "notes.txt"):
        store.pipe_file(f"{BUCKET}/autumn/{place}", b"PK\x05\x06" + bytes(18))
    packages = packages_of(f"s3://{BUCKET}/autumn/")
    assert [package.name for package in packages] == ["A-1.zip", "A-2"]
    assert isinstance(packages[0], RemotePackage)
    with fetched(packages[0], 1000) as copy:
        assert (copy.name, copy.is_file()) == ("A-1.zip", True)


@pytest.mark.parametrize("place", ["../../escaped", "a/../../b", "a\\b", "."])
def test_object_whose_name_leads_out_of_the_package_is_refused(place: str) -> None:
    package = RemotePackage(f"s3://{BUCKET}/autumn/A-1", (StoredObject(place, 1, "tag", 0),))
    with pytest.raises(InputUnopenableError, match="leads out"), fetched(package, 1000):
        pass


def test_package_too_large_is_refused_before_it_is_fetched(store: Any) -> None:
    store.pipe_file(f"{BUCKET}/autumn/A-1/scan.bin", bytes(2000))
    (package,) = packages_of(f"s3://{BUCKET}/autumn")
    assert isinstance(package, RemotePackage)
    with pytest.raises(InputUnopenableError, match="larger"), fetched(package, 1000):
        pass


def test_inbox_that_is_not_there_is_told(store: Any) -> None:
    with pytest.raises(InputUnopenableError, match="no such inbox"):
        packages_of(f"s3://{BUCKET}/no-such-place")
    with pytest.raises(BadArgumentsError, match="no kind"):
        packages_of("gopher://host/inbox")


def test_addresses_are_told_from_folders() -> None:
    assert address_of("s3://bucket/inbox/") == "s3://bucket/inbox"
    # A path made of an address has lost a slash.
    assert address_of(Path("s3://bucket/inbox")) == "s3://bucket/inbox"
    assert address_of("/srv/inbox") is None
    assert address_of("inbox") is None
