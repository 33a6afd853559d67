#!/usr/bin/env bash
# Compiles the bridge, or another library, against a libtorch: compile.sh SOURCE OUTPUT LIBTORCH
# LIBTORCH is a folder with include and lib: a wheel's torch, an unpacked libtorch, or /usr. CXX is the compiler.
set -euo pipefail
source=$1 output=$2 libtorch=${3%/}

# All symbols are found when the library is loaded, or it is not: one found missing later would end the process.
flags=(-O2 -std=c++17 -fPIC -shared -Wall -fvisibility=hidden '-Wl,-z,now')
libraries=(-ltorch_cpu -lc10)

# Debian keeps headers and libraries where the compiler looks anyway.
if [[ $libtorch != /usr ]]; then
    flags+=(-isystem "$libtorch/include" "-L$libtorch/lib" "-Wl,-rpath,$libtorch/lib")
fi
flags+=(-isystem "$libtorch/include/torch/csrc/api/include")

# A wheel may be built with the C++ library's old strings, and says so.
config=$libtorch/share/cmake/Torch/TorchConfig.cmake
if [[ -e $config ]] && abi=$(grep -o -m1 '_GLIBCXX_USE_CXX11_ABI=[01]' "$config"); then
    flags+=("-D$abi")
fi

# Nothing here names CUDA's library: its kernels register themselves when it is loaded.
if [[ -e $libtorch/lib/libtorch_cuda.so ]]; then
    libraries+=('-Wl,--no-as-needed' -ltorch_cuda)
fi

# To a temporary name first: an interrupted compilation leaves no half file.
"${CXX:-g++}" "${flags[@]}" "$source" -o "$output.new" "${libraries[@]}"
mv -f "$output.new" "$output"
