#!/usr/bin/env bash
# Sets up a fresh machine and runs a target of the solution.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

help() {
    cat <<'TEXT'
./build.sh experiments [arguments]   trains the declared architectures against each other
./build.sh test [arguments]          runs the tests
./build.sh help                      prints this

Further arguments go to dotnet: ./build.sh experiments -p:Experiment=NAME -p:Epochs=5

The first run sees to the tensor engine: the TorchSharp packages where the NuGet feed has them, else the system's
libtorch, which it installs with apt-get. TorchProvider=NuGet, TorchProvider=System or LIBTORCH=FOLDER in the
environment decides otherwise. Afterwards plain `dotnet build -t:Experiments` and `dotnet test` do the same.
TEXT
}

say() { echo "build.sh: $*"; }
fail() { echo "build.sh: $*" >&2; exit 1; }
have() { command -v "$1" >/dev/null; }

check_sdk() {
    local needed
    needed=$(sed -n 's/.*"version": *"\(.*\)".*/\1/p' global.json)
    have dotnet || fail "dotnet is not on the PATH. Install the .NET SDK $needed or later: https://dotnet.microsoft.com/download"
    dotnet --version >/dev/null 2>&1 ||
        fail "the .NET SDK $needed or later is needed; here is: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' -). Get it at https://dotnet.microsoft.com/download"
}

feed_has_torchsharp() {
    say "asking the NuGet feed for TorchSharp, and fetching it where it is there"
    dotnet restore build/TorchSharp.probe.proj -v:q >/dev/null 2>&1
}

set_up_engine() {
    local packages=(g++)
    if [[ ${TorchProvider:-} == NuGet ]]; then
        say "tensor engine: the TorchSharp packages, as TorchProvider says"
        return
    elif [[ -n ${LIBTORCH:-} ]]; then
        say "tensor engine: the libtorch in $LIBTORCH, as LIBTORCH says"
    elif [[ -z ${TorchProvider:-} && ! -e /usr/include/ATen/ATen.h ]] && feed_has_torchsharp; then
        say "tensor engine: the TorchSharp packages, which the NuGet feed has"
        return
    else
        say "tensor engine: the system's libtorch"
        # Without libopenblas0-openmp, libtorch-dev brings the reference BLAS, which is slow.
        packages+=(libtorch-dev libopenblas0-openmp dataset-fashion-mnist)
    fi
    install_missing "${packages[@]}"
}

install_missing() {
    local package missing=() as_root=()
    if ! have apt-get; then
        if have g++ && [[ -e ${LIBTORCH:-/usr}/include/ATen/ATen.h ]]; then
            return
        fi
        fail "there is no apt-get here. Install g++ and libtorch yourself, or unpack a libtorch and set LIBTORCH to its folder."
    fi

    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    if ((EUID)); then
        have sudo || fail "run as root: apt-get install --no-install-recommends ${missing[*]}"
        as_root=(sudo)
        say "using sudo to install packages"
    fi
    say "installing ${missing[*]} (the engine, its compiler and BLAS, and Fashion-MNIST, so that no data need be downloaded)"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

command=${1:-help}
(($#)) && shift
case $command in
    experiments | test) ;;
    help | -h | --help) help; exit ;;
    *) help >&2; fail "unknown command '$command'" ;;
esac

# The provider may be chosen as dotnet is told anything else.
for argument in "$@"; do
    [[ $argument == [-/]p:TorchProvider=* ]] && TorchProvider=${argument#*=}
done

check_sdk
set_up_engine
case $command in
    experiments) exec dotnet build ModelDsl.sln -t:Experiments "$@" ;;
    test) exec dotnet test ModelDsl.sln "$@" ;;
esac
