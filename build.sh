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
environment decides otherwise. It also installs Debian's package of Fashion-MNIST, so that none need be downloaded, and
for the tests Chromium, in which they try the report.
Afterwards plain `dotnet build -t:Experiments` and `dotnet test` do the same.
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

has_libtorch() { [[ -e ${LIBTORCH:-/usr}/include/ATen/ATen.h ]]; }

feed_has_torchsharp() {
    say "asking the NuGet feed for TorchSharp, and fetching it where it is there"
    dotnet restore build/TorchSharp.probe.proj -v:q "${properties[@]}" >/dev/null 2>&1
}

set_up_engine() {
    local packages=(g++)
    if [[ ${TorchProvider:-} == NuGet ]]; then
        say "tensor engine: the TorchSharp packages, as TorchProvider says"
        return
    elif [[ -n ${LIBTORCH:-} ]]; then
        say "tensor engine: the libtorch in $LIBTORCH, as LIBTORCH says"
    elif [[ -z ${TorchProvider:-} ]] && ! has_libtorch && feed_has_torchsharp; then
        say "tensor engine: the TorchSharp packages, which the NuGet feed has"
        return
    else
        say "tensor engine: the system's libtorch"
        # Without libopenblas0-openmp, libtorch-dev brings the reference BLAS, which is slow.
        packages+=(libtorch-dev libopenblas0-openmp)
    fi
    install_missing "the engine, its compiler and a fast BLAS" "${packages[@]}" || { have g++ && has_libtorch; } ||
        fail "the engine cannot be installed here. Install g++ and libtorch yourself, or unpack a libtorch and set LIBTORCH to its folder."
}

set_up_data() {
    install_missing "images to train on without a download" dataset-fashion-mnist || say "no package has Fashion-MNIST here: what needs it downloads it"
}

# The report's page is tried in a browser. Chrome does as well.
set_up_browser() {
    is_installed google-chrome-stable || install_missing "a browser to try the report in" chromium ||
        say "no browser can be installed here: without chromium on the PATH the tests of the report's page fail"
}

# install_missing REASON PACKAGE…: fails where there is no apt-get, or it cannot install.
install_missing() {
    local reason=$1 package missing=() as_root=()
    have apt-get || return
    shift
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    if ((EUID)); then
        have sudo || { say "to install it, run as root: apt-get install --no-install-recommends ${missing[*]}"; return 1; }
        as_root=(sudo)
        say "using sudo to install packages"
    fi
    say "installing ${missing[*]}: $reason"
    [[ -n ${lists_are_new:-} ]] || "${as_root[@]}" apt-get update -q || return
    lists_are_new=yes
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

# The engine may be chosen as dotnet is told anything else, in MSBuild's spellings; letters' case means nothing to it.
shopt -s nocasematch
properties=()
for argument in "$@"; do
    if [[ $argument =~ ^(--?|/)p(roperty)?:(.*) ]]; then
        properties+=("$argument")
        if [[ ${BASH_REMATCH[3]} =~ (^|;)TorchProvider=([^;]*) ]]; then
            TorchProvider=${BASH_REMATCH[2]}
        fi
    fi
done

check_sdk
set_up_engine
set_up_data
case $command in
    experiments) exec dotnet build ModelDsl.sln -t:Experiments "$@" ;;
    test) set_up_browser; exec dotnet test ModelDsl.sln "$@" ;;
esac
