RateLimit(perSecond: 0);
RateLimit(perSecond: double.NaN);
RateLimit(perSecond: 10, burst: -1);
ConcurrencyLimit(0);
MaxBody("20 MB");
MaxBody(-1);
TotalTimeout("5");
IdleTimeout("0s");
Map("/a").TotalTimeout(TimeSpan.FromDays(25)).To("app");
