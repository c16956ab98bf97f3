#!/usr/bin/env bash
# Measures ScriptProxy beside nginx, HAProxy, Caddy and a stock YARP application: installs them on Debian, builds, runs, prints the tables.
# Arguments go to compare.py: bench/compare.sh --scenarios plain,tls --rounds 1
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
PATH=$PATH:/usr/sbin

# Package and what it brings.
needs=(
    nginx-light:nginx
    libnginx-mod-http-lua:/usr/lib/nginx/modules/ngx_http_lua_module.so
    haproxy:haproxy
    caddy:caddy
    wrk:wrk
    nghttp2-client:h2load
    openssl:openssl
    curl:curl
    python3:python3
)

missing() {
    for need in "${needs[@]}"; do
        command -v "${need#*:}" > /dev/null || [[ -e ${need#*:} ]] || echo "${need%%:*}"
    done
}

mapfile -t packages < <(missing)
if [[ ${#packages[@]} -gt 0 && $(id -u) -eq 0 ]] && command -v apt-get > /dev/null; then
    echo "installing ${packages[*]}; those that are services are started by Debian, and can be stopped with systemctl"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${packages[@]}"
    mapfile -t packages < <(missing)
fi

if [[ ${#packages[@]} -gt 0 ]]; then
    echo "missing: ${packages[*]}; as root: apt-get install ${packages[*]}" >&2
    exit 1
fi

if ! command -v dotnet > /dev/null; then
    echo "missing: the .NET 10 SDK, https://dotnet.microsoft.com/download" >&2
    exit 1
fi

dotnet build src/ScriptProxy.Cli -c Release -v quiet
dotnet build bench/StockYarp -c Release -v quiet
exec python3 bench/with-yarp.py \
    --scriptproxy src/ScriptProxy.Cli/bin/Release/net10.0/scriptproxy \
    --yarp bench/StockYarp/bin/Release/net10.0/StockYarp "$@"
