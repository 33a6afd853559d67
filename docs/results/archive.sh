#!/usr/bin/env bash
# Copies the small files of finished jobs into docs/results/, where they count as done in a later run with the same fingerprint, and the tables of
# experiments with their reconstructions.
# archive.sh [RESULTS [EXPERIMENT...]]: the results are artifacts/experiments where no folder is named.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
results=$(realpath "${1:-$root/artifacts/experiments}")
archive=$root/docs/results

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
