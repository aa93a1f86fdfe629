#!/bin/sh
# Compares the summary of a million module paths with Go's own matcher, or prints random rows of that matcher.
#
#   [COUNT=N] benches/matcher.sh GOROOT                  both times for N paths (a million) and their ratio, on one core
#   benches/matcher.sh GOROOT rows VERSION COUNT SEED    rows for GOENV_DOCTOR_PATTERN_ROWS
#
# Nothing is downloaded: golang.org/x/mod comes from the toolchain's own copy.
set -eu
goroot=$1
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

export HOME="$scratch/home" GOPATH="$scratch/gopath" GOCACHE="$scratch/cache" GOMODCACHE="$scratch/modcache"
export GOENV=off GOPROXY=off GOSUMDB=off GOTOOLCHAIN=local GO111MODULE=on GOFLAGS=
real_home=$(getent passwd "$(id -u)" | cut -d: -f6)

mkdir -p "$scratch/matcher/mod"
cp -R "$goroot/src/cmd/vendor/golang.org/x/mod/." "$scratch/matcher/mod"
cp "$here"/go_matcher/*.go "$scratch/matcher"
printf 'module golang.org/x/mod\n\ngo 1.18\n' > "$scratch/matcher/mod/go.mod"
printf 'module go_matcher\n\ngo 1.18\n\nrequire golang.org/x/mod v0.0.0\n\nreplace golang.org/x/mod => ./mod\n' \
    > "$scratch/matcher/go.mod"
(cd "$scratch/matcher" && "$goroot/bin/go" build -o "$scratch/go_matcher" .)

if [ "${2-}" = rows ]; then
    "$scratch/go_matcher" rows "$3" "$4" "$5"
    exit
fi

(cd "$here/.." && HOME=$real_home cargo build --release --quiet)
doctor=$(realpath "$here/../target/release/goenv-doctor")
python3 "$here/summary_paths.py" "$scratch/paths" "$scratch/patterns" "${COUNT:-1000000}"

now() { date +%s.%N; }
best=
for round in 1 2 3 4 5; do
    start=$(now)
    taskset -c 0 env -i "$doctor" explain --summary - --go-version 1.27.3 --set "GONOPROXY=$(sed -n 1p "$scratch/patterns")" \
        --set "GONOSUMDB=$(sed -n 2p "$scratch/patterns")" < "$scratch/paths" > "$scratch/summary"
    best=$(echo "$start $(now) ${best:-1000}" | awk '{ t = $2 - $1; print (t < $3) ? t : $3 }')
done
go_time=$(GOMAXPROCS=1 taskset -c 0 "$scratch/go_matcher" time "$scratch/paths" "$scratch/patterns" "$scratch/verdicts")

# Paths that are no module paths get no verdict from us; Go's matcher takes any text.
same=$(cut -f1-3 "$scratch/summary" | paste - "$scratch/verdicts" | awk -F'\t' '
    $2 == "error" { invalid++; next }
    { compared++ }
    $1 FS $2 FS $3 != $4 FS $5 FS $6 { differ++ }
    END { printf "%d verdicts compared, %d differ, %d paths refused", compared, differ, invalid }')
wc -l < "$scratch/paths" | awk -v ours="$best" -v go="$go_time" -v same="$same" '{
    printf "paths %d; goenv-doctor, with reading and writing: %.3f s (%.3f us a line); Go, matching alone: %.3f s; ratio %.1f; %s\n",
        $1, ours, ours * 1e6 / $1, go, go / ours, same }'
