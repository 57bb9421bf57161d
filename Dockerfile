# A static binary on an empty base, run by nobody in particular.
#
#   docker build -t throughline .
#   docker run --rm -v "$PWD:/work:ro" throughline lint /work/strategy.yaml
FROM golang:1.26-bookworm AS build
# For names in Chinese, Japanese and Korean in the pictures of chats.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends fonts-droid-fallback && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
# SQLite's C takes minutes to compile and seldom changes: a layer of its own,
# built with the flags of the program, or it would be built again.
RUN CGO_ENABLED=1 go build -trimpath -tags 'netgo osusergo sqlite_omit_load_extension' github.com/mattn/go-sqlite3
COPY . .
ARG VERSION=unknown
RUN CGO_ENABLED=1 go build -trimpath -tags 'netgo osusergo sqlite_omit_load_extension' \
      -ldflags "-s -w -X main.version=${VERSION} -linkmode external -extldflags -static" \
      -o /throughline ./cmd/throughline \
 && mkdir /data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /usr/share/fonts/truetype/droid /usr/share/fonts/truetype/droid
COPY --from=build /throughline /throughline
COPY --from=build --chown=65532:65532 /data /data
ENV THROUGHLINE_DB=/data/throughline.db
WORKDIR /data
VOLUME /data
USER 65532:65532
ENTRYPOINT ["/throughline"]
CMD ["serve"]
