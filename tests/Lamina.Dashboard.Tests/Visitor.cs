namespace Lamina.Dashboard.Tests;

/// <summary>Asks a dashboard for pages as a program does that follows nothing and keeps nothing.</summary>
sealed class Visitor(DashboardServer server) : IDisposable
{
    readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public string Origin { get; } = $"http://127.0.0.1:{server.Address.Port}";

    public void Dispose() => _client.Dispose();

    public async Task<HttpResponseMessage> Ask(string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Origin + path);
        foreach ((string name, string value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await _client.SendAsync(request);
    }

    /// <summary>A page that must be there.</summary>
    public async Task<string> Read(string path)
    {
        using HttpResponseMessage answer = await Ask(path);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}: {text}");
        return text;
    }
}
