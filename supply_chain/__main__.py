"""`python -m supply_chain sbom` prints the list of parts, `licences` checks them; both offline."""

import json
import sys

from supply_chain.licences import refused
from supply_chain.lock import LOCK, packages_of
from supply_chain.sbom import bill_of_materials

USAGE = "python -m supply_chain sbom | licences\n"


def main(arguments: list[str]) -> int:
    """The exit code: 1 where a licence is refused, 3 for wrong arguments."""
    content = LOCK.read_bytes()
    packages = packages_of(content.decode("utf-8"))
    if arguments == ["sbom"]:
        made = bill_of_materials(packages, content)
        sys.stdout.write(json.dumps(made, indent=2, ensure_ascii=False) + "\n")
        return 0
    if arguments == ["licences"]:
        found = refused(packages)
        for package in found:
            said = " ".join(filter(None, (package.licence, package.why)))
            sys.stderr.write(f"{package.name}: {said}\n")
        return 1 if found else 0
    sys.stderr.write(USAGE)
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
