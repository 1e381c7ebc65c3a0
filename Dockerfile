# One image for every process of docs/SCALE.md, and for one machine alone (OPERATIONS.md).
FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* && useradd --system --create-home --uid 1000 klyngekroner
WORKDIR /opt/klyngekroner
COPY --chown=klyngekroner . .
RUN make setup \
    && .venv/bin/uv pip install --python .venv/bin/python --require-hashes --compile-bytecode -r requirements-scale.lock \
    && install -d -o klyngekroner /data && chown klyngekroner . dbt_project
USER klyngekroner
RUN .venv/bin/python -c "from pipelines.dbt import dbt_project; dbt_project()"
ENV KLYNGEKRONER_DATA_DIR=/data PYTHONUNBUFFERED=1
VOLUME /data
CMD [".venv/bin/klyngekroner", "ui"]
