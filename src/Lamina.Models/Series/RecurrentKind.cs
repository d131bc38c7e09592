namespace Lamina.Models.Series;

/// <summary>Which recurrent layer reads a sequence.</summary>
public enum RecurrentKind
{
    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>Gated recurrent units.</summary>
    Gru,
}
