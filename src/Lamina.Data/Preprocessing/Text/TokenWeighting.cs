namespace Lamina.Data;

/// <summary>What a bag of words holds for each word.</summary>
public enum TokenWeighting
{
    /// <summary>1 if the word is there, else 0.</summary>
    Presence,

    /// <summary>How often it is there.</summary>
    Count,

    /// <summary>How often, times ln(1 + n / (1 + d)), where d of the n texts of the training part have the word: rare words count more. As Keras' <c>tf_idf</c>.</summary>
    TfIdf,
}
