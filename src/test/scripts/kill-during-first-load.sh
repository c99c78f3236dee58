#!/usr/bin/env bash
# Kills the daemon (kill -9) at a random moment of its first load, starts it again, and asks both
# vendors' APIs: no twin, nothing lost, and an edit still crosses.
#
#   src/test/scripts/kill-during-first-load.sh [ROUNDS]      5 rounds, unless said otherwise
#   LEADS=3000 KILLS=2 KILL_WITHIN_MILLIS=4000 SEED=...      how many leads; how often each round kills, and how soon
#
# Everything runs on this machine, on free ports, in a temporary folder. Needs curl.
# Exit codes: 0 every promise held in every round, 1 one did not.
set -euo pipefail

rounds=${1:-5}
leads=${LEADS:-3000}
kills=${KILLS:-2}
within=${KILL_WITHIN_MILLIS:-4000}
seed=${SEED:-$RANDOM}
RANDOM=$seed
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
folder=$(mktemp -d)
sandbox_pid=
daemon_pid=

fail() {
  printf 'FAILED (seed %s): %s\n' "$seed" "$1" >&2
  [ ! -f "$folder/daemon.log" ] || tail -n 20 "$folder/daemon.log" >&2
  exit 1
}

finish() {
  [ -z "$daemon_pid" ] || kill -9 "$daemon_pid" 2>/dev/null || true
  [ -z "$sandbox_pid" ] || kill "$sandbox_pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

# Runs a command again and again until it succeeds: until_true SECONDS WHAT COMMAND...
until_true() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "it did not come true: $what"
    sleep 0.2
  done
}

hubspot() {
  curl -sf -X "$1" "$hubspot_url$2" -H 'Authorization: Bearer sandbox-hubspot-person-token' \
    -H 'Content-Type: application/json' ${3:+-d "$3"}
}

salesforce() {
  curl -sf -X "$1" "$salesforce_url$2" -H "Authorization: Bearer $salesforce_token" \
    -H 'Content-Type: application/json' ${3:+-d "$3"}
}

# What a JSON text says under a name, one line for each time.
says() {
  grep -o "\"$1\" *: *\"\?[^\",}]*" | sed 's/^"[^"]*" *: *"\{0,1\}//'
}

query() {
  curl -sf -G "$salesforce_url/services/data/v65.0/query" \
    -H "Authorization: Bearer $salesforce_token" --data-urlencode "q=$1"
}

count() {
  query "SELECT COUNT() FROM $1" | says totalSize
}

# All values of one field of all leads.
all() {
  local page next
  page=$(query "SELECT $1 FROM Lead")
  while true; do
    says "$1" <<<"$page" || true
    next=$(says nextRecordsUrl <<<"$page" || true)
    [ -n "$next" ] || return 0
    page=$(salesforce GET "$next")
  done
}

log_in() {
  salesforce_token=$(curl -sf "$salesforce_url/services/oauth2/token" -d grant_type=client_credentials \
    -d client_id=sandbox-person-id -d client_secret=sandbox-person-secret | says access_token)
}

start_sandbox() {
  "$home/leadloop" sandbox --hubspot-port 0 --salesforce-port 0 --leads "$leads" --limits off --lag 500 \
    >"$folder/sandbox.out" 2>&1 &
  sandbox_pid=$!
  until_true 300 "the sandbox is up" grep -q '^Ctrl-C' "$folder/sandbox.out"
  hubspot_url=$(sed -n 's/^HubSpot  *\(http[^ ]*\).*/\1/p' "$folder/sandbox.out")
  salesforce_url=$(sed -n 's/^Salesforce  *\(http[^ ]*\).*/\1/p' "$folder/sandbox.out")
  export LEADLOOP_HUBSPOT_TOKEN=sandbox-hubspot-token
  export LEADLOOP_SALESFORCE_CLIENT_ID=sandbox-client-id LEADLOOP_SALESFORCE_CLIENT_SECRET=sandbox-client-secret
}

write_config() {
  rm -rf "$folder/config"
  cp -r "$home/config" "$folder/config"
  cat >"$folder/config/leadloop.yaml" <<EOF
connection: main
store: { path: "$folder/leadloop.db" }
hubspot: { base_url: "$hubspot_url", limits: off }
salesforce: { login_url: "$salesforce_url" }
schedule: { sweep_every: 1s, overlap: 3s, sync_every: 100ms }
batch: { live: 50, backfill: 100 }
caps: { creates_per_hour: off, changes_per_hour: off, clears_per_hour: off }
brakes: { creates: { at_most: off }, changes: { at_most: off, share: off }, clears: { at_most: off, share: off }, unlinks: { at_most: off, share: off }, deletes: { at_most: off, share: off } }
lease: 3s
EOF
  echo 'create_in_salesforce: { when: always }' >"$folder/config/lead-definition.yaml"
}

start_daemon() {
  : >"$folder/daemon.log"
  (cd "$home" && exec ./leadloop run --config "$folder/config") >>"$folder/daemon.log" 2>&1 &
  daemon_pid=$!
  until_true 120 "the daemon is ready" grep -q 'Ready' "$folder/daemon.log"
}

kill_daemon() {
  kill -9 "$daemon_pid"
  wait "$daemon_pid" 2>/dev/null || true
  daemon_pid=
}

wait_randomly() {
  local millis=$((RANDOM % within))
  sleep "$((millis / 1000)).$(printf '%03d' $((millis % 1000)))"
}

all_there() { [ "$(count Lead)" -ge "$leads" ]; }
phone_arrived() { query "SELECT Phone FROM Lead WHERE Id = '$1'" | grep -qF "$2"; }
title_arrived() { hubspot GET "/crm/objects/2026-09/contacts/$1?properties=jobtitle" | grep -qF "$2"; }
none() { [ -z "$(sort | uniq -d)" ]; }

check() {
  [ "$(count Lead)" -eq "$leads" ] || fail "there are $(count Lead) leads for $leads people"
  [ "$(count 'Lead WHERE Leadloop_Key__c != null')" -eq "$leads" ] || fail "a lead has no key"
  [ "$(all Leadloop_Key__c | sort -u | wc -l)" -eq "$leads" ] || fail "two leads have one key"
  all Email | none || fail "two leads have one e-mail address"
  local contacts
  contacts=$(hubspot POST /crm/objects/2026-09/contacts/search '{"limit":1}' | says total)
  [ "$contacts" -eq "$leads" ] || fail "there are $contacts contacts"
  local one lead contact
  one=$(query 'SELECT Id, Leadloop_Key__c FROM Lead LIMIT 1')
  lead=$(says Id <<<"$one")
  contact=$(says Leadloop_Key__c <<<"$one")
  hubspot PATCH "/crm/objects/2026-09/contacts/$contact" '{"properties":{"phone":"+1 555 0100"}}' >/dev/null
  salesforce PATCH "/services/data/v65.0/sobjects/Lead/$lead" '{"Title":"Buyer"}' >/dev/null
  until_true 60 "a marketer's edit arrives" phone_arrived "$lead" '+1 555 0100'
  until_true 60 "a rep's edit arrives" title_arrived "$contact" Buyer
}

start_sandbox
for round in $(seq "$rounds"); do
  curl -sf -X POST "$hubspot_url/_sandbox/reset"
  curl -sf -X POST "$salesforce_url/_sandbox/reset"
  rm -f "$folder"/leadloop.db*
  log_in
  write_config
  start_daemon
  (cd "$home" && ./leadloop go --yes --config "$folder/config") >"$folder/go.out" 2>&1 || fail "$(cat "$folder/go.out")"
  at=
  for _ in $(seq "$kills"); do
    wait_randomly
    kill_daemon
    at="$at $(count Lead)"
    start_daemon
  done
  until_true 300 "everybody is a lead" all_there
  check
  kill_daemon
  printf 'round %d of %d: killed with%s of %d leads there; no twin, nothing lost, edits cross\n' \
    "$round" "$rounds" "$at" "$leads"
done
