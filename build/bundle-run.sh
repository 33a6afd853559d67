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

# The same flags as Native.targets.
flags=(-O2 -std=c++17 -fPIC -shared -Wall -fvisibility=hidden -isystem "$torch/include/torch/csrc/api/include")
libraries=(-ltorch_cpu -lc10)
config=$torch/share/cmake/Torch/TorchConfig.cmake
[[ ! -e $config ]] || abi=$(grep -o -m1 '_GLIBCXX_USE_CXX11_ABI=[01]' "$config" || true)
[[ -z ${abi:-} ]] || flags+=("-D$abi")
[[ $torch == /usr ]] || flags+=(-isystem "$torch/include" "-L$torch/lib" "-Wl,-rpath,$torch/lib")
[[ ! -e $torch/lib/libtorch_cuda.so ]] || libraries+=(-Wl,--no-as-needed -ltorch_cuda)

bridge=$bundle/app/libmodeldsl_torch.so
# Another libtorch, or the same in a newer version, makes another bridge.
wanted="$CXX ${flags[*]} ${libraries[*]} $(sha256sum "$bundle/bridge.cpp" "$torch/include/torch/csrc/api/include/torch/version.h")"
if [[ ! -e $bridge || $(cat "$bridge.flags" 2>/dev/null) != "$wanted" ]]; then
    echo "run.sh: compiling the bridge for $torch"
    "$CXX" "${flags[@]}" "$bundle/bridge.cpp" -o "$bridge.new" "${libraries[@]}"
    mv -f "$bridge.new" "$bridge"
    echo "$wanted" > "$bridge.flags"
fi

results=${RESULTS:-$bundle/results}
mkdir -p "$results"
chosen=$results/$experiment.spec.json
tr -d '\n' < "$spec" | sed -E "s/(\"Device\": \[)[^]]*/\1\"$device\"/" > "$chosen"
[[ -n ${MODELDSL_DATA:-} || ! -d $bundle/data ]] || export MODELDSL_DATA=$bundle/data
exec "$bundle/app/$(cat "$bundle/app/name")" run --spec "$chosen" --results "$results"
