#!/usr/bin/env bash
# Installs what Tekseru needs: Debian packages that are missing, a virtual environment, the locked
# Python packages, the project itself. Safe to run again. `setup.sh tests` installs what only the
# tests need besides.
set -euo pipefail
cd "$(dirname "$0")"

debian_packages=(
    python3-venv
    tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd
    libgl1 libglib2.0-0                                            # OpenCV
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0           # WeasyPrint
    fonts-paratype fonts-noto-core fonts-dejavu fonts-freefont-ttf fonts-ocr-b   # specimens
    poppler-utils                                                  # the benchmark's peer
)
if [[ ${1:-} == tests ]]; then
    debian_packages+=(
        postgresql                                                 # the store is held to it as well
        chromium                                                   # the reviewers' pages are driven in it
    )
fi

missing=()
if command -v dpkg-query >/dev/null; then
    for name in "${debian_packages[@]}"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' ||
            dpkg-query -W -f '${Status}' "${name}t64" 2>/dev/null | grep -q 'ok installed' ||
            missing+=("$name")
    done
elif ! command -v tesseract >/dev/null; then
    echo "This is not a Debian system. Install what these Debian packages hold, then run again:" >&2
    printf '  %s\n' "${debian_packages[@]}" >&2
    exit 5
fi
if ((${#missing[@]})); then
    echo "Installing Debian packages: ${missing[*]}"
    as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || {
            echo "Run as root, or install them yourself: apt-get install ${missing[*]}" >&2
            exit 5
        }
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
fi

python=""
for candidate in python3.11 python3 python3.12 python3.13; do
    if command -v "$candidate" >/dev/null &&
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[[ -n $python ]] || { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv" >&2; exit 5; }

[[ -x .venv/bin/python ]] || "$python" -m venv .venv
if ! .venv/bin/python -c 'import sys' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
fi
if ! cmp -s requirements.lock .venv/installed.lock; then
    echo "Installing Python packages (about 1.2 GB, some minutes the first time)"
    # --no-deps: the lock is complete; one package asks for a second build of OpenCV in the same place.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
        -r requirements.lock
    cp requirements.lock .venv/installed.lock
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/python -m pipeline.ocr.backbone ||
    echo "The line recogniser is not set up: pages will be read with Tesseract alone." >&2
# Where Python is told to write no bytecode, every start would translate the program again (0.8 s).
.venv/bin/python -m compileall -q pipeline extractors validators flows console
