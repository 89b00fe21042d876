#!/usr/bin/env bash
# Everything a fresh Debian 12 machine needs: system packages (as root or by sudo), then a virtual environment from
# hash-locked requirements. Runs again only when a list changed.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.ready
want=$(cat build/apt-packages.txt requirements-dev.txt build/setup.sh | sha256sum)
[ "$(cat "$stamp" 2>/dev/null || true)" = "$want" ] && exit 0

install_system_packages() {
  local missing runner=()
  missing=$(comm -23 <(sort build/apt-packages.txt) \
    <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort))
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || {
      echo "窓口: not root and no sudo; continuing without: $missing" >&2
      return 0
    }
    runner=(sudo)
  fi
  echo "窓口: installing system packages" >&2
  "${runner[@]}" apt-get update -qq
  # shellcheck disable=SC2086 # one package a word
  DEBIAN_FRONTEND=noninteractive "${runner[@]}" apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

python_at_least_3_11() {
  for candidate in python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null &&
      "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "窓口: Python 3.11 or newer with venv is needed" >&2
  return 1
}

install_system_packages
python=$(python_at_least_3_11)
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "窓口: installing Python packages" >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
printf '%s' "$want" > "$stamp"
