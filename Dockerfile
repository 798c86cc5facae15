# The command with its models. It reads and writes what is mounted at /work, and needs no network when it runs:
#   docker build -t attribution .
#   docker run --rm --network none -v "$PWD:/work" attribution check articles --out reports
FROM python:3.12-slim AS build
RUN python -m venv /opt/attribution
ENV PATH=/opt/attribution/bin:$PATH
RUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch==2.13.0
WORKDIR /src
COPY pyproject.toml README.md LICENSE LICENSE-MODELS.md requirements.lock ./
COPY attribution attribution
COPY rules rules
RUN pip install --no-cache-dir --constraint requirements.lock ".[desk,formats,parquet,watch]"

FROM python:3.12-slim
COPY --from=build /opt/attribution /opt/attribution
ENV PATH=/opt/attribution/bin:$PATH HF_HUB_OFFLINE=1
RUN useradd --create-home reader
USER reader
WORKDIR /work
EXPOSE 8417
ENTRYPOINT ["attribution"]
CMD ["--help"]
