using System.Text;
using Xunit;

namespace Lamina.Pipelines.Tests;

public sealed class PipelineFileTests
{
    [Fact]
    public void What_was_set_is_read()
    {
        PipelineFile file = new("somewhere.json");
        file.Set("text", "Straße \"7\" 🙂");
        file.Set("whole", 12L);
        file.Set("real", -0.1);
        file.Set("flag", true);
        file.Set("texts", ["a", "", "ü\n"]);
        file.Set("reals", [1.0, 2.5e-300]);
        PipelineFile read = PipelineFile.Parse("somewhere.json", Encoding.UTF8.GetBytes(file.ToJson()));
        Assert.Equal("Straße \"7\" 🙂", read.Text("text"));
        Assert.Equal(12, read.Int("whole", 12, 12));
        Assert.Equal(-0.1, read.Real("real"));
        Assert.Equal(12, read.Real("whole"));
        Assert.True(read.Flag("flag"));
        Assert.Equal(["a", "", "ü\n"], read.Texts("texts", 3));
        Assert.Equal([1.0, 2.5e-300], read.Reals("reals", 2));
        Assert.True(read.Has("text") && !read.Has("other"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{}}}}}}}}}")]
    public void What_is_no_object_is_an_error_that_names_the_file(string json) =>
        Assert.Contains("here.json", Assert.Throws<PipelineException>(() => PipelineFile.Parse("here.json", Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_an_error() => Assert.Throws<PipelineException>(() => PipelineFile.Parse("here.json", [(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']).Text("a"));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"v\":null}")]
    [InlineData("{\"v\":{}}")]
    [InlineData("{\"v\":[{}]}")]
    [InlineData("{\"v\":[null]}")]
    [InlineData("{\"v\":\"\\ud800\"}")]
    public void What_is_no_value_of_a_kind_is_an_error_that_names_file_and_key(string json)
    {
        PipelineFile file = PipelineFile.Parse("here.json", Encoding.UTF8.GetBytes(json));
        foreach (Action read in (Action[])[() => file.Int("v", 0, 10), () => file.Real("v"), () => file.Text("v"), () => file.Flag("v"), () => file.Texts("v", 10), () => file.Reals("v", 10)])
        {
            string message = Assert.Throws<PipelineException>(read).Message;
            Assert.Contains("here.json", message, StringComparison.Ordinal);
            Assert.Contains("'v'", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Bounds_are_kept()
    {
        PipelineFile file = PipelineFile.Parse("here.json", "{\"whole\":11,\"half\":1.5,\"large\":1e400,\"text\":\"abc\",\"list\":[1,2,3],\"words\":[\"a\",\"b\"]}"u8);
        Assert.Throws<PipelineException>(() => file.Int("whole", 0, 10));
        Assert.Throws<PipelineException>(() => file.Int("whole", 12, 20));
        Assert.Throws<PipelineException>(() => file.Int("half", 0, 10));
        Assert.Throws<PipelineException>(() => file.Real("large"));
        Assert.Throws<PipelineException>(() => file.Text("text", most: 2));
        Assert.Throws<PipelineException>(() => file.Reals("list", 2));
        Assert.Throws<PipelineException>(() => file.Texts("words", 1));
        Assert.Throws<PipelineException>(() => file.Texts("list", 5));
    }

    [Fact]
    public void A_folder_without_a_pipeline_and_an_unknown_kind_are_errors()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.Contains("pipeline.json", Assert.Throws<PipelineException>(() => Pipeline.Load(folder.FullName)).Message, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.FullName, "pipeline.json"), "{\"kind\":\"fortune-telling\"}");
            Assert.Contains("'fortune-telling'", Assert.Throws<PipelineException>(() => Pipeline.Load(folder.FullName)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
