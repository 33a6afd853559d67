#!/usr/bin/env bash
# Makes a folder that runs the experiments on a machine without the .NET SDK and without a network: see docs/bundle.md.
set -euo pipefail

fail() { echo "bundle.sh: $*" >&2; exit 1; }
(($# == 1)) || fail "say where the bundle goes: build/bundle.sh FOLDER"
[[ ! -e $1 ]] || fail "$1 is there already. Name a new folder, or remove it."

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$1"
bundle=$(cd "$1" && pwd)
project=${BUNDLE_PROJECT:-$root/samples/Experiments/Experiments.csproj}
native=$root/src/LibTorch/Native

# The specifications are written by the build, which lists the grid and trains nothing. Those of experiments that are gone stay out.
rm -f "$(dirname "$project")"/obj/experiments/*.spec.json
dotnet build "$project" -t:Experiments -c Release -v:q -nologo -p:TorchProvider=System -p:List=true "-p:Preset=${BUNDLE_PRESET:-quick}"
dotnet publish "$project" -c Release -r linux-x64 --self-contained -v:q -nologo -p:TorchProvider=System -p:DebugType=none -o "$bundle/app"

# The bridge is compiled where it runs, for the libtorch there.
rm -f "$bundle/app/libmodeldsl_torch.so"
cp "$native/bridge.cpp" "$native/compile.sh" "$bundle/"
install -m 755 "$root/build/bundle-run.sh" "$bundle/run.sh"
basename "$project" .csproj > "$bundle/app/name"

mkdir "$bundle/experiments"
for spec in "$(dirname "$project")"/obj/experiments/*.spec.json; do
    # No path of this machine, no listing: run.sh gives the device, and the environment the data.
    # NAME.HASH.spec.json is named after its content, too.
    name=$(basename "$spec" .spec.json)
    tr -d '\n' < "$spec" | sed -E -e 's/"list": true/"list": false/' -e 's|"projectFile": "[^"]*/|"projectFile": "|' -e 's/ *"DataDir": \[[^]]*\],?//' \
        > "$bundle/experiments/${name%.*}.json"
    # The files that the project names stand where the project file would.
    for setting in Published Weights; do
        file=$(tr -d '\n' < "$spec" | sed -nE "s/.*\"$setting\": \[ *\"([^\"]*)\".*/\1/p")
        [[ -z $file || $file == /* ]] || install -D -m 644 "$(dirname "$project")/$file" "$bundle/$file"
    done
done

if [[ -n ${BUNDLE_DATA:-} ]]; then
    cp -rL "$BUNDLE_DATA" "$bundle/data"
fi
tar -C "$(dirname "$bundle")" -czf "$bundle.tar.gz" "$(basename "$bundle")"
echo "bundle.sh: $bundle.tar.gz has $(du -sh --apparent-size "$bundle.tar.gz" | cut -f1); unpacked, it has $(du -sh --apparent-size "$bundle" | cut -f1)"
