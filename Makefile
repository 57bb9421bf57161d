# make help lists what there is.
GO      ?= go
BINARY  ?= throughline
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
STATIC  := -tags 'netgo osusergo sqlite_omit_load_extension' -ldflags '-s -w -X main.version=$(VERSION) -linkmode external -extldflags -static'
FUZZ    ?= 20s

.PHONY: help build static run check format lint test race fuzz update bench image

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

build: ## the program, for this machine
	$(GO) build -ldflags '-X main.version=$(VERSION)' -o $(BINARY) ./cmd/throughline

static: ## the program without shared libraries, as the image holds it
	CGO_ENABLED=1 $(GO) build $(STATIC) -o $(BINARY) ./cmd/throughline

run: ## the demo
	$(GO) run ./cmd/throughline demo

check: format lint race ## everything that must hold before a change lands

format:
	@out=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$out" || { echo "not formatted:"; echo "$$out"; exit 1; }

lint: ## go vet and staticcheck
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

test: ## all tests; the browser tests need chromium
	$(GO) test ./...

race: ## all tests under the race detector
	$(GO) test -race -timeout 15m ./...

fuzz: ## every fuzz target for a while (FUZZ=20s each)
	@for f in $$(grep -rlE '^func Fuzz' --include=*_test.go .); do \
	  for t in $$(sed -nE 's/^func (Fuzz[A-Za-z]+)\(.*/\1/p' $$f); do \
	    echo "$$t in $$(dirname $$f)"; $(GO) test ./$$(dirname $$f) -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZ) || exit 1; \
	  done; done

update: ## write the golden files anew
	$(GO) test $$(grep -rlE 'flag.Bool\("update"' --include=*_test.go . | xargs -n1 dirname | sort -u) -update

bench: ## the benchmarks; docs/benchmarks.md says how to read them
	$(GO) test -run '^$$' -bench . -benchtime 1s ./...

image: ## the container image
	docker build --build-arg VERSION=$(VERSION) -t throughline:$(VERSION) .
