#!/usr/bin/env bash
# Packs the libraries, adds the package `Lamina` to a fresh console project elsewhere, and trains a small network there.
# Reports the size of each package and the seconds from `dotnet new` to the first trained epoch, and fails if anything
# native came along. Expects a Release build of the solution; `--build` makes one first.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
fail() { echo "package test: $*" >&2; exit 1; }

if [ "${1:-}" = --build ]; then
    dotnet build -c Release Lamina.slnx
fi

# A version of its own, so that no cache of packages can answer in the place of what was just packed.
version="0.0.0-test.$(date +%s)"
mkdir "$place/feed"
dotnet pack -c Release --no-build Lamina.slnx -o "$place/feed" -p:PackageVersion="$version" >"$place/pack.log" 2>&1 || { cat "$place/pack.log" >&2; fail "packing failed"; }
[ -f "$place/feed/Lamina.$version.nupkg" ] || fail "there is no package Lamina"
[ -f "$place/feed/Lamina.Core.$version.nupkg" ] || fail "there is no package Lamina.Core"
for package in "$place"/feed/*.nupkg; do
    printf 'package %-28s %9d bytes\n' "$(basename "$package" ".$version.nupkg")" "$(wc -c <"$package")"
    name=$(basename "$package" .nupkg)
    # The package without code has no symbols, and a tool carries its own.
    case "$name" in "Lamina.$version" | Lamina.Tool.*) ;; *) [ -f "$place/feed/$name.snupkg" ] || fail "$name has no symbols" ;; esac
done

# Packages are unpacked into this place; what the machine has already is used from where it lies.
known=$(dotnet nuget locals global-packages --list | sed 's/^.*global-packages: *//')
export NUGET_PACKAGES="$place/packages"
mkdir "$place/user"
cat >"$place/user/nuget.config" <<CONFIG
<configuration>
  <packageSources>
    <add key="feed" value="$place/feed" />
  </packageSources>
$([ -d "$known" ] && printf '  <fallbackPackageFolders>\n    <add key="known" value="%s" />\n  </fallbackPackageFolders>\n' "$known")
</configuration>
CONFIG

cd "$place/user"
start=$(date +%s%3N)
dotnet new console -n Trial -o . --force >"$place/new.log" 2>&1 || { cat "$place/new.log" >&2; fail "dotnet new failed"; }
dotnet add package Lamina --version "$version" >"$place/add.log" 2>&1 || { cat "$place/add.log" >&2; fail "dotnet add package failed"; }
cp "$root/packaging/FirstEpoch.cs" Program.cs
dotnet run -c Release >"$place/run.log" 2>&1 || { cat "$place/run.log" >&2; fail "the network did not train"; }
grep -v '^first epoch' "$place/run.log"
end=$(sed -n 's/^first epoch at //p' "$place/run.log")
[ -n "$end" ] || fail "the program did not say when its first epoch ended"
awk -v ms="$((end - start))" 'BEGIN { printf "from `dotnet new` to the first trained epoch: %.1f s\n", ms / 1000 }'

native=$(find "$place/user/bin" "$NUGET_PACKAGES"/lamina* \( -name '*.so' -o -name '*.so.*' -o -name '*.dylib' -o -path '*/native/*' \) -print)
[ -z "$native" ] || fail "native files came along: $native"
[ -f "$NUGET_PACKAGES/lamina.core/$version/lib/net10.0/Lamina.xml" ] || fail "Lamina.Core has no documentation for editors"
[ -f "$NUGET_PACKAGES/lamina.core/$version/README.md" ] || fail "Lamina.Core has no read-me"
echo "no native file came along"

# The command line, installed as anyone would, knows its recipes.
dotnet tool install Lamina.Tool --version "$version" --tool-path "$place/tool" >"$place/tool.log" 2>&1 || { cat "$place/tool.log" >&2; fail "the tool could not be installed"; }
"$place/tool/lamina" recipes --json </dev/null >"$place/recipes.json" 2>"$place/tool.log" || { cat "$place/tool.log" >&2; fail "lamina recipes failed"; }
grep -q '"digits-cnn"' "$place/recipes.json" || fail "lamina recipes does not list digits-cnn"
echo "lamina runs as a .NET tool"
