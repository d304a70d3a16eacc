#!/usr/bin/env bash
# Installs what the tests need, builds with warnings as errors, and runs every test: all on SQLite, and then again on PostgreSQL those that ask a database.
# The last line is "N passed, N failed, N skipped" of both runs; the exit status is 0 where nothing failed and something passed.
# Arguments go to `dotnet test`, such as: ./test.sh --filter "FullyQualifiedName~Coverage"
# REGISTRY_TEST_DATABASE=sqlite or =postgres makes it one of the two runs.
set -euo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 DEBIAN_FRONTEND=noninteractive

missing=()
command -v node >/dev/null && command -v npm >/dev/null || missing+=(nodejs npm)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx)
command -v bwrap >/dev/null || missing+=(bubblewrap)
command -v systemd-analyze >/dev/null || missing+=(systemd)
docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || missing+=(docker-compose)
command -v curl >/dev/null || missing+=(curl)
if [ "${#missing[@]}" -gt 0 ]; then
  echo "Installing ${missing[*]} …"
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root=sudo
  $as_root apt-get update -qq
  $as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

for folder in eng/contract eng/outlines eng/reference-data; do
  (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error)
done

dotnet tool restore >/dev/null
dotnet restore eng/contract/csharp --verbosity quiet
dotnet build Inpud.Registry.sln --nologo --verbosity quiet

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
status=0
run() {
  dotnet test "$@" --no-build --nologo --logger "trx;LogFilePrefix=tests" --results-directory "$results" || status=$?
}

# A filter of the caller is narrowed for the second run, since `dotnet test` takes one alone.
filter=
others=()
while [ "$#" -gt 0 ]; do
  case "$1" in
    --filter) filter=$2; shift 2 ;;
    --filter=*) filter=${1#--filter=}; shift ;;
    *) others+=("$1"); shift ;;
  esac
done

databases=${REGISTRY_TEST_DATABASE:-sqlite postgres}
for REGISTRY_TEST_DATABASE in $databases; do
  export REGISTRY_TEST_DATABASE
  if [ "$REGISTRY_TEST_DATABASE" = postgres ]; then
    # The domain and the tests of the code ask no database. The tests of the two categories choose theirs, and have run.
    on_postgres="TestCategory!=OfTheFile&TestCategory!=OnBoth&FullyQualifiedName!~Tests.Architecture"
    run tests/Inpud.Registry.Api.Tests "${others[@]}" --filter "${filter:+($filter)&}$on_postgres"
  else
    run Inpud.Registry.sln "${others[@]}" ${filter:+--filter "$filter"}
  fi
done

count() {
  find "$results" -name '*.trx' -exec grep -ho "<Counters [^>]*" {} + | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}
total=$(count total)
passed=$(count passed)
failed=$(count failed)
if [ "$passed" -eq 0 ]; then
  echo "No test has passed: none was found, or the run broke off."
  status=1
fi
[ "$failed" -eq 0 ] || status=1
echo "$passed passed, $failed failed, $((total - passed - failed)) skipped"
exit "$status"
