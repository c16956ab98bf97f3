#!/usr/bin/env python3
"""compare.py with a stock YARP application (StockYarp) as one more peer.

usage: with-yarp.py --yarp PATH [arguments of compare.py]

compare.py stays as it is: what it keeps in tables gets one more row here. It measures reloads of ScriptProxy alone, and WebSockets of
the peers that it names itself, so that YARP is not in those two.
"""
import argparse
import json
import os
import sys

sys.dont_write_bytecode = True
import compare

PORT = 18006
write_fixtures, run_load = compare.fixtures, compare.run_load
warm = set()


def settings():
    def route(path, cluster, **more):
        return {"ClusterId": cluster, "Match": {"Path": path}, **more}

    def cluster(port):
        return {"Destinations": {"s1": {"Address": f"http://127.0.0.1:{port}"}}}

    tenant = route("/t/{tenant}/{**rest}", "b", RateLimiterPolicy="by-client", Transforms=[
        {"RequestHeaderRouteValue": "X-Tenant", "Set": "tenant"},
        {"ResponseHeader": "X-Scripted", "Set": "yes", "When": "Always"}])
    routes = {f"svc{i}": route(f"/svc{i}/{{**rest}}", "b") for i in range(1000)}
    routes.update({"tenant": tenant, "ws": route("/ws/{**rest}", "ws"), "all": route("/{**rest}", "b")})
    certificate = {"Path": f"{compare.HERE}/cert.pem", "KeyPath": f"{compare.HERE}/key.pem"}
    return {
        "Logging": {"LogLevel": {"Default": "Warning"}},
        "Limit": 1000000,
        "Kestrel": {"Endpoints": {
            "http": {"Url": f"http://127.0.0.1:{PORT}"},
            "https": {"Url": f"https://127.0.0.1:{PORT + compare.TLS_OFFSET}", "Certificate": certificate}}},
        "ReverseProxy": {"Routes": routes, "Clusters": {"b": cluster(compare.BACKEND), "ws": cluster(19002)}},
    }


def fixtures():
    write_fixtures()
    compare.write("yarp/settings.json", json.dumps(settings(), indent=1))


def run(scenario, name, args):
    # The JIT compiles in tiers: as ScriptProxy, it is given one run more before the first that counts.
    if name == "yarp" and scenario not in warm:
        warm.add(scenario)
        run_load(scenario, name, args)
        args = argparse.Namespace(**{**vars(args), "seconds": args.seconds * 2 + 1})
    return run_load(scenario, name, args)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False)
    ap.add_argument("--yarp")
    ap.add_argument("--peers", default="nginx,haproxy,caddy")
    args, others = ap.parse_known_args()
    if args.yarp:
        yarp = os.path.abspath(args.yarp)
        compare.PORTS["yarp"] = PORT
        compare.COMMANDS["yarp"] = lambda _: ([yarp, "settings.json"], f"{compare.HERE}/yarp")
        compare.fixtures, compare.run_load = fixtures, run
        args.peers = f"{args.peers},yarp"
    sys.argv = ["compare.py", "--peers", args.peers, *others]
    compare.main()


if __name__ == "__main__":
    main()
