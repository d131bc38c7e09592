using System.Globalization;
using Lamina.Models.Faces;

namespace Lamina.Pipelines;

/// <summary>A member of a committee of faces as pipeline.json tells of it: "convolutions CHANNELS FIRST-ROW ROWS PLACES", "orientations CELL PLACES" or "signed-orientations CELL PLACES".</summary>
/// <param name="Kind">The first word.</param>
/// <param name="Size">Channels, or rows and columns of a cell.</param>
/// <param name="FirstRow">The first row of convolutions.</param>
/// <param name="Rows">Rows of convolutions.</param>
/// <param name="Places">Size of a place.</param>
internal sealed record MemberForm(string Kind, int Size, int FirstRow, int Rows, int Places)
{
    const string Convolutions = "convolutions", Orientations = "orientations", SignedOrientations = "signed-orientations";
    const int MostChannels = 128, Most = 4096;

    /// <summary>What to say of one that is none.</summary>
    public const string Wanted = "members such as 'convolutions 32 0 56 384' (channels, first row, rows, places) or 'signed-orientations 7 384' (cell, places) that fit the height and width";

    /// <summary>The form of a member.</summary>
    public static MemberForm Of(FaceMember member) => member.Features switch
    {
        FaceConvolutions seen => new(Convolutions, seen.Channels, seen.FirstRow, seen.Rows, member.Places),
        OrientationHistograms seen => new(seen.Signed ? SignedOrientations : Orientations, seen.Cell, 0, 0, member.Places),
        _ => throw new PipelineException($"{member} cannot be saved: only what sees by convolutions or orientations can."),
    };

    /// <summary>Reads a form for pictures of a size; null if it is none.</summary>
    public static MemberForm? Parse(string text, int height, int width)
    {
        string[] words = text.Split(' ');
        int[] numbers = new int[words.Length - 1];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > Most)
                return null;
        }

        MemberForm? form = (words[0], numbers) switch
        {
            (Convolutions, [>= 1 and <= MostChannels, _, >= 8, _]) when numbers[1] + numbers[2] <= height => new(Convolutions, numbers[0], numbers[1], numbers[2], numbers[3]),
            (Orientations or SignedOrientations, [>= 1, _]) when numbers[0] <= Math.Min(height, width) => new(words[0], numbers[0], 0, 0, numbers[1]),
            _ => null,
        };
        return form is { Places: >= 1 and <= Most } ? form : null;
    }

    /// <summary>Weights of such a member for pictures of a size, at least.</summary>
    public long LeastWeights(int height, int width)
    {
        if (Kind != Convolutions)
            return 8L * (height / Size) * (width / Size) * Math.Min(Places, 8L * (height / Size) * (width / Size));
        long windows = Math.Max(1, ((Rows / 8) - 1) / 2) * (long)Math.Max(1, ((width / 8) - 1) / 2), features = 4 * Size * windows;
        return (9L * Size * (1 + (26L * Size))) + (features * Math.Min(Places, features));
    }

    /// <summary>A member of this form with random weights.</summary>
    public FaceMember Build(int height, int width) =>
        new(Kind == Convolutions ? new FaceConvolutions(height, width, Size, FirstRow, Rows) : new OrientationHistograms(height, width, Size, Kind == SignedOrientations), Places);

    /// <inheritdoc/>
    public override string ToString() => Kind == Convolutions ? $"{Kind} {Size} {FirstRow} {Rows} {Places}" : $"{Kind} {Size} {Places}";
}
