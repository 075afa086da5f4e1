# Tekseru in a container: not root, nothing writable but the mounted folders and /tmp.
#
#   docker build -t tekseru .
#   docker run --rm --read-only --network none --cap-drop ALL --security-opt no-new-privileges \
#     --tmpfs /tmp:size=2g,mode=1777 --shm-size 1g --memory 8g --pids-limit 512 \
#     -v tekseru-data:/data -v /srv/inbox:/inbox:ro -v /srv/reports:/reports \
#     tekseru batch /inbox --out /reports
#
# Pin the base by digest where images are built for use: --build-arg BASE=debian@sha256:…
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        python3 python3-venv libgl1 libglib2.0-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/tekseru
RUN python3 -m venv .venv
COPY requirements.lock ./
# What is not in the lock with its hash is not installed.
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps \
        --require-hashes -r requirements.lock
COPY . .
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps \
        --no-build-isolation -e . \
    && .venv/bin/python -m pipeline.ocr.backbone \
    && .venv/bin/python -m supply_chain licences \
    && .venv/bin/python -m supply_chain sbom > sbom.cdx.json \
    && .venv/bin/python -m compileall -q pipeline extractors validators flows console

FROM ${BASE}
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        python3 tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng tesseract-ocr-osd \
        libgl1 libglib2.0-0 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 tekseru \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin tekseru \
    && install -d -o 10001 -g 10001 -m 0700 /data /inbox /reports
# Owned by root: the program cannot change itself.
COPY --from=build /opt/tekseru /opt/tekseru
ENV PATH=/opt/tekseru/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/data \
    TEKSERU_DATA_FOLDER=/data \
    TEKSERU_INBOX=/inbox \
    TEKSERU_REPORTS=/reports
USER 10001:10001
WORKDIR /data
VOLUME ["/data", "/reports"]
ENTRYPOINT ["tekseru"]
CMD ["doctor"]
