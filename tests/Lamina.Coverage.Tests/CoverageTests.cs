using Lamina.Coverage.Tests.Names;
using Lamina.Coverage.Tests.Sections;
using Lamina.Coverage.Tests.Specimens;

namespace Lamina.Coverage.Tests;

/// <summary>docs/coverage.md says what there is, as the registries themselves say it.</summary>
[Collection(nameof(Specimen))]
public sealed class CoverageTests
{
    const string Accept = "LAMINA_ACCEPT_COVERAGE=1 dotnet run -c Release --project tests/Lamina.Coverage.Tests";

    [Fact]
    public void The_table_of_what_there_is_is_up_to_date()
    {
        string path = Path.Combine(Checkout.Root, "docs", "coverage.md"), found = Document();
        if (Environment.GetEnvironmentVariable("LAMINA_ACCEPT_COVERAGE") == "1")
        {
            File.WriteAllText(path, found);
            return;
        }

        string committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string[] before = committed.Split('\n'), now = found.Split('\n');
        Assert.True(
            committed == found,
            $"docs/coverage.md differs from what there is (− gone, + new). Write it anew by `{Accept}` and commit it with the change:\n  "
            + string.Join("\n  ", [.. before.Except(now).Select(line => "− " + line).Take(20), .. now.Except(before).Select(line => "+ " + line).Take(20)]));
    }

    [Fact]
    public void Counterparts_name_what_exists()
    {
        foreach ((string list, IReadOnlyDictionary<string, string> pairs) in Counterparts.ByList)
        {
            string[] unknown = [.. pairs.Values.Except(ReferenceNames.Of(list))];
            Assert.True(unknown.Length == 0, $"{list} has no {string.Join(", ", unknown)}.");
            unknown = [.. pairs.Keys.Where(name => !Inventory.Names.Contains(name))];
            Assert.True(unknown.Length == 0, $"Counterparts of {list}: Lamina has no {string.Join(", ", unknown)}.");
        }

        foreach ((string list, IReadOnlyDictionary<string, string> reasons) in Counterparts.OtherwiseByList)
        {
            string[] unknown = [.. reasons.Keys.Except(ReferenceNames.Of(list))];
            Assert.True(unknown.Length == 0, $"{list} has no {string.Join(", ", unknown)}.");
        }
    }

    static string Document() => string.Join(
        "\n",
        [
            "# What there is",
            "",
            "Made from the registries themselves by `CoverageTests`, which fails when this file is out of date. To write it anew:",
            "",
            $"    {Accept}",
            "",
            "A dash stands where PyTorch or Keras has no class of that meaning. *Golden*: reference values lie in `tests/goldens`, from PyTorch where it has the thing, else from a published formula.",
            "*Exported*: a specimen of the layer was written as ONNX when this table was made. *Saved*: `Model.Save` describes the layer, so that a file alone gives it back.",
            "",
            .. LayerSection.Lines,
            .. KerasLayerSection.Lines,
            .. LossSection.Lines,
            .. OptimizerSection.Lines,
            .. ScheduleSection.Lines,
            .. MetricSection.Lines,
            .. OperatorSection.Lines,
            .. ImportSection.Lines,
        ]);
}
