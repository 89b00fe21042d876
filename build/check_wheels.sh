#!/usr/bin/env bash
# Every runtime dependency must come as a Windows wheel: the product is a Windows executable.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/uv pip compile pyproject.toml --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
  --only-binary :all: --generate-hashes --no-header --no-annotate --quiet --output-file "$folder/windows.txt"
.venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
  --platform win_amd64 --python-version 3.11 --only-binary=:all: --dest "$folder" -r "$folder/windows.txt"
echo "wheels: $(find "$folder" -name '*.whl' | wc -l) of $(grep -c '==' "$folder/windows.txt") dependencies have one"
