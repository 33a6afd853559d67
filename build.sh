#!/usr/bin/env bash
# Installs what a fresh machine lacks and runs a target of the solution.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

help() {
    cat <<'TEXT'
./build.sh experiments [arguments]   trains and compares the declared architectures
./build.sh test [arguments]          runs the tests
./build.sh test-long [arguments]     runs the tests that take minutes: kills at random moments, published programs
./build.sh help                      prints this help

Further arguments are passed to dotnet: ./build.sh experiments -p:Experiment=NAME -p:Epochs=5

NuGet provides the tensor engine, TorchSharp. The first run also installs Debian's package of Fashion-MNIST, so that it need
not be downloaded, and for the tests Chromium, in which they open the report.
Afterwards `dotnet build -t:Experiments` and `dotnet test` work without this script.
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
        fail "the .NET SDK $needed or later is required. Installed: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' -). Get it at https://dotnet.microsoft.com/download"
}

set_up_data() {
    install_missing "the images of Fashion-MNIST" dataset-fashion-mnist ||
        say "the package dataset-fashion-mnist is not available: Fashion-MNIST is downloaded when needed"
}

# The tests open the report in a browser, Chromium or Chrome.
set_up_browser() {
    is_installed google-chrome-stable || install_missing "the browser in which the tests open the report" chromium ||
        say "chromium cannot be installed: the tests of the report's page fail without a browser on the PATH"
}

# install_missing PURPOSE PACKAGE...: fails without apt-get, or if apt-get fails.
install_missing() {
    local purpose=$1 package missing=() as_root=()
    have apt-get || return
    shift
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    if ((EUID)); then
        have sudo || { say "to install ${missing[*]}, run as root: apt-get install --no-install-recommends ${missing[*]}"; return 1; }
        as_root=(sudo)
        say "installing packages with sudo"
    fi
    say "installing ${missing[*]}: $purpose"
    [[ -n ${lists_are_updated:-} ]] || "${as_root[@]}" apt-get update -q || return
    lists_are_updated=yes
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
}

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

command=${1:-help}
(($#)) && shift
case $command in
    experiments | test | test-long) ;;
    help | -h | --help) help; exit ;;
    *) help >&2; fail "unknown command '$command'" ;;
esac

check_sdk
set_up_data
case $command in
    experiments)
        # The worker processes of a build may belong to another terminal, so tables get the size of this one.
        if [[ -t 1 ]] && size=$(stty size </dev/tty 2>/dev/null); then
            export LINES=${size% *} COLUMNS=${size#* }
        fi
        exec dotnet build ModelDsl.sln -t:Experiments "$@"
        ;;
    # Builds first: only then do the longest tests, which the solution lists first, also start first.
    # Many tests wait for child processes, so three projects at once keep two cores busy.
    test | test-long)
        properties=()
        for argument in "$@"; do
            [[ $argument != [-/]p:* ]] || properties+=("$argument")
        done
        set_up_browser
        # Most of these processes are short, so write-protected code and profiles cost more time than they save.
        # Fewer collections make it less likely that one frees a scalar while TorchSharp's call reads it (docs/tensor-engine.md).
        export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0 DOTNET_GCgen0size=4000000
        dotnet build ModelDsl.sln "${properties[@]}"
        [[ $command == test ]] || set -- -p:LongTests=true "$@"
        exec dotnet test ModelDsl.sln --no-build -m:3 "$@"
        ;;
esac
