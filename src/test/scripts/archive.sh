#!/usr/bin/env bash
# Installs target/leadloop-*.tar.gz into an empty folder and uses it there, without Maven, javac and sources:
#   mvn -DskipTests package && src/test/scripts/archive.sh
# With "twice" it builds a second time first and says whether both archives are the same, byte by byte.
set -euo pipefail
here=$(cd "$(dirname "$0")/../../.." && pwd)
cd "$here"
archive=$(ls target/leadloop-*.tar.gz)

if [ "${1:-}" = twice ]; then
  sha256sum target/leadloop.jar "$archive" >/tmp/leadloop-first.$$
  mvn -B -q clean package -DskipTests -Dmaven.test.skip=true
  sha256sum -c /tmp/leadloop-first.$$
  rm -f /tmp/leadloop-first.$$
fi

folder=$(mktemp -d)
remove=$(command -v rm)
trap '"$remove" -rf "$folder"' EXIT
tar -xzf "$archive" -C "$folder"
cd "$folder"/leadloop-*
for file in leadloop README.md LICENSE leadloop.service lib/leadloop.jar routes/leads-sync.camel.yaml config/leadloop.yaml; do
  [ -e "$file" ] || { echo "The archive lacks $file." >&2; exit 1; }
done
# Only java and what a shell script needs.
mkdir "$folder/bin"
for tool in bash env java sed readlink dirname; do ln -s "$(readlink -f "$(command -v $tool)")" "$folder/bin/$tool"; done
export PATH="$folder/bin"
unset JAVA_HOME
./leadloop --version
./leadloop check
./leadloop demo --headless --seconds 25 --json --hubspot-port 0 --salesforce-port 0
