#!/usr/bin/env bash
# Compiles the bridge for the libtorch of this machine and runs an experiment: ./run.sh EXPERIMENT [cpu|cuda|cuda:1]
set -euo pipefail

fail() { echo "run.sh: $*" >&2; exit 1; }
bundle=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
known=$(cd "$bundle/experiments" && printf '%s ' *.json)
experiment=${1:-}
device=${2:-cpu}
spec=$bundle/experiments/$experiment.json
[[ -n $experiment && -f $spec ]] || fail "say which experiment: ${known//.json/}"
[[ $device =~ ^(cpu|cuda(:[0-9]+)?)$ ]] || fail "'$device' is no device: say cpu, cuda or cuda:1"

torch=${LIBTORCH:-$(python3 -c 'import torch; print(torch.__path__[0])' 2>/dev/null || true)}
# Debian's package keeps headers and libraries in the system's folders.
[[ -e $torch/include/ATen/ATen.h ]] || torch=/usr
[[ -e $torch/include/ATen/ATen.h ]] || fail "there is no libtorch: install PyTorch for python3, or set LIBTORCH to the folder of one"
command -v "${CXX:=g++}" >/dev/null || fail "there is no C++ compiler '$CXX': install g++, or set CXX"

bridge=$bundle/app/libmodeldsl_torch.so
# Another libtorch, or the same in a newer version, makes another bridge.
wanted="$CXX $torch $(sha256sum "$bundle/bridge.cpp" "$bundle/compile.sh" "$torch/include/torch/csrc/api/include/torch/version.h")"
if [[ ! -e $bridge || $(cat "$bridge.inputs" 2>/dev/null) != "$wanted" ]]; then
    echo "run.sh: compiling the bridge for $torch"
    CXX=$CXX "$bundle/compile.sh" "$bundle/bridge.cpp" "$bridge" "$torch"
    echo "$wanted" > "$bridge.inputs"
fi

results=${RESULTS:-$bundle/results}
mkdir -p "$results"
chosen=$results/$experiment.spec.json
# What the project names by a relative path is in the bundle. Three characters mean something in what sed writes.
folder=$(sed 's/[&|\\]/\\&/g' <<< "$bundle")
tr -d '\n' < "$spec" | sed -E -e "s/(\"Device\": \[)[^]]*/\1\"$device\"/" -e "s|(\"projectFile\": \")|\1$folder/|" > "$chosen"
[[ -n ${MODELDSL_DATA:-} || ! -d $bundle/data ]] || export MODELDSL_DATA=$bundle/data
exec "$bundle/app/$(cat "$bundle/app/name")" run --spec "$chosen" --results "$results"
