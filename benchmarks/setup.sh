#!/usr/bin/env bash
# Installs what only the benchmark needs: OCRmyPDF and plots beside the project, PassportEye in an
# environment of its own (it brings another package under the name pdfminer).
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for name in ghostscript unpaper poppler-utils; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
done
if ((${#missing[@]})); then
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" >/dev/null
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
    -r requirements-bench.lock
[[ -x .venv-passporteye/bin/python ]] || .venv/bin/python -m venv .venv-passporteye
.venv-passporteye/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
    --require-hashes -r benchmarks/passporteye.lock
