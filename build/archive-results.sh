#!/usr/bin/env bash
# Copies the small files of finished jobs into docs/results/, where they count as done in a later run with the same fingerprint.
# archive-results.sh [STORE]: the store is artifacts/experiments/jobs where none is named.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
store=$(realpath "${1:-$root/artifacts/experiments/jobs}")

cd "$store"
find . -name result.json -print | sort | while read -r result; do
    folder=$(dirname "$result")
    mkdir -p "$root/docs/results/$folder"
    for file in result.json training.json; do
        [[ ! -e $folder/$file ]] || cp "$folder/$file" "$root/docs/results/$folder/"
    done
    echo "${folder#./}"
done
