#define LIVE
#if LIVE
foreach (var n in new[] { 1 }) { Map("/a" + n); }
#else
Map("/never");
#endif
  Map("/b");
