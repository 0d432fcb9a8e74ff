# Slim, not root, and happy with a read-only root: only /data is written to.
# Renewed with each release: `docker buildx imagetools inspect python:3.13-slim-trixie` says the digest of the day.
FROM python:3.13.16-slim-trixie@sha256:70729b46c69b4f1e97c4822c1af3df53a1476cf5ddc6c087c0c10bc3a5678c2f
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /srv
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.lock \
 && useradd --system --uid 10001 --no-create-home cook \
 && install -d -o cook -m 700 /data
COPY app app
COPY boards boards
COPY media media
COPY templates templates
USER cook
ENV RECIPE_BOARD_DATA=/data RECIPE_BOARD_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health?only=serving', timeout=4)"]
CMD ["python", "-m", "app", "serve"]
