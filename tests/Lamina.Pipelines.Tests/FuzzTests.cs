using System.Text;
using System.Text.RegularExpressions;
using Lamina.Data;
using Lamina.Data.Audio;
using Lamina.Data.Text;
using Lamina.Models.Control;
using Lamina.Models.Detection;
using Lamina.Models.Faces;
using Lamina.Models.Generative;
using Lamina.Models.Graphs;
using Lamina.Models.Language;
using Lamina.Models.Series;
using Lamina.Models.Speech;
using Lamina.Models.Text;
using Lamina.Models.Translation;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Pipelines.Tests;

/// <summary>Mutated descriptions of every kind of pipeline. LAMINA_FUZZ=100000 runs as many of each.</summary>
[Collection(nameof(Alone))]
public sealed partial class FuzzTests
{
    static readonly string[] Names = ["one", "two"];

    static readonly Pipeline[] Small =
    [
        new SeriesForecast(new RecurrentForecaster(RecurrentKind.Gru, 3, layers: 2), 5, new SeriesScaling(SeriesTransform.Logarithm, 1, 2)),
        new Policy(new ActionValues(4, 2, hiddenSize: 3), "cart-pole"),
        new TextGeneration(new Gpt(3, 4, 1, 4, 2), new CharacterTokenizer(["a", "b", "c"])),
        new Translation(new GruTranslator(259, 259, 2, 2), new BytePairTokenizer([], Translation.Specials)),
        new TextClassification(new WordTokenizer(["good", "bad"]), new TextCnn(4, 2, 3, 2, [1, 2]), Names),
        new TextClassification(new WordTokenizer(["good", "bad"]), new TextLstm(4, 2, 3, 2), Names),
        new NodeClassification(new Gcn(3, 2, 2), Names),
        new PictureGeneration(new VariationalAutoencoder(pixels: 6, hidden: 3, code: 2), height: 2, width: 3),
        new PictureGeneration(new ConditionalGenerator(classes: 2, noise: 3, channels: 2), Names),
        new Transcription(new CrnnCtc(8, 3, 2, 3, 1), new MelSpectrogram { Bands = 8, Points = 128 }, Names),
        new FaceVerification(new FaceCommittee([new(new FaceConvolutions(8, 8, 2), 2), new(new OrientationHistograms(8, 8, 4), 2)]), threshold: 0.5),
        new ObjectDetection(new Fcos(2, 2), Names, shorterSide: 64),
    ];

    [Fact]
    public void Every_kind_is_among_them() => Assert.Equal(PipelineKinds.Readers.Keys.Order(), Small.Select(pipeline => pipeline.Kind).Distinct().Order());

    // What a description asks for beyond its weights is little: a bank of filters, at most.
    [Fact]
    public void A_description_that_was_changed_is_refused_or_loads()
    {
        foreach (Pipeline pipeline in Small)
        {
            using TemporaryFolder place = new();
            pipeline.Save(place.FullName);
            string path = place.At("pipeline.json");
            Fuzzing.Run(
                $"{pipeline.Kind} of {pipeline.Network.GetType().Name}",
                [File.ReadAllBytes(path)],
                file =>
                {
                    File.WriteAllBytes(path, file);
                    Pipeline.Load(place.FullName);
                },
                Number,
                count: 60);
        }
    }

    // Another number where one stands.
    static byte[] Number(byte[] seed, System.Random random)
    {
        string text = Encoding.UTF8.GetString(seed);
        MatchCollection numbers = Numbers().Matches(text);
        Match number = numbers[random.Next(numbers.Count)];
        long other = random.Next(3) == 0 ? Fuzzing.Extreme(random) : random.Next(1 << random.Next(1, 17));
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, number.Index), $"{other}", text.AsSpan(number.Index + number.Length)));
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
