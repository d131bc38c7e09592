using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Lamina.Dashboard.Serving;

/// <summary>
/// Decides who is let in. With a token: who brings it, in the address (it then becomes a cookie), in the cookie, or as a bearer. At a loopback
/// address: who calls it by a name of this machine, so that no page of another site gets in under a name that points here. Everywhere: no
/// request that another site's page has sent.
/// </summary>
sealed class Door
{
    const string Parameter = "token", Cookie = "lamina-token", Bearer = "Bearer ";
    const int Shortest = 8;

    readonly string? _token;
    readonly byte[] _hash;
    readonly bool _isLocal;

    public Door(string? token, bool isLocal)
    {
        if (token is { Length: < Shortest })
            throw new DashboardException($"A token has {Shortest} characters or more; got {token.Length}. Leave --token away to have one drawn.");
        (_token, _isLocal) = (token, isLocal);
        _hash = Hash(token ?? "");
    }

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The address with which one gets in.</summary>
    public Uri Invitation(string host, int port) => new($"http://{host}:{port}/{(_token is null ? "" : $"?{Parameter}={Uri.EscapeDataString(_token)}")}");

    public Task Pass(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (_isLocal && !IsOfThisMachine(request.Host.Host))
            return Refuse(context, StatusCodes.Status403Forbidden, "This dashboard is for the machine it runs on; it is called localhost there.");
        if (request.Headers.Origin is [{ } origin] && !IsSame(origin, request))
            return Refuse(context, StatusCodes.Status403Forbidden, "Another site's page has sent this request.");
        if (_token is null)
            return next(context);
        if (request.Query.TryGetValue(Parameter, out StringValues given) && Opens(given.ToString()))
        {
            context.Response.Cookies.Append(Cookie, _token, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true });

            // Out of the address bar. One slash, since two would begin the name of another site.
            context.Response.Redirect($"/{request.Path.Value?.TrimStart('/')}{QueryString.Create(request.Query.Where(part => part.Key != Parameter))}");
            return Task.CompletedTask;
        }

        string authorization = request.Headers.Authorization.ToString();
        bool isIn = Opens(request.Cookies[Cookie]) || (authorization.StartsWith(Bearer, StringComparison.Ordinal) && Opens(authorization[Bearer.Length..]));
        return isIn ? next(context) : Refuse(context, StatusCodes.Status401Unauthorized, "This dashboard needs its token: open the address that the command printed, which ends in ?token=…");
    }

    // Hashes are compared, so that the time says nothing of the length or of where two tokens differ.
    bool Opens(string? token) => token is not null && CryptographicOperations.FixedTimeEquals(Hash(token), _hash);

    static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    static bool IsOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    static Task Refuse(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason);
    }
}
