using Lamina.Graphs;

namespace Lamina.NN;

/// <summary>A module's forward, while it runs.</summary>
internal readonly struct ModuleVisit(LayerPlace.Visit place, Parametrization[] parametrizations) : IDisposable
{
    public void Dispose()
    {
        foreach (Parametrization parametrization in parametrizations)
            parametrization.End();
        place.Dispose();
    }
}
