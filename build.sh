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

NuGet brings the tensor engine, TorchSharp. The first run also installs Debian's package of Fashion-MNIST, so that it need
not be downloaded, and for the tests Chromium, which opens the report.
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

set_up_data() {
    install_missing "images to train on without a download" dataset-fashion-mnist || say "no package has Fashion-MNIST here: what needs it downloads it"
}

# The tests open the report in a browser. Chrome does as well.
set_up_browser() {
    is_installed google-chrome-stable || install_missing "the browser that the tests open the report in" chromium ||
        say "no browser can be installed here: without chromium on the PATH the tests of the report's page fail"
}

# install_missing REASON PACKAGE…: fails without apt-get, or if it cannot install.
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

check_sdk
set_up_data
case $command in
    experiments) exec dotnet build ModelDsl.sln -t:Experiments "$@" ;;
    # Many tests wait for processes that they start: three projects at once keep two cores busy. The solution lists the longest first.
    test) set_up_browser; exec dotnet test ModelDsl.sln -m:3 "$@" ;;
esac
