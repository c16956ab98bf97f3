using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

// What one gets who writes a proxy with YARP by its documentation. All but the limit and the refusal stands in the file named.
var builder = WebApplication.CreateBuilder();
builder.Configuration.AddJsonFile(Path.GetFullPath(args[0]));
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));
builder.Services.AddRateLimiter(limits => limits.AddPolicy("by-client", http => RateLimitPartition.GetTokenBucketLimiter(
    http.Connection.RemoteIpAddress?.ToString() ?? "",
    _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = int.Parse(builder.Configuration["Limit"]!, CultureInfo.InvariantCulture),
        TokensPerPeriod = int.Parse(builder.Configuration["Limit"]!, CultureInfo.InvariantCulture),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
    })));

var app = builder.Build();
app.UseRateLimiter();
app.Map("/t/admin/{**rest}", () => Results.StatusCode(StatusCodes.Status403Forbidden));
app.MapReverseProxy();
app.Run();
