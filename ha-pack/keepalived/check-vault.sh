#!/bin/sh
# Asks a vault node on this machine; exit code 0 if it answers as wanted.
# Usage: check-vault.sh active|readable [URL] [CA FILE]
#   active    it is the primary and takes changes (/ha/active)
#   readable  it serves people, if only reads (/ha/readable)
# URL and CA FILE stand in /etc/keepalived/vault.env too, as VAULT_URL and VAULT_CA.
set -u
[ -r /etc/keepalived/vault.env ] && . /etc/keepalived/vault.env
what=${1:-}
url=${2:-${VAULT_URL:-https://localhost:7272}}
ca=${3:-${VAULT_CA:-}}
case "$what" in
active | readable) ;;
*)
  echo "Usage: check-vault.sh active|readable [URL] [CA FILE]" >&2
  exit 2
  ;;
esac
[ -z "$ca" ] || set -- --cacert "$ca"
[ -n "$ca" ] || set --
exec curl --silent --fail --output /dev/null --max-time 2 "$@" "$url/ha/$what"
