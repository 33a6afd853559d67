#!/usr/bin/env bash
# Copies the small files of finished jobs to docs/results/, where they count as done in a later run with the same fingerprint. Also copies
# the tables and reconstructions of the named experiments.
# Usage: archive.sh [RESULTS [EXPERIMENT...]]   RESULTS defaults to artifacts/experiments.
set -euo pipefail
archive=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
results=$(realpath "${1:-$archive/../../artifacts/experiments}")

cd "$results/jobs"
find . -name result.json -print | sort | while read -r result; do
    folder=$(dirname "$result")
    mkdir -p "$archive/$folder"
    for file in result.json training.json; do
        [[ ! -e $folder/$file ]] || cp "$folder/$file" "$archive/$folder/"
    done
    echo "${folder#./}"
done

for experiment in "${@:2}"; do
    sed "s|](reconstructions-|]($experiment-reconstructions-|" "$results/$experiment/results.md" > "$archive/$experiment.md"
    for picture in "$results/$experiment"/reconstructions-*.png; do
        [[ ! -e $picture ]] || cp "$picture" "$archive/$experiment-$(basename "$picture")"
    done
    echo "$experiment.md"
done
