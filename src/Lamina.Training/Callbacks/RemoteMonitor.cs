using System.Net.Http;
using System.Text;

namespace Lamina.Training;

/// <summary>
/// Sends each epoch as JSON to a server, by HTTP POST, beside the training. A server that is slow or gone neither delays nor ends it: what could not be
/// sent is left out, and a line says so, once.
/// </summary>
/// <remarks>As Keras' <c>RemoteMonitor</c>. The body is what <see cref="JsonLog"/> writes.</remarks>
public sealed class RemoteMonitor : Callback
{
    // More than these do not wait for the server.
    const int MostWaiting = 64;

    readonly Uri _address;
    readonly TimeSpan _timeout;
    Task _sending = Task.CompletedTask;
    int _waiting, _lost;
    bool _said;

    /// <summary>Makes the callback.</summary>
    /// <param name="address">Where to, such as <c>http://localhost:9000/publish/epoch/end/</c>.</param>
    /// <param name="timeout">How long one epoch may take to be sent; 5 seconds if null. The end of training waits as long for the last.</param>
    /// <exception cref="ArgumentException">The address is not one of HTTP.</exception>
    public RemoteMonitor(Uri address, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException($"RemoteMonitor sends to addresses that begin with http:// or https://; got '{address}'.", nameof(address));
        (_address, _timeout) = (address, timeout ?? TimeSpan.FromSeconds(5));
    }

    /// <summary>How many epochs could not be sent.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <inheritdoc/>
    protected internal override OrderedDictionary<string, Tensor> StateDict() => new() { [nameof(Lost)] = Tensor.From<long>([Lost], []) };

    /// <inheritdoc/>
    protected internal override void LoadStateDict(IReadOnlyDictionary<string, Tensor> state) => Volatile.Write(ref _lost, (int)state[nameof(Lost)].ToInt64());

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context)
    {
        SayIfLost(context);
        if (Volatile.Read(ref _waiting) >= MostWaiting)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        // One after the other, in order.
        string json = EpochJson.Of(context.History.Epochs[^1], context.Step);
        Interlocked.Increment(ref _waiting);
        _sending = _sending.ContinueWith(_ => Send(json), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
    }

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context)
    {
        _sending.Wait(_timeout);
        SayIfLost(context);
    }

    async Task Send(string json)
    {
        try
        {
            using HttpClient client = new() { Timeout = _timeout };
            using StringContent content = new(json, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync(_address, content).ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
        {
            Interlocked.Increment(ref _lost);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    void SayIfLost(TrainingContext context)
    {
        if (_said || Lost == 0)
            return;
        _said = true;
        context.Say($"RemoteMonitor: {_address} does not answer as it should; training goes on.");
    }
}
