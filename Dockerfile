# syntax=docker/dockerfile:1
# Two stages: the first installs, the second has only what runs. Nothing without a hash is fetched.

FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_PYTHON=/opt/paradnaya/bin/python
WORKDIR /src
RUN python -m venv --without-pip /opt/paradnaya
COPY requirements.lock ./
RUN pip install --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bots bots
COPY core core
COPY dialogs dialogs
COPY storage storage
RUN pip install --no-deps --no-build-isolation --no-index .

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Парадная" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin paradnaya \
    && install -d -o paradnaya -g paradnaya -m 0700 /var/lib/paradnaya
COPY --from=build /opt/paradnaya /opt/paradnaya
WORKDIR /etc/paradnaya
COPY town.toml ./
ENV PATH=/opt/paradnaya/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PARADNAYA_DATABASE=sqlite+aiosqlite:////var/lib/paradnaya/paradnaya.db \
    PARADNAYA_FILES=/var/lib/paradnaya/files \
    PARADNAYA_WEB__HOST=0.0.0.0
USER paradnaya
VOLUME /var/lib/paradnaya
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ.get('PARADNAYA_WEB__PORT', '8080') + '/health/live', timeout=4)"]
CMD ["paradnaya", "run"]
