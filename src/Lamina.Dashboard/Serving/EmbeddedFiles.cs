using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Lamina.Dashboard.Serving;

/// <summary>Styles and scripts, out of this assembly.</summary>
static class EmbeddedFiles
{
    static readonly (string Path, string Type)[] Files =
    [
        ("/dashboard.css", "text/css; charset=utf-8"), ("/dashboard.js", "text/javascript; charset=utf-8"), ("/icon.svg", "image/svg+xml"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach ((string path, string type) in Files)
            routes.MapGet(path, new RequestDelegate(context => Send(context, path[(path.LastIndexOf('/') + 1)..], type)));
    }

    static async Task Send(HttpContext context, string name, string type)
    {
        // Another build of this assembly may bring other files.
        string tag = $"\"{typeof(EmbeddedFiles).Module.ModuleVersionId:N}\"";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers[HeaderNames.IfNoneMatch] == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = type;
        await using Stream file = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"This build has no {name}.");
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
