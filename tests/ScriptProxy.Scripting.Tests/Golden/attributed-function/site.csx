using System.Runtime.CompilerServices;
[MethodImpl(MethodImplOptions.NoInlining)]
IProxyRoute Start(string path) { var route = Map(path); return route; }
Start("/a");
